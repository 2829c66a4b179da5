"""A hundred thousand open disputes: how fast clocks act when ten thousand are due, and what lists and signs take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.installation import database_seconds, installation

DISPUTES, DUE, WORKERS = 100_000, 10_000, 3
LEAST_A_SECOND = 200


def run() -> Iterator[str]:
    """Fill, let three workers sweep, count what was done twice, then read the queue."""
    with installation(demo=False) as data:
        from benchmarks.dispute_reads import lists, signs  # noqa: PLC0415  needs Django's settings
        from benchmarks.many_disputes import fill, kinds  # noqa: PLC0415

        moment, wanted, began = datetime.now(UTC), kinds(DISPUTES, DUE), time.perf_counter()
        fill(wanted, moment)
        parts = ", ".join(f"{each.many:,} {each.name}" for each in wanted)
        yield f"{DISPUTES:,} open disputes ({parts}) filled in {time.perf_counter() - began:.0f} s"
        yield from _swept(moment, data)
        yield from lists(data)
        yield from signs(data)


def _swept(moment: datetime, data: Path) -> Iterator[str]:
    server = database_seconds(data)
    looked_at, seconds, worked, statements = _sweep(moment)
    server = database_seconds(data) - server
    acted = _acted()
    a_second, cores = acted / seconds, os.cpu_count() or 1
    yield (
        f"{acted:,} due disputes acted on in {seconds:.1f} s by {WORKERS} workers: {a_second:.0f} a second,"
        f" {a_second / LEAST_A_SECOND:.2f} of the aim of {LEAST_A_SECOND}; {os.getloadavg()[0]:.1f} processes ran"
        f" on {cores} cores"
    )
    own, its = worked / acted * 1000, server / acted * 1000
    yield (
        f"each: {own:.2f} ms of the workers' processor time, {its:.2f} ms of the database's, {statements / acted:.2f}"
        f" statements; {cores} idle cores do {1000 * cores / (own + its):.0f} a second; {looked_at:,} looked at"
    )
    yield from _twice()


def _sweep(moment: datetime) -> tuple[int, float, float, int]:
    """How many were looked at, seconds on the clock and worked by the three together, and their statements."""
    with ExitStack() as stack:
        call = [sys.executable, "-m", "benchmarks.dispute_worker"]
        pipe = subprocess.PIPE
        started = [subprocess.Popen(call, stdin=pipe, stdout=pipe, text=True) for _each in range(WORKERS)]
        workers = [stack.enter_context(each) for each in started]
        for each in workers:
            _line(each)
        began = time.perf_counter()
        for each in workers:
            assert each.stdin is not None
            each.stdin.write(f"{moment.isoformat()}\n")
            each.stdin.flush()
        told = [_line(each).split() for each in workers]
        seconds = time.perf_counter() - began
    looked_at, worked, statements = zip(*told, strict=True)
    return sum(map(int, looked_at)), seconds, sum(map(float, worked)), sum(map(int, statements))


def _line(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline()


def _acted() -> int:
    from loket.disputes.models import DisputeEvent  # noqa: PLC0415  needs Django's settings

    return DisputeEvent.objects.filter(sequence=1).count()


def _twice() -> Iterator[str]:
    """Nothing may be done twice: no step, no refund."""
    from django.db.models import Count  # noqa: PLC0415  needs Django's settings

    from loket.disputes.models import DisputeEvent  # noqa: PLC0415
    from loket.orders.models import LedgerEntry  # noqa: PLC0415

    steps = DisputeEvent.objects.filter(sequence__gt=0)
    counts = dict(steps.values_list("transition").annotate(Count("pk")).order_by("transition"))
    twice = steps.values("dispute", "transition").annotate(times=Count("pk")).filter(times__gt=1).count()
    refunds = LedgerEntry.objects.filter(kind="refund")
    paid_twice = refunds.values("order").annotate(times=Count("pk")).filter(times__gt=1).count()
    taken = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    yield f"steps: {taken}; taken twice: {twice}; {refunds.count():,} refunds, {paid_twice} orders refunded twice"
