"""kill -9 at every step of asking and carrying out, then another worker: all is done once, and both sides agree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from loket.orders.actions.ledger import ask_for  # noqa: F401  the nursery's first import, read here for its errors
from loket.orders.models import LedgerEntry, Order, Refund
from loket.orders.tests.failing_shop import SECRET, failing_shop
from loket.orders.tests.ledger_shop import coupon, max_, order, returned

HANDFUL = 9


class Nursery:
    """Workers on this test's database."""

    def __init__(self, process, by):
        self._process = process
        self._by = by

    def live(self, made, kind, *, kill_at=None, ahead=0):
        reason = "damaged" if kind == "refund" else "changed_mind"
        told = {"kill_at": kill_at, "order": made.pk, "kind": kind, "reason": reason, "by": self._by, "ahead": ahead}
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, self._process.stderr.read()
        return json.loads(line)


@contextmanager
def nursery(server):
    settings = connection.settings_dict
    address = make_conninfo(
        dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"], host=settings["HOST"],
        port=settings["PORT"],
    )  # fmt: skip
    environment = {
        **os.environ,
        "LOKET_DATABASE_URL": address,
        "LOKET_MARKETPLACE": "http",
        "LOKET_MARKETPLACE_URL": server.url,
        "LOKET_MARKETPLACE_SECRET": SECRET,
    }
    command = [sys.executable, "-m", "loket.orders.tests.ledger_nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, env=environment, text=True, **pipes)
    try:
        yield Nursery(process, max_().user.pk)
    finally:
        process.stdin.close()
        process.wait(20)


def check(made, server):
    """Everything is settled, done once, and comes to what was paid."""
    entries = list(LedgerEntry.objects.filter(order=made))
    assert {each.state for each in entries} == {"settled"}, [(each.kind, each.state) for each in entries]
    done = {key for key, instruction in server.done.items() if instruction["order"] == made.number}
    assert done == {str(each.pk) for each in entries}
    moved = sum(
        Decimal(each["amount"]) for each in server.done.values() if each["order"] == made.number and each["amount"]
    )
    assert moved == returned(made) == made.total
    assert set(Refund.objects.filter(payment__order=made).values_list("state", flat=True)) == {"settled"}


def sweep(kind, make, *, every):
    """Kill at each step, or at each so many; resume; check. Returns how many kills there were."""
    kills = 0
    with failing_shop() as server, nursery(server) as workers:
        steps = workers.live(make(), kind)["steps"]
        for step in range(1, steps + 1, every):
            made = make()
            assert workers.live(made, kind, kill_at=step)["killed"]
            kills += 1
            resume(workers, made, kind)
            check(made, server)
    return kills, steps


def resume(workers, made, kind):
    """Another worker takes over; PostgreSQL may need a moment to notice that the first has died."""
    for _try in range(40):
        workers.live(made, kind, ahead=7)
        entries = LedgerEntry.objects.filter(order=made)
        if entries.exists() and not entries.exclude(state="settled").exists():
            return
        time.sleep(0.05)


def paid():
    made = order(state="paid", payments={"gift": "30.00", "card": "76.90"})
    coupon(made)
    return Order.objects.get(pk=made.pk)


def delivered():
    return Order.objects.get(pk=order().pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "make"), [("refund", delivered), ("cancel", paid)])
def test_a_handful_of_deaths_move_each_thing_once(kind, make):
    with failing_shop() as server, nursery(server) as workers:
        steps = workers.live(make(), kind)["steps"]
    assert sweep(kind, make, every=max(1, steps // HANDFUL))[0] >= HANDFUL


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "make"), [("refund", delivered), ("cancel", paid)])
def test_a_death_at_every_step_moves_each_thing_once(kind, make, capsys):
    kills, steps = sweep(kind, make, every=1)
    assert kills == steps
    with capsys.disabled():
        sys.stdout.write(f"\nledger: {kind}: {kills} kills, one at each step, each thing done once\n")
