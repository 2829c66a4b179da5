"""Senders that are killed with SIGKILL when their time is over; a program of its own, which forks each.

It reads one JSON object a line, {"seconds": 0.1 or null}, and answers {"killed": true}; without a time a sender works
until nothing is due.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import timedelta

import django

IN_A_MOMENT = timedelta(milliseconds=40)


def hurry():
    """Wait in milliseconds for what takes minutes in life."""
    from loket.notices import pace  # noqa: PLC0415  Django is set up by then
    from loket.notices.actions import handing_over  # noqa: PLC0415

    pace._FIRST_PAUSE = IN_A_MOMENT
    handing_over.CHANNEL_RESTS = IN_A_MOMENT


def live(seconds):
    """One sender's life."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            from loket.notices.actions.sending import send_due  # noqa: PLC0415

            send_due()
            code = 0
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    was_killed = os.WIFSIGNALED(status)
    assert was_killed or os.WEXITSTATUS(status) == 0
    return {"killed": was_killed}


def main():
    django.setup()
    hurry()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(live(json.loads(line)["seconds"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
