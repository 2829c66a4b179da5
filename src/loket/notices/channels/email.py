"""Mail by the server that the settings name: one connection for many letters, each within a time of its own."""

from __future__ import annotations

import re
import smtplib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from django.conf import settings
from django.utils import timezone

from loket.notices.channels.patience import Patience
from loket.notices.channels.smtp_replies import Step, refusal
from loket.notices.channels.smtp_server import SmtpAddressWrong, smtp_server
from loket.notices.facts import Letter, NotTaken, Receipt, Recipient
from loket.notices.letters.envelope import mail_of, own_host, sender

# For a step as a whole, however its server drips; each read alone has less.
SECONDS_A_STEP = 30.0
SECONDS_AN_ANSWER = 20.0
SECONDS_FOR_GOOD_BYE = 2.0
LETTERS_A_CONNECTION = 200
_LOOKS_LIKE_ONE = re.compile(r"[^\s<>@,;:\"()\[\]\\]+@[^\s<>@,;:\"()\[\]\\]+")
_LONGEST = 254


class EmailChannel:
    """SMTP, with what can be said about each refusal."""

    name = "email"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._smtp: smtplib.SMTP | None = None
        self._patience: Patience | None = None
        self._url = ""
        self._sent = 0

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
        with self._lock:
            return self._hand_over(_ascii(letter.recipient.email.strip()), mail.as_bytes())

    def close(self) -> None:
        """Say good-bye to the server."""
        with self._lock:
            self._hang_up()

    def _hand_over(self, address: str, mail: bytes) -> Receipt:
        with self._failures_as("mail"):
            smtp = self._begin(sender().addr_spec)
        with self._failures_as("rcpt"), self._in_time():
            _expect(smtp.rcpt(address))
        with self._failures_as("data"), self._in_time():
            code, said = _expect(smtp.data(mail))
        self._sent += 1
        return Receipt(f"{code} {said.decode('utf-8', 'replace')}"[:500])

    def _begin(self, by: str) -> smtplib.SMTP:
        """A connection on which the sender is told; an old one that the server has left is replaced."""
        if self._url != settings.LOKET_SMTP_URL or self._sent >= LETTERS_A_CONNECTION:
            self._hang_up()
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError), self._in_time():
                code, _said = self._smtp.mail(by)
                if 200 <= code < 300:
                    return self._smtp
            self._hang_up()
        smtp = self._connect()
        with self._in_time():
            _expect(smtp.mail(by))
        return smtp

    def _connect(self) -> smtplib.SMTP:
        self._url, self._sent = settings.LOKET_SMTP_URL, 0
        smtp = smtp_server(self._url).connect(own_host=own_host(), seconds=SECONDS_AN_ANSWER)
        if smtp.sock is None:
            raise smtplib.SMTPServerDisconnected
        self._smtp, self._patience = smtp, Patience(smtp.sock)
        return smtp

    def _in_time(self, seconds: float | None = None) -> AbstractContextManager[None]:
        return self._patience.at_most(seconds or SECONDS_A_STEP) if self._patience is not None else nullcontext()

    def _hang_up(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError), self._in_time(SECONDS_FOR_GOOD_BYE):
                self._smtp.quit()
        self._drop()

    @contextmanager
    def _failures_as(self, step: Step) -> Iterator[None]:
        """Everything that goes wrong within, as NotTaken; afterwards the connection is as good as new, or gone."""
        try:
            yield
        except smtplib.SMTPResponseException as error:
            failure = refusal(step, error.smtp_code, error.smtp_error)
            self._start_over(failure)
            raise failure from error
        except SmtpAddressWrong as error:
            raise NotTaken(f"LOKET_SMTP_URL: {error}", permanent=False, channel_is_down=True) from error
        except TimeoutError as error:
            self._drop()
            raise NotTaken("no answer in time", permanent=False, channel_is_down=True) from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._drop()
            # Whether the letter was taken is unknown; its Message-ID stays the same.
            said = "the connection was lost" if step == "data" else f"no connection ({type(error).__name__})"
            raise NotTaken(said, permanent=False, channel_is_down=step == "mail") from error

    def _start_over(self, failure: NotTaken) -> None:
        if failure.channel_is_down or self._smtp is None:
            self._hang_up()
            return
        try:
            with self._in_time():
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        """End it without a word: the other side does not answer, or was told."""
        if self._patience is not None:
            self._patience.end()
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = self._patience = None


def _expect(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    code, said = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, said)
    return answer


def _ascii(address: str) -> str:
    """The address as it goes over the wire; raises NotTaken where only a server of another kind could take it."""
    name, _at, domain = address.rpartition("@")
    try:
        return f"{name.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise NotTaken(
            "the address holds letters that mail cannot carry", permanent=True, address_is_bad=True
        ) from None
