"""Random walks over the whole table: 5,000 steps always, 200,000 with --slow."""

from __future__ import annotations

import pytest

from loket.disputes.machine.tests.walker import Walker
from loket.disputes.machine.transitions import TABLE


def told_in_lines(walker):
    rows = [f"{row.id} {walker.taken[row.id]}" for row in TABLE]
    lines = [", ".join(rows[start : start + 12]) for start in range(0, len(rows), 12)]
    head = f"{walker.steps} steps, {walker.disputes} disputes, {sum(walker.refused.values())} refused; taken:"
    return "\n".join([head, *lines])


def test_every_invariant_holds_in_a_short_walk(walked, capsys):
    with capsys.disabled():
        print("\nmachine of disputes:", told_in_lines(walked))  # noqa: T201
    assert {row.id for row in TABLE if not walked.taken[row.id]} == set()


@pytest.mark.slow
def test_every_invariant_holds_in_a_long_walk(capsys):
    walker = Walker(seed=7)
    walker.walk(200_000)
    with capsys.disabled():
        print("\nmachine of disputes:", told_in_lines(walker))  # noqa: T201
    assert {row.id: walker.taken[row.id] for row in TABLE if walker.taken[row.id] < 200} == {}
