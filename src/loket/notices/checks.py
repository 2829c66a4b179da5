from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError
from django.utils import timezone

from loket.lib.outbound import address_problem
from loket.notices.channels.choosing import is_any_configured
from loket.notices.channels.smtp_server import SmtpAddressWrong, smtp_server
from loket.notices.letters.envelope import sender
from loket.notices.listing import count_late
from loket.notices.queries import count_for_a_person
from loket.people.actors import SYSTEM

LATE_AFTER = timedelta(minutes=15)
_HINT = "See docs/notices.md."
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@register()
def check_mail(**_options: Any) -> list[CheckMessage]:
    """A mail server that cannot be used, or to which mails travel readable, is told by `loket check`."""
    if not settings.LOKET_SMTP_URL:
        return [] if is_any_configured() else [_nobody_is_written_to()]
    try:
        server = smtp_server(settings.LOKET_SMTP_URL)
    except SmtpAddressWrong as problem:
        return [Error(f"LOKET_SMTP_URL cannot be used: {problem}.", hint=_HINT, id="notices.E001")]
    found: list[CheckMessage] = []
    if server.tls == "none" and server.host not in _OWN_MACHINE:
        text = "LOKET_SMTP_URL sends without encryption: letters, and the password, travel readable for others."
        found.append(Warning(text, hint="Use tls=starttls or tls=tls, or a network of your own.", id="notices.W001"))
    return found + _sender_problems()


@register()
def check_sender(**_options: Any) -> list[CheckMessage]:
    """A sender that cannot be called, or to which letters travel readable, is told."""
    url = settings.LOKET_SENDER_URL
    if not url:
        return []
    if problem := address_problem(url):
        return [Error(f"LOKET_SENDER_URL is no sender's address: {problem}.", hint=_HINT, id="notices.E003")]
    if not settings.LOKET_SENDER_SECRET:
        text = "LOKET_SENDER_SECRET is empty: the sender cannot tell Loket's calls from anybody else's."
        return [Error(text, hint=_HINT, id="notices.E004")]
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _OWN_MACHINE:
        text = "LOKET_SENDER_URL is http: contacts and codes travel readable for others."
        return [Warning(text, hint="Use https, or a network of your own.", id="notices.W006")]
    return []


@register()
def check_outbox(databases: Collection[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Notices that did not go out, or that nothing sends, are told."""
    if not databases:
        return []
    try:
        undelivered, late = count_for_a_person(SYSTEM), count_late(timezone.now() - LATE_AFTER)
    except DatabaseError:
        # The tables are not made yet.
        return []
    found: list[CheckMessage] = []
    if undelivered:
        text = f"Notices that did not go out, and that nobody has looked at: {undelivered}."
        found.append(Warning(text, hint="They stand at the desk, in the outbox.", id="notices.W003"))
    if late:
        text = f"Notices that could have gone out more than 15 minutes ago, and are not sent: {late}."
        found.append(Warning(text, hint="Is a worker running? `loket up` starts one.", id="notices.W004"))
    return found


def _sender_problems() -> list[CheckMessage]:
    if not settings.LOKET_MAIL_FROM:
        text = f"LOKET_MAIL_FROM is not set: mails come from {_sender()}, which may not be yours to write from."
        return [Warning(text, hint='Set it, such as "Samudra <help@samudra.example>".', id="notices.W005")]
    if "@" not in parseaddr(settings.LOKET_MAIL_FROM)[1] or not _sender():
        text = "LOKET_MAIL_FROM holds no mail address."
        return [Error(text, hint='Such as "Samudra <help@samudra.example>".', id="notices.E002")]
    return []


def _sender() -> str:
    try:
        return sender().addr_spec
    except ValueError:
        return ""


def _nobody_is_written_to() -> CheckMessage:
    text = (
        "Neither LOKET_SMTP_URL nor LOKET_SENDER_URL is set: nobody is told anything outside the page, "
        "and no buyer gets a code to prove an order."
    )
    return Warning(text, hint=_HINT, id="notices.W002")
