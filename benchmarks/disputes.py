"""A hundred thousand open disputes: what the clocks take in when ten thousand are due, and what the queue takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks.installation import installation

DISPUTES, DUE, WORKERS = 100_000, 10_000, 3
LEAST_A_SECOND, LIMIT_MS = 200, 50.0
PAGES = 100


def run() -> Iterator[str]:
    """Fill, let three workers sweep, count what was done twice, then read the queue."""
    with installation(demo=False):
        from benchmarks.many_disputes import fill, kinds  # noqa: PLC0415  needs Django's settings

        moment, wanted, began = datetime.now(UTC), kinds(DISPUTES, DUE), time.perf_counter()
        fill(wanted, moment)
        parts = ", ".join(f"{each.many:,} {each.name}" for each in wanted)
        yield f"{DISPUTES:,} open disputes ({parts}) filled in {time.perf_counter() - began:.0f} s"
        yield from _swept(moment)
        yield from _queue()


def _swept(moment: datetime) -> Iterator[str]:
    looked_at, seconds, worked = _sweep(moment)
    acted = _acted()
    a_second = acted / seconds
    yield (
        f"{acted:,} due disputes acted on in {seconds:.1f} s by {WORKERS} workers: {a_second:.0f} a second,"
        f" {a_second / LEAST_A_SECOND:.2f} of the aim of {LEAST_A_SECOND}; {os.getloadavg()[0]:.1f} processes ran"
        f" on {os.cpu_count()} cores"
    )
    yield f"{worked / acted * 1000:.2f} ms of the workers' own time each; {looked_at:,} looked at"
    yield from _twice()


def _sweep(moment: datetime) -> tuple[int, float, float]:
    """How many were looked at, and the seconds that it took: on the clock, and worked by the three together."""
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
    return sum(int(each[0]) for each in told), seconds, sum(float(each[1]) for each in told)


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


def _queue() -> Iterable[str]:
    """What an adjudicator waits for, page after page and filtered."""
    from decimal import Decimal  # noqa: PLC0415  needs Django's settings

    from loket.disputes.queries import adjudication_queue, count_queue  # noqa: PLC0415
    from loket.people.actors import StaffActor  # noqa: PLC0415
    from loket.people.models import User  # noqa: PLC0415

    jo = StaffActor(User.objects.create_user("jo@shop.example", None, name="Jo", roles=["adjudicator"]))
    yield f"{sum(count_queue(jo).values()):,} in the adjudicators' queue"
    reads = {
        "page after page": {},
        "in one language": {"language": "id"},
        "of at least an amount": {"least": Decimal(1000)},
        "in one language, of at most an amount": {"language": "es", "most": Decimal(50)},
    }
    for name, filters in reads.items():
        times, key = [], ""
        for _page in range(PAGES):
            began = time.perf_counter()
            page = adjudication_queue(jo, **filters, after=key)  # type: ignore[arg-type]
            times.append((time.perf_counter() - began) * 1000)
            key = page.next
        late = sorted(times)[int(PAGES * 0.95)]
        yield f"queue {name}: p95 {late:.1f} ms, {late / LIMIT_MS:.2f} of the limit of {LIMIT_MS:.0f} ms"
