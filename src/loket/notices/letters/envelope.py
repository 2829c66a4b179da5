"""A letter as a mail (RFC 5322): who sends it, which mails it belongs to, and that no machine should answer it."""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageParseError
from email.headerregistry import Address
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from itertools import starmap
from urllib.parse import urlsplit

from django.conf import settings

from loket.design.brand import load_brand
from loket.notices.facts import Letter
from loket.notices.letters.wording import one_line

LONGEST_NAME = 60
_LONGEST_LINE = 80
_BOUNDARY = "=_the_other_text"
_BREAKS = re.compile(r"[\r\n]")
_OF_WHOLE_WORDS = frozenset({"Message-ID", "In-Reply-To", "References", "List-Unsubscribe"})
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f<>,;]")


def mail_of(letter: Letter, *, now: datetime) -> bytes:
    """The mail with its two texts as it goes over the wire, and how a program declines what may be declined.

    Raises ValueError for a recipient's address that is none. It has no Reply-To: nobody reads answers yet.
    """
    head = "".join(starmap(_line, _headers(letter, now)))
    parts = (_part("plain", letter.text), _part("html", letter.html))
    return b"".join([head.encode("ascii"), b"\r\n", *parts, f"--{_BOUNDARY}--\r\n".encode()])


def sender() -> Address:
    """The address that mails come from, under the shop's name unless the settings give another."""
    name, address = parseaddr(settings.LOKET_MAIL_FROM)
    return _address(address or f"no-reply@{own_host()}", name or load_brand().name)


def message_id(reference: str) -> str:
    """The Message-ID of a notice: the same for every try, so that a doubled mail is recognised."""
    return f"<{reference}@{own_host()}>"


def own_host() -> str:
    """The host name of this installation."""
    return urlsplit(settings.LOKET_URL).hostname or "localhost"


def _headers(letter: Letter, now: datetime) -> Iterator[tuple[str, str]]:
    yield "From", str(sender())
    yield "To", str(_address(letter.recipient.email, one_line(letter.recipient.name, limit=LONGEST_NAME)))
    yield "Subject", letter.subject_line
    yield "Date", format_datetime(now)
    yield "Message-ID", letter.message_id
    if letter.in_reply_to:
        yield "In-Reply-To", letter.in_reply_to
        yield "References", " ".join(letter.references)
    if letter.is_automatic:
        yield "Auto-Submitted", "auto-generated"
    # Nobody reads what absence notes and other machines would answer.
    yield "X-Auto-Response-Suppress", "All"
    # RFC 8058 knows no address without encryption.
    if letter.stop_link.startswith("https://"):
        yield "List-Unsubscribe", f"<{letter.stop_link}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "Content-Language", letter.language
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative; boundary="{_BOUNDARY}"'


def _line(name: str, value: str) -> str:
    """A header as mail writes it, encoded and folded where it has to be."""
    if _BREAKS.search(value):
        raise ValueError(f"{name} may not hold a line's end")
    line = f"{name}: {value}\r\n"
    if name in _OF_WHOLE_WORDS:
        # The library would encode a long address, and then no program knows it.
        return line.replace(" <", "\r\n <").replace(":\r\n", ":", 1)
    if value.isascii() and value.isprintable() and len(line) <= _LONGEST_LINE:
        return line
    return str(SMTP.header_factory(name, value).fold(policy=SMTP))


def _part(kind: str, text: str) -> bytes:
    """One of the two texts; what is quoted-printable never holds the boundary, for it begins with an equals sign."""
    head = f'--{_BOUNDARY}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
    head += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    lines = "\r\n".join(text.splitlines())
    return head.encode("ascii") + b2a_qp(lines.encode(), istext=True) + b"\r\n\r\n"


def _address(address: str, name: str) -> Address:
    local, _at, domain = address.rpartition("@")
    if not local or not domain or _NOT_IN_ADDRESSES.search(address):
        raise ValueError(f"{address[:40]!r} is no mail address")
    try:
        return Address(display_name=name, addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (MessageParseError, IndexError) as error:
        raise ValueError(f"{address[:40]!r} is no mail address") from error
