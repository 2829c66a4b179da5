"""The demo's mailbox as its page shows it: whose letters there are, and one of them open; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from loket.design.brand import load_brand
from loket.notices.access import get_demo_letter
from loket.notices.listing import demo_letter_page, demo_mailboxes
from loket.notices.models import DemoLetter

A_PAGE = 20
# Links of a letter open beside it: inside the frame nobody is signed in.
_HEAD = "<head>"
_BESIDE = '<head><base target="_blank">'
_MOST_DIGITS = 18


def mailbox_context(query: Mapping[str, str], letter_id: int | None) -> dict[str, Any]:
    """The list of letters beside the one that is open, or the newest; raises NotVisible."""
    address = query.get("to", "")[:254]
    page = demo_letter_page(address=address, before=_number(query.get("before", "")), at_most=A_PAGE)
    newest = page.letters[0].pk if page.letters else None
    shown = newest if letter_id is None else letter_id
    mailboxes = demo_mailboxes()
    return {
        "sender": load_brand().name,
        "letters": page.letters,
        "letter": None if shown is None else get_demo_letter(shown),
        "is_open": letter_id is not None,
        "older": page.older,
        "address": address,
        "mailboxes": mailboxes,
        "total": sum(each.letters for each in mailboxes),
        "kept": urlencode({"to": address}) if address else "",
    }


def letter_document(letter: DemoLetter) -> str:
    """The letter as mail programs get it."""
    return letter.html.replace(_HEAD, _BESIDE, 1)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None
