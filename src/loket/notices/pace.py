"""How fast notices go out and when what failed is tried again: rules without a database."""

from __future__ import annotations

import random
from datetime import timedelta

# Connections to one channel's server from all workers together; so no recipient's domain ever has more of ours.
MOST_CONNECTIONS = 4
MOST_A_MINUTE_AND_DOMAIN = 1200
AT_A_TIME = 50
# So many of these connections may be one worker's, each with a thread of its own.
MOST_HANDS = 4
# A worker's slot is given back after so long, for what customers wait for comes before letters.
RUN_SECONDS = 3.0
# How long a channel is left alone after its server was away.
CHANNEL_RESTS = timedelta(seconds=20)
CHANNEL_RESTS_AT_MOST = timedelta(hours=1)
DIGEST_WITHIN = timedelta(minutes=10)
SOFT_BOUNCES_TO_DEAD = 5

_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=2)
_LONGEST_ASKED = timedelta(hours=6)
_JITTER = 0.2


def pause_after(attempts: int, *, retry_after: float | None = None, chance: float | None = None) -> timedelta:
    """How long to wait after so many attempts: doubling, at least what the server asks for, a fifth more or less.

    ``chance`` from 0 to 1 stands in for the dice.
    """
    drawn = random.random() if chance is None else chance  # noqa: S311  no secret
    doublings = min(max(attempts, 1) - 1, 20)
    pause: timedelta = min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)
    pause *= 1 - _JITTER + 2 * _JITTER * drawn
    if retry_after is None:
        return pause
    # Not exactly then: everybody was told the same.
    asked = timedelta(seconds=min(max(retry_after, 0.0), _LONGEST_ASKED.total_seconds()))
    return max(pause, asked * (1 + _JITTER * drawn))
