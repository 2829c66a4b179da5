"""The shop's own sender of letters to an order's contact: one-time codes and notices.

A port with two adapters: the shop's server by a signed call, and, where none is named, a file in the data directory
for trying and for the demo. Neither text nor contact is ever logged.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from loket.lib.circuit_breaker import CircuitBreaker
from loket.lib.outbound import SECONDS, CallFailed, address_problem, call

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30.0
FILE_NAME = "codes.jsonl"
_OWNER_ALONE = 0o600
# Statuses that say "later": the others from 400 on, and redirects, will not get better by themselves.
_TRY_AGAIN = {408, 409, 425, 429}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A few words for an order's contact; the sender chooses phone or e-mail. The same ``reference`` goes out once."""

    to_phone: str = field(repr=False)
    to_email: str = field(repr=False)
    language: str
    text: str = field(repr=False)
    kind: str
    reference: str


class SenderFailed(Exception):
    """The letter was not taken; ``permanent`` when trying again would not help. The text holds nothing secret."""

    def __init__(self, text: str, *, permanent: bool) -> None:
        super().__init__(text)
        self.permanent = permanent


class Sender(Protocol):
    """Whoever takes letters to their readers."""

    def send(self, letter: Letter) -> None:
        """Take the letter; raises SenderFailed."""


def sender() -> Sender:
    """The sender that the settings name."""
    if settings.LOKET_SENDER_URL:
        return _http_sender(settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET)
    return FileSender(Path(settings.LOKET_DATA) / FILE_NAME)


def signature(secret: str, body: bytes, *, timestamp: int) -> str:
    """The header that proves who calls and when: an HMAC-SHA256 over ``timestamp.body``."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


class HttpSender:
    """The shop's server; to be shared by the threads of a process, and left alone for a while when it keeps failing."""

    def __init__(self, url: str, secret: str, *, seconds: float = SECONDS) -> None:
        self._url = url
        self._secret = secret
        self._seconds = seconds
        self._circuit = CircuitBreaker(failures=FAILURES_TO_OPEN, open_seconds=OPEN_SECONDS)

    def send(self, letter: Letter) -> None:
        """POST the letter; any status from 200 to 299 takes it. Raises SenderFailed."""
        if not self._circuit.allows(time.monotonic()):
            raise SenderFailed("paused after failures", permanent=False)
        try:
            self._judge(self._post(letter))
        except SenderFailed as failure:
            self._count(failure)
            raise
        self._circuit.succeeded()

    def _count(self, failure: SenderFailed) -> None:
        if failure.permanent:
            # The server works; one letter that it refuses must not keep all others waiting.
            self._circuit.succeeded()
        elif self._circuit.failed(time.monotonic()):
            logger.warning("The sender of letters is left alone for %d s: %s.", OPEN_SECONDS, failure)

    def _judge(self, status: int) -> None:
        if not 200 <= status < 300:
            raise SenderFailed(f"status {status}", permanent=status < 500 and status not in _TRY_AGAIN)

    def _post(self, letter: Letter) -> int:
        if problem := address_problem(self._url):
            raise SenderFailed(f"LOKET_SENDER_URL: {problem}", permanent=True)
        body = json.dumps(asdict(letter), ensure_ascii=False).encode()
        try:
            return call(self._url, "POST", headers=self._headers(letter, body), body=body, seconds=self._seconds).status
        except CallFailed as failure:
            raise SenderFailed(str(failure), permanent=False) from failure

    def _headers(self, letter: Letter, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "User-Agent": "Loket",
            "Idempotency-Key": letter.reference,
            "Loket-Signature": signature(self._secret, body, timestamp=int(time.time())),
        }


class FileSender:
    """Keeps letters in a file that its owner alone can read: one JSON object a line, the newest last."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, letter: Letter) -> None:
        """Add the letter; raises SenderFailed."""
        line = json.dumps({"at": datetime.now(UTC).isoformat(), **asdict(letter)}, ensure_ascii=False) + "\n"
        try:
            with _locked(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT) as descriptor:
                os.write(descriptor, line.encode())
        except OSError as error:
            raise SenderFailed(f"the file cannot be written ({error.strerror})", permanent=False) from error

    def forget(self, *, before: datetime) -> None:
        """Drop letters from before that moment; raises OSError."""
        if not self._path.exists():
            return
        with _locked(self._path, os.O_RDWR) as descriptor:
            lines = self._path.read_text().splitlines(keepends=True)
            kept = [each for each in lines if _written_at(each) >= before]
            os.ftruncate(descriptor, 0)
            os.write(descriptor, "".join(kept).encode())


def _written_at(line: str) -> datetime:
    try:
        return datetime.fromisoformat(json.loads(line)["at"])
    except (ValueError, TypeError, KeyError):
        # Half a line, from a machine that went down.
        return datetime.min.replace(tzinfo=UTC)


@lru_cache(maxsize=4)
def _http_sender(url: str, secret: str) -> HttpSender:
    return HttpSender(url, secret)


@contextmanager
def _locked(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC, _OWNER_ALONE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
