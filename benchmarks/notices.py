"""The outbox: notices a second from a transaction into rows, and from rows through a mail server on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from loket.notices.facts import Telling

NOTICES, FAR_NOTICES = 1000, 200
RECIPIENTS = 500
DOMAINS = 20
# A mail server in the same house, and one on another continent's edge.
FAR_SECONDS = 0.02
# Letters a second of one worker; a second one doubles it as far as the machine has processors.
AIM = 200.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending so many letters took: seconds, of which this process worked some, and statements."""

    letters: int
    took: float
    worked: float
    statements: int

    @property
    def a_second(self) -> float:
        """Letters a second."""
        return self.letters / self.took


def run() -> list[str]:
    """Tell so many people something urgent, so that nothing waits for its hour, and send it all."""
    data = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    from loket.ops.installation import database  # noqa: PLC0415  nothing of Django may load before its database

    try:
        with _sink() as near, _sink(FAR_SECONDS) as far, database(data):
            return _measured(near, far)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _measured(near: str, far: str) -> list[str]:
    import django  # noqa: PLC0415

    django.setup()
    from loket.ops.preparation import prepare_database  # noqa: PLC0415

    prepare_database()
    numbers = count()
    told, one = _sent(near, numbers, NOTICES, hands=1)
    _told, many = _sent(near, numbers, NOTICES)
    _told, far_one = _sent(far, numbers, FAR_NOTICES, hands=1)
    _told, far_many = _sent(far, numbers, FAR_NOTICES)
    return [
        f"{NOTICES / told:7.0f} notices a second written with their causes",
        f"{one.a_second:7.0f} letters a second through one SMTP connection",
        f"{many.a_second:7.0f} letters a second of one worker, {many.a_second / AIM:.2f} of the aim",
        f"{far_one.a_second:7.0f} a second through one connection to a server {FAR_SECONDS * 1000:.0f} ms away, "
        f"{far_many.a_second:.0f} of one worker",
        f"{one.worked / NOTICES * 1000:7.2f} ms of this process and {one.statements / NOTICES:.1f} statements a letter",
    ]


def _sent(server: str, numbers: Iterator[int], letters: int, *, hands: int | None = None) -> tuple[float, Sent]:
    """How long it took to tell so many, and what sending them took; ``hands`` limits the connections."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from loket.notices.actions import handing_over  # noqa: PLC0415
    from loket.notices.actions.sending import send_due  # noqa: PLC0415
    from loket.notices.actions.telling import tell  # noqa: PLC0415
    from loket.notices.pace import MOST_HANDS  # noqa: PLC0415

    settings.LOKET_SMTP_URL = server
    began = time.perf_counter()
    for number in islice(numbers, letters):
        tell(_telling(number))
    told, statements = time.perf_counter() - began, 0

    def note(execute: object, *given: object) -> object:
        nonlocal statements
        statements += 1
        return execute(*given)  # type: ignore[operator]

    began, worked = time.perf_counter(), time.process_time()
    with patch.object(handing_over, "MOST_HANDS", hands or MOST_HANDS), connection.execute_wrapper(note):
        sent = send_due()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    assert sent == letters, f"{sent} of {letters}"
    return told, Sent(letters, took, worked, statements)


def _telling(number: int) -> Telling:
    from loket.notices.facts import Recipient, Telling  # noqa: PLC0415

    whom = number % RECIPIENTS
    address = f"bea{whom}@d{whom % DOMAINS}.example"
    return Telling(
        key=f"bench-{number}",
        purpose="address_changed",
        recipient=Recipient("contact", f"LK-{whom}", "Bea", "pt-BR", "America/Recife", address),
        subject=f"order:LK-{whom}",
        fields={"order": f"LK-{whom}", "at": "2026-11-23T14:00:00+00:00", "address": "Rua da Aurora 1, Recife"},
        link=f"http://127.0.0.1:8000/pt-BR/orders/LK-{whom}",
    )


@contextmanager
def _sink(seconds_away: float = 0) -> Iterator[str]:
    """The address of a mail server in a process of its own, which takes everything."""
    command = [sys.executable, "-m", "loket.notices.tests.mail_server"]
    environment = {**os.environ, "LOKET_MAIL_SINK": "1", "LOKET_MAIL_SINK_SECONDS_AWAY": str(seconds_away)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield f"smtp://127.0.0.1:{int(process.stdout.readline())}?tls=none"
        finally:
            process.kill()
