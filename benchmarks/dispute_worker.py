"""One worker of the sweep: says that it is ready, waits for a line with a moment, and lets every clock act.

It answers with how many disputes it looked at, the processor seconds that it took, and its statements.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime

import django

Execute = Callable[..., object]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415  needs Django's settings

    from loket.disputes.actions.keeping_time import keep_time  # noqa: PLC0415

    statements = 0

    def count(execute: Execute, *statement: object) -> object:
        nonlocal statements
        statements += 1
        return execute(*statement)

    connection.ensure_connection()
    print("ready", flush=True)
    moment = datetime.fromisoformat(sys.stdin.readline().strip())
    began = time.process_time()
    with connection.execute_wrapper(count):
        looked_at = keep_time(moment, most=1_000_000)
    print(looked_at, time.process_time() - began, statements, flush=True)


if __name__ == "__main__":
    main()
