"""Post a JSON document to a translator's server and say in our words what went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from loket.lib import outbound
from loket.translation.port import EngineFailed

BYTES_READ = 1024 * 1024
# The server works, but not for this pair, length or text.
_REFUSALS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY})


def post(url: str, document: Mapping[str, Any], *, headers: Mapping[str, str], seconds: float) -> Any:
    """The server's document; raises EngineFailed for whatever is not an answer with status 200."""
    body = json.dumps(document).encode()
    sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    return _asked(url, "POST", headers=sent, body=body, seconds=seconds)


def get(url: str, *, seconds: float) -> Any:
    """The server's document; raises EngineFailed as `post` does."""
    return _asked(url, "GET", headers={"Accept": "application/json"}, body=None, seconds=seconds)


def texts_in(found: object, count: int) -> list[str]:
    """A list of so many texts, or EngineFailed."""
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise EngineFailed("the answer holds no list of texts")
    if len(found) != count:
        raise EngineFailed(f"{len(found)} texts came back for {count}")
    return found


def _asked(url: str, method: str, *, headers: Mapping[str, str], body: bytes | None, seconds: float) -> Any:
    try:
        answer = outbound.call(url, method, headers=headers, body=body, seconds=seconds, bytes_read=BYTES_READ)
    except outbound.CallFailed as failure:
        raise EngineFailed(str(failure), is_late="within" in str(failure)) from None
    if answer.status != HTTPStatus.OK:
        raise EngineFailed(f"status {answer.status}", is_down=answer.status not in _REFUSALS)
    if answer.document is None:
        raise EngineFailed("the answer is not JSON")
    return answer.document
