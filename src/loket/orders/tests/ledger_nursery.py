"""Workers that are killed with SIGKILL at the step they are told; run as a program of its own, which forks each.

It reads one JSON object a line: {"kill_at": 17 or null, "order": id, "kind": "refund", "ahead": hours}, and answers
with {"killed": true, "steps": 17}. A step is each point before and after a statement or a call to the marketplace.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import contextmanager
from datetime import timedelta

import django


class Steps:
    """Counts, and dies at the step it was told."""

    def __init__(self, kill_at):
        self.kill_at = kill_at
        self.count = 0

    def take(self):
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, execute, *given, **named):
        self.take()
        found = execute(*given, **named)
        self.take()
        return found

    @contextmanager
    def counted(self):
        from django.db import connection  # noqa: PLC0415  Django is set up by then

        from loket.orders.connectors import http  # noqa: PLC0415

        call = http.call
        http.call = lambda *given, **named: self.around(call, *given, **named)
        with connection.execute_wrapper(self.around):
            yield


def work(told, steps):
    """Ask, as somebody who clicks does, then carry out what is due, as a worker does."""
    from django.utils import timezone  # noqa: PLC0415

    from loket.orders.actions.ledger import Request, ask_for, carry_out_due  # noqa: PLC0415
    from loket.orders.models import Order  # noqa: PLC0415
    from loket.people.actors import StaffActor  # noqa: PLC0415
    from loket.people.models import User  # noqa: PLC0415

    order = Order.objects.get(pk=told["order"])
    by = StaffActor(User.objects.get(pk=told["by"]))
    request = Request(told["kind"], told["reason"])
    with steps.counted():
        ask_for(order, request, key=f"click-{order.pk}", by=by)
        for _round in range(3):
            carry_out_due(timezone.now() + timedelta(hours=told["ahead"]))


def run(told):
    """One worker's life."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = Steps(told["kill_at"])
        code = 1
        try:
            work(told, steps)
            os.write(writing, str(steps.count).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    _pid, status = os.waitpid(child, 0)
    told_steps = os.read(reading, 20).decode()
    os.close(reading)
    was_killed = os.WIFSIGNALED(status)
    assert was_killed or os.WEXITSTATUS(status) == 0
    return {"killed": was_killed, "steps": int(told_steps or told["kill_at"])}


def main():
    django.setup()
    from loket.orders.actions import ledger  # noqa: PLC0415

    assert ledger
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
