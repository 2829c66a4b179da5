"""Mail by the server that the settings name: one connection for many letters, each within a time of its own."""

from __future__ import annotations

import re
import threading

from django.conf import settings
from django.utils import timezone

from loket.notices.channels.mail_connection import MailConnection
from loket.notices.facts import Letter, NotTaken, Receipt, Recipient
from loket.notices.letters.envelope import mail_of

_LOOKS_LIKE_ONE = re.compile(r"[^\s<>@,;:\"()\[\]\\]+@[^\s<>@,;:\"()\[\]\\]+")
_LONGEST = 254


class EmailChannel:
    """SMTP, with what can be said about each refusal."""

    name = "email"

    def __init__(self) -> None:
        # Each sender of a process has its own thread, and each thread a connection of its own.
        self._own = threading.local()

    def is_configured(self) -> bool:
        """Whether a mail server is named."""
        return bool(settings.LOKET_SMTP_URL)

    def address_of(self, recipient: Recipient) -> str:
        """The address in one spelling; empty for what cannot be one."""
        address = recipient.email.strip()
        return address.lower() if len(address) <= _LONGEST and _LOOKS_LIKE_ONE.fullmatch(address) else ""

    def reaches(self, recipient: Recipient) -> bool:
        """Whether there is a mail address."""
        return bool(self.address_of(recipient))

    def send(self, letter: Letter) -> Receipt:
        """Hand the mail over; raises NotTaken."""
        try:
            mail = mail_of(letter, now=timezone.now())
        except ValueError as error:
            raise NotTaken(str(error), permanent=True, address_is_bad=True) from error
        return self._connection.hand_over(_ascii(letter.recipient.email.strip()), mail)

    def close(self) -> None:
        """Say good-bye to the server, on this thread's connection."""
        self._connection.hang_up()

    @property
    def _connection(self) -> MailConnection:
        if not hasattr(self._own, "connection"):
            self._own.connection = MailConnection()
        found: MailConnection = self._own.connection
        return found


def _ascii(address: str) -> str:
    """The address as it goes over the wire; raises NotTaken where only a server of another kind could take it."""
    name, _at, domain = address.rpartition("@")
    try:
        return f"{name.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise NotTaken(
            "the address holds letters that mail cannot carry", permanent=True, address_is_bad=True
        ) from None
