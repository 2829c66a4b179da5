"""When what failed is tried again, and when a server is given up: rules without a database."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

# A delivery that was refused so often holds up no other of its dispute any longer; with these pauses after three days.
MOST_ATTEMPTS = 16
DELINQUENT_AFTER = timedelta(days=3)
# So few failures may be one bad minute in a quiet week.
FEWEST_FAILURES = 10
# After so many in a row the server is left alone for a while, whatever it is about.
FAILURES_TO_REST = 3
# Both secrets sign for so long after one was renewed.
SECRETS_OVERLAP = timedelta(hours=24)
KEPT_FOR = timedelta(days=30)
# A worker is given back after so long, for what customers wait for comes first.
RUN_SECONDS = 5.0
SECONDS_TO_ANSWER = 10.0

_FIRST_PAUSE = timedelta(seconds=10)
_LONGEST_PAUSE = timedelta(hours=8)
_LONGEST_ASKED = timedelta(hours=1)
_JITTER = 0.2


def pause_after(attempts: int, *, retry_after: str = "", chance: float | None = None) -> timedelta:
    """How long to wait after so many attempts: tripling, at least what the server asks for, a fifth more or less.

    ``chance`` from 0 to 1 stands in for the dice.
    """
    drawn = random.random() if chance is None else chance  # noqa: S311  no secret
    pause: timedelta = min(_FIRST_PAUSE * (3 ** min(max(attempts, 1) - 1, 12)), _LONGEST_PAUSE)
    asked = timedelta(seconds=int(retry_after)) if retry_after.isdecimal() and len(retry_after) < 7 else timedelta(0)
    return max(pause * (1 - _JITTER + 2 * _JITTER * drawn), min(asked, _LONGEST_ASKED))


def rests_after(failures: int) -> timedelta:
    """How long a server is left alone that failed so often in a row."""
    if failures < FAILURES_TO_REST:
        return timedelta(0)
    return pause_after(failures - FAILURES_TO_REST + 1, chance=0.5)


def is_delinquent(failing_since: datetime | None, failures: int, now: datetime) -> bool:
    """Whether nothing has come through for so long that nobody seems to be there."""
    if failing_since is None or failures < FEWEST_FAILURES:
        return False
    return now - failing_since >= DELINQUENT_AFTER
