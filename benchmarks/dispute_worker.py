"""One worker of the sweep: says that it is ready, waits for a line with a moment, and lets every clock act."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    django.setup()
    from loket.disputes.actions.keeping_time import keep_time  # noqa: PLC0415  needs Django's settings

    print("ready", flush=True)
    moment = datetime.fromisoformat(sys.stdin.readline().strip())
    began = time.process_time()
    looked_at = keep_time(moment, most=1_000_000)
    print(looked_at, time.process_time() - began, flush=True)


if __name__ == "__main__":
    main()
