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
from pathlib import Path

NOTICES = 1000
RECIPIENTS = 500
DOMAINS = 20
# Letters a second through one connection; a second worker process doubles it as far as the machine has processors.
AIM = 200.0


def run() -> list[str]:
    """Tell so many people something urgent, so that nothing waits for its hour, and send it all."""
    data = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    from loket.ops.installation import database  # noqa: PLC0415  nothing of Django may load before its database

    try:
        with _sink() as port, database(data):
            os.environ["LOKET_SMTP_URL"] = f"smtp://127.0.0.1:{port}?tls=none"
            return _measured()
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _measured() -> list[str]:
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415

    from loket.notices.actions.sending import send_due  # noqa: PLC0415
    from loket.notices.actions.telling import tell  # noqa: PLC0415
    from loket.notices.models import Notice  # noqa: PLC0415
    from loket.ops.preparation import prepare_database  # noqa: PLC0415

    prepare_database()
    statements = 0

    def count(execute: object, *given: object) -> object:
        nonlocal statements
        statements += 1
        return execute(*given)  # type: ignore[operator]

    began = time.perf_counter()
    for number in range(NOTICES):
        tell(_telling(number))
    told = time.perf_counter() - began
    began, worked = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):  # type: ignore[arg-type]
        sent = send_due()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    assert sent == NOTICES == Notice.objects.filter(state="accepted").count()
    return [
        f"{NOTICES / told:7.0f} notices a second written with their causes",
        f"{NOTICES / took:7.0f} letters a second through one SMTP connection, {NOTICES / took / AIM:.2f} of the aim",
        f"{worked / NOTICES * 1000:7.2f} ms of this process and {statements / NOTICES:.1f} statements a letter",
    ]


def _telling(number: int) -> object:
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
def _sink() -> Iterator[int]:
    """A mail server in a process of its own, which takes everything."""
    command = [sys.executable, "-m", "loket.notices.tests.mail_server"]
    environment = {**os.environ, "LOKET_MAIL_SINK": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
