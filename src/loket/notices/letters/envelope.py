"""A letter as a mail (RFC 5322): who sends it, which mails it belongs to, and that no machine should answer it."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import MessageParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from loket.design.brand import load_brand
from loket.notices.facts import Letter
from loket.notices.letters.wording import one_line

LONGEST_NAME = 60
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f<>,;]")


def mail_of(letter: Letter, *, now: datetime, stop_url: str = "") -> EmailMessage:
    """The mail with its two texts; ``stop_url`` is where such mails can be declined, empty where they cannot be.

    Raises ValueError for a recipient's address that is none. It has no Reply-To: nobody reads answers yet.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender()
    mail["To"] = _address(letter.recipient.email, one_line(letter.recipient.name, limit=LONGEST_NAME))
    mail["Subject"] = letter.subject_line
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = letter.message_id
    if letter.in_reply_to:
        mail["In-Reply-To"] = letter.in_reply_to
        mail["References"] = " ".join(letter.references)
    _mark(mail, letter, stop_url=stop_url)
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    # Last, for what it says would otherwise move into the first part.
    mail["Content-Language"] = letter.language
    return mail


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


def _mark(mail: EmailMessage, letter: Letter, *, stop_url: str) -> None:
    if letter.is_automatic:
        mail["Auto-Submitted"] = "auto-generated"
    # Nobody reads what absence notes and other machines would answer.
    mail["X-Auto-Response-Suppress"] = "All"
    if stop_url:
        mail["List-Unsubscribe"] = f"<{stop_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _address(address: str, name: str) -> Address:
    local, _at, domain = address.rpartition("@")
    if not local or not domain or _NOT_IN_ADDRESSES.search(address):
        raise ValueError(f"{address[:40]!r} is no mail address")
    try:
        return Address(display_name=name, addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (MessageParseError, IndexError) as error:
        raise ValueError(f"{address[:40]!r} is no mail address") from error
