from __future__ import annotations

import pytest

from loket.disputes.machine.tests.walker import Walker
from loket.disputes.machine.transitions import TABLE


@pytest.fixture(scope="session")
def walked():
    """A walk of 5,000 steps, or a little longer until every row was taken."""
    walker = Walker(seed=20261122)
    walker.walk(5_000)
    while len(walker.taken) < len(TABLE) and walker.steps < 15_000:
        walker.walk(walker.steps + 500)
    return walker
