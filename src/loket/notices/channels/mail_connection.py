"""One connection to the mail server, kept for many letters; each step has a time of its own."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from django.conf import settings

from loket.notices.channels.patience import Patience
from loket.notices.channels.smtp_replies import Step, refusal
from loket.notices.channels.smtp_server import SmtpAddressWrong, smtp_server
from loket.notices.facts import NotTaken, Receipt
from loket.notices.letters.envelope import own_host, sender

# For a step as a whole, however its server drips; each read alone has less.
SECONDS_A_STEP = 30.0
SECONDS_AN_ANSWER = 20.0
SECONDS_FOR_GOOD_BYE = 2.0
LETTERS_A_CONNECTION = 200


class MailConnection:
    """Of one thread alone: opened with the first letter, replaced when the server has left it."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._patience: Patience | None = None
        self._url = ""
        self._sent = 0

    def hand_over(self, address: str, mail: bytes) -> Receipt:
        """Hand one mail over; raises NotTaken."""
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
            self.hang_up()
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError), self._in_time():
                code, _said = self._smtp.mail(by)
                if 200 <= code < 300:
                    return self._smtp
            self.hang_up()
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

    def hang_up(self) -> None:
        """Say good-bye to the server."""
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
            self.hang_up()
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
