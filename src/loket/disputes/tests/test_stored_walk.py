"""Random lives of disputes through the database, with crashes and stale versions between: 200 steps always."""

from __future__ import annotations

import pytest

from loket.disputes.tests.stored_walker import StoredWalker

pytestmark = pytest.mark.django_db


def walked(steps, seed):
    walker = StoredWalker(seed=seed, share_of_deadlines=0)
    walker.walk(steps)
    return walker


def test_rows_say_the_same_as_the_machine_after_every_step(capsys):
    walker = walked(200, seed=6)
    with capsys.disabled():
        rows = len([each for each in walker.taken.values() if each])
        print(  # noqa: T201
            f"\ndisputes in rows: {walker.steps} steps, {walker.disputes} disputes, {rows} transitions taken,"
            f" {sum(walker.refused.values())} refused, {walker.crashes} crashes"
        )
    assert walker.crashes
    assert walker.refused["stale_version"]
    assert sum(walker.taken.values()) > 50


@pytest.mark.slow
def test_rows_say_the_same_in_a_long_walk():
    assert walked(3000, seed=7).crashes
