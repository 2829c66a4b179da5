"""Orders at the desk, on the buyer's own pages, in the API and in a chat: with a thousand orders and with a million."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db import connection

from benchmarks.installation import installation
from benchmarks.many_orders import MILLION, TABLES, THOUSAND, Crowd, database_bytes, fill

if TYPE_CHECKING:
    from benchmarks.order_visits import Visits

LIMIT_MS = 50.0
ROUNDS, A_ROUND, WARM_UP = 3, 70, 10
# What the issue sets a limit to.
LIMITED = ("panel", "my orders")
_WIDTH = 40


@dataclass(slots=True)
class Figures:
    """One kind of visit: milliseconds round by round, and the most statements that one of them took.

    ``busy`` is what this process itself worked, without its waiting for the database and for the processor.
    """

    rounds: list[list[float]] = field(default_factory=list)
    busy: list[list[float]] = field(default_factory=list)
    statements: int = 0

    def at(self, share: float) -> float:
        """The time that so large a share stays below, in the middle one of the rounds."""
        return _middle(self.rounds, share)

    def busy_at(self, share: float) -> float:
        """The same of ``busy``."""
        return _middle(self.busy, share)

    def begin(self) -> Figures:
        """Another round."""
        self.rounds.append([])
        self.busy.append([])
        return self


@dataclass(slots=True)
class Statements:
    """What was asked of the database: how often since the last look, and one example of each kind."""

    count: int = 0
    seen: dict[str, Any] = field(default_factory=dict)

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        self.count += 1
        self.seen.setdefault(sql, parameters)
        return execute(sql, parameters, many, context)


def run() -> Iterator[str]:
    """Fill, visit, fill up, visit again, all in one database; then ask of every statement whether it reads a table."""
    with installation(demo=False):
        from benchmarks.order_visits import all_visits, prepare_people  # noqa: PLC0415  needs Django's settings

        people = prepare_people()
        yield _filled(THOUSAND, beside=None)
        few, _statements = measure(all_visits(people))
        yield _filled(MILLION, beside=THOUSAND)
        many, statements = measure(all_visits(people))
        yield from _table(few, many)
        yield from _limits(many)
        yield from _scans(statements)


def measure(visits: Sequence[Visits]) -> tuple[Mapping[str, Figures], Statements]:
    """The rounds of all kinds after each other, so that what else the machine does meets all of them alike."""
    found = {each.name: Figures() for each in visits}
    statements = Statements()
    with connection.execute_wrapper(statements):
        for each in visits:
            _visit(each, range(WARM_UP), statements, Figures().begin())
        for turn in range(ROUNDS):
            start = WARM_UP + turn * A_ROUND
            for each in visits:
                _visit(each, range(start, start + A_ROUND), statements, found[each.name].begin())
    return found, statements


def _visit(visits: Visits, places: Iterable[int], statements: Statements, figures: Figures) -> None:
    for place in places:
        given = visits.given[place % len(visits.given)]
        ready = visits.prepare(given)
        before, started, worked = statements.count, time.perf_counter(), time.thread_time()
        answer = visits.make(ready)
        figures.busy[-1].append((time.thread_time() - worked) * 1000)
        figures.rounds[-1].append((time.perf_counter() - started) * 1000)
        figures.statements = max(figures.statements, statements.count - before)
        if visits.expected(given) not in answer:
            raise RuntimeError(f"{visits.name}: {visits.expected(given)!r} is not in the answer to {given!r}.")


def _middle(rounds: list[list[float]], share: float) -> float:
    return median(sorted(times)[int(len(times) * share)] for times in rounds)


def _filled(crowd: Crowd, *, beside: Crowd | None) -> str:
    seconds = fill(crowd, beside=beside)
    return (
        f"{crowd.orders:,} orders of {crowd.buyers:,} buyers: filled in {seconds:.0f} s,"
        f" {database_bytes() / 2**20:,.0f} MB; {os.getloadavg()[0]:.1f} processes ran on {os.cpu_count()} cores"
    )


def _table(few: Mapping[str, Figures], many: Mapping[str, Figures]) -> Iterable[str]:
    yield f"{os.getloadavg()[0]:.1f} processes ran on {os.cpu_count()} cores in the last minute"
    yield f"milliseconds; the middle one of {ROUNDS} rounds of {A_ROUND} visits each, after {WARM_UP}"
    yield f"{'':{_WIDTH}} {'1,000 orders':>22}   {'1,000,000 orders':>22}   ratio"
    yield f"{'':{_WIDTH}} {'p50':>6} {'p95':>6} {'queries':>8}   {'p50':>6} {'p95':>6} {'queries':>8}   of p50"
    for name, before in few.items():
        after = many[name]
        same = "" if before.statements == after.statements else "  not the same number of queries"
        yield f"{name:<{_WIDTH}} {_row(before)}   {_row(after)}   {after.at(0.5) / before.at(0.5):5.2f}{same}"


def _row(figures: Figures) -> str:
    return f"{figures.at(0.5):6.1f} {figures.at(0.95):6.1f} {figures.statements:8}"


def _limits(many: Mapping[str, Figures]) -> Iterable[str]:
    for name, figures in many.items():
        if name.startswith(LIMITED):
            late = figures.at(0.95)
            limit = f"{late / LIMIT_MS:.2f} of the limit of {LIMIT_MS:.0f} ms"
            yield f"{name}: p95 {late:.1f} ms, {limit}; the process itself worked {figures.busy_at(0.95):.1f} ms"


def _scans(statements: Statements) -> Iterable[str]:
    """The statements for which the database would read one of the large tables from end to end."""
    asked = {sql: given for sql, given in statements.seen.items() if sql.lstrip().startswith("SELECT")}
    found = {}
    with connection.cursor() as cursor:
        for sql, given in asked.items():
            cursor.execute(f"EXPLAIN {sql}", given)
            plan = [line for (line,) in cursor.fetchall() if any(f"Seq Scan on {name}" in line for name in _large())]
            if plan:
                found[sql] = plan[0].strip()
    yield f"{len(asked)} kinds of statements, of which {len(found)} read a whole table of orders or people"
    yield from (f"  {line}: {sql[:300]}" for sql, line in found.items())


def _large() -> Iterable[str]:
    return (name for name in TABLES if name != "people_seller")
