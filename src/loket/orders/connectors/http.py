"""Any marketplace that takes signed instructions over HTTP, as docs/orders.md describes.

``POST {url}/instructions`` does it, ``GET {url}/instructions/{key}`` tells what became of it. An answer counts only if
it is JSON that repeats the key; whatever else comes, a look-up has to tell.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, urlsplit

from loket.lib.outbound import SECONDS, Answer, CallFailed, address_problem, call
from loket.orders.connectors.port import ANYWHERE, Instruction, MarketplaceUnknown, Outcome, OutcomeState

# Statuses under which an answer is the marketplace's own word; a proxy's page under others is not.
_SAYS = frozenset({200, 201, 202, 409, 422})
_STATES: dict[str, OutcomeState] = {"settled": "settled", "accepted": "accepted", "refused": "refused"}


def signature(secret: str, *, timestamp: int, method: str, path: str, body: bytes) -> str:
    """What ``Loket-Signature`` holds: HMAC-SHA256, in hex, over ``timestamp.method.path.body``."""
    signed = f"{timestamp}.{method}.{path}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class HttpMarketplace:
    """A marketplace behind a URL; it deduplicates by ``Idempotency-Key``."""

    name = "http"
    destinations = ANYWHERE
    settles_within = timedelta(0)

    def __init__(self, url: str, secret: str, *, seconds: float = SECONDS) -> None:
        if problem := address_problem(url):
            raise MarketplaceUnknown(f"LOKET_MARKETPLACE_URL: {problem}.")
        if not secret:
            raise MarketplaceUnknown("LOKET_MARKETPLACE_SECRET must be set: instructions are signed with it.")
        self._url = url.rstrip("/")
        self._secret = secret
        self._seconds = seconds

    def carry_out(self, instruction: Instruction) -> Outcome:
        """Send the instruction; under the same key the marketplace does it once."""
        body = json.dumps(instruction.document(), ensure_ascii=False, sort_keys=True).encode()
        try:
            answer = self._call("POST", "/instructions", body, key=instruction.key)
        except CallFailed as failure:
            return Outcome("unknown", problem=str(failure))
        return _outcome(answer, instruction.key, amount=instruction.amount)

    def look_up(self, key: str) -> Outcome:
        """Ask what became of it; only the marketplace's own word makes it absent."""
        try:
            answer = self._call("GET", f"/instructions/{quote(key, safe='')}", b"", key=key)
        except CallFailed as failure:
            return Outcome("unknown", problem=str(failure))
        said = answer.document if isinstance(answer.document, dict) else {}
        if answer.status == 404 and said.get("key") == key and said.get("state") == "absent":
            return Outcome("absent")
        return _outcome(answer, key, amount=None)

    def _call(self, method: str, path: str, body: bytes, *, key: str) -> Answer:
        url = self._url + path
        timestamp = int(time.time())
        signed = signature(self._secret, timestamp=timestamp, method=method, path=urlsplit(url).path, body=body)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "Loket",
            "Idempotency-Key": key,
            "Loket-Timestamp": str(timestamp),
            "Loket-Signature": signed,
        }
        return call(url, method, headers=headers, body=body or None, seconds=self._seconds)


def _outcome(answer: Answer, key: str, *, amount: Decimal | None) -> Outcome:
    said = answer.document
    if answer.status not in _SAYS or not isinstance(said, dict):
        return Outcome("unknown", problem=f"status {answer.status} without a word about this instruction")
    if said.get("key") != key:
        return Outcome("unknown", problem="the answer is about another instruction")
    state = _STATES.get(str(said.get("state")))
    if state is None:
        return Outcome("unknown", problem="the answer names no state that Loket knows")
    reference, problem = str(said.get("reference") or "")[:200], str(said.get("problem") or "")[:500]
    if state != "refused" and amount is not None and not _is_same(said.get("amount"), amount):
        return Outcome("unknown", reference, "The marketplace tells of another amount.", is_for_a_person=True)
    return Outcome(state, reference, problem)


def _is_same(told: Any, amount: Decimal) -> bool:
    """Whether the amount that is told, if any is, is ours."""
    try:
        return told is None or Decimal(str(told)) == amount
    except InvalidOperation:
        return False
