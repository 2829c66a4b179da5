"""What a mail server's refusal means: for the address, for this letter, for all letters (RFC 5321, RFC 3463)."""

from __future__ import annotations

import re
from typing import Literal

from loket.notices.facts import NotTaken

Step = Literal["connect", "mail", "rcpt", "data"]

LONGEST_SAID = 500
_ENHANCED = re.compile(r"\b[245]\.(\d{1,3})\.(\d{1,3})\b")
_SERVICE_NOT_AVAILABLE = 421
_NOT_THE_ADDRESS = {("2", "2"), ("2", "3")}  # a full mailbox, too large a letter
_POLICY = "7"


def refusal(step: Step, code: int, text: bytes | str) -> NotTaken:
    """The failure that a server's answer to a step stands for."""
    said = _said(code, text)
    if code == _SERVICE_NOT_AVAILABLE or step in ("connect", "mail"):
        # Nothing of this is about one letter: it is the server, or what the settings say about it.
        return NotTaken(said, permanent=False, channel_is_down=True)
    if code < 500:
        return NotTaken(said, permanent=False)
    return NotTaken(said, permanent=True, address_is_bad=step == "rcpt" and _is_about_the_address(said))


def _is_about_the_address(said: str) -> bool:
    found = _ENHANCED.search(said)
    if found is None:
        return True
    return found[1] != _POLICY and (found[1], found[2]) not in _NOT_THE_ADDRESS


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {words}".replace("\0", "").split())[:LONGEST_SAID]
