"""What people do at the desk, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx

from journeys.installation import Installation

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def signed_in(shop: Installation, name: str) -> Iterator[httpx.Client]:
    """A desk session of one of the demo shop's people."""
    with httpx.Client(base_url=shop.url, timeout=60, follow_redirects=True) as http:
        fields = {"login": f"{name}@samudra.example", "password": shop.password}
        answer = post_form(http, "/desk/sign-in", fields)
        assert "/sign-in" not in str(answer.url), answer.url
        yield http


def post_form(http: httpx.Client, path: str, fields: dict[str, str], *, page: str = "") -> httpx.Response:
    """Send a form that stands on ``page`` (by default on its own address); it may lead on to another page."""
    found = TOKEN.search(http.get(page or path).text)
    assert found, page or path
    answer = http.post(path, data={**fields, "csrfmiddlewaretoken": found.group(1)})
    assert answer.status_code < 400, f"{path}: {answer.status_code} {answer.text[:500]}"
    return answer


def take_and_answer(shop: Installation, conversation_id: str, text: str, *, name: str = "ada") -> None:
    """Take a case and answer in it."""
    page = f"/desk/conversations/{conversation_id}"
    with signed_in(shop, name) as http:
        post_form(http, f"{page}/take", {}, page=page)
        post_form(http, f"{page}/replies", {"text": text, "external_id": uuid4().hex, "seen": "999999"}, page=page)
