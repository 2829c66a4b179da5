"""How long a customer still waits for a person: pure rules, and honest about what cannot be known.

How fast one conversation is brought to an end is learnt the Bayesian way: a gamma prior over the rate, which the
recent conversations' lengths update (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6). With every
hand full, the queue moves as often as a conversation ends (Little 1961). What may happen on the way makes the wait
a gamma distribution too, whose chances follow from the cube-root rule of Wilson and Hilferty (1931).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import NormalDist
from typing import Literal

# Before there is any history, a conversation is believed to take this long, as if that many had been seen.
PRIOR_HANDLING = timedelta(minutes=8)
PRIOR_CONVERSATIONS = 3
# Nearer the front than this, only an upper end is said.
FIRST_PLACE_WITH_RANGE = 6
WIDEST_RATIO = 3
CHANCE_UNDER = 0.9
# Above the promised 80 %, because a range may not grow wider than WIDEST_RATIO when it is surprised.
CHANCE_IN_RANGE = 0.85
# Squared relative spread: of one step of the queue, and of what befalls all steps alike (people come and go).
SPREAD_OF_STEP = 0.6
SPREAD_OF_PACE = 0.1
LONGEST = timedelta(hours=12)
# What a person would say: whole minutes up to 10, then fives, beyond the hour quarters of it.
SPOKEN_MINUTES = (*range(1, 11), *range(15, 60, 5), *range(60, int(LONGEST.total_seconds()) // 60 + 1, 15))
SPOKEN_RANGES = tuple(
    (low, high) for low in SPOKEN_MINUTES for high in SPOKEN_MINUTES if low < high <= WIDEST_RATIO * low
)


@dataclass(frozen=True)
class QueueState:
    """What a team's queue depends on: counts of this moment, and how long its latest conversations took."""

    agents: int  # present and not away
    handled: int  # conversations in the hands of these agents whose customers are there
    handling_seconds: tuple[float, ...] = ()  # from taken to the agent's last act, the latest 50 or so


@dataclass(frozen=True)
class Wait:
    """What the customer is told: between two whole minutes, or (``low_seconds`` 0) under one."""

    low_seconds: int
    high_seconds: int
    style: Literal["range", "under"]


def estimate(place: int, queue: QueueState) -> Wait | None:
    """The wait of whoever stands at ``place`` (1 is next), or None where a number would be a lie."""
    if place < 1:
        raise ValueError("A place in the queue is 1 or more.")
    if queue.agents < 1:
        return None
    expected = place * _seconds_per_step(queue)
    if expected * 2 > LONGEST.total_seconds():
        return None
    chance_within = _chances(expected, SPREAD_OF_STEP / place + SPREAD_OF_PACE)
    if place < FIRST_PLACE_WITH_RANGE:
        return _under(chance_within)
    return _range(chance_within)


def _seconds_per_step(queue: QueueState) -> float:
    prior = PRIOR_HANDLING.total_seconds() * PRIOR_CONVERSATIONS
    seen = sum(max(0.0, seconds) for seconds in queue.handling_seconds)
    handling = (prior + seen) / (PRIOR_CONVERSATIONS + len(queue.handling_seconds))
    # Nobody tells how many conversations an agent takes at once: what they hold while others wait does.
    return handling / max(queue.handled, queue.agents)


def _chances(expected: float, spread: float) -> Callable[[int], float]:
    """The chance that a gamma distributed wait of this mean and squared relative spread is within so many minutes."""
    normal = NormalDist(1 - spread / 9, math.sqrt(spread) / 3)
    return lambda minutes: normal.cdf(math.cbrt(minutes * 60 / expected))


def _under(chance_within: Callable[[int], float]) -> Wait:
    enough = (minutes for minutes in SPOKEN_MINUTES if chance_within(minutes) >= CHANCE_UNDER)
    return Wait(0, next(enough, SPOKEN_MINUTES[-1]) * 60, "under")


def _range(chance_within: Callable[[int], float]) -> Wait:
    """The relatively narrowest spoken range that is likely enough, else the likeliest one allowed."""
    chances = {minutes: chance_within(minutes) for minutes in SPOKEN_MINUTES}

    def worth(pair: tuple[int, int]) -> tuple[bool, float]:
        low, high = pair
        chance = chances[high] - chances[low]
        likely = chance >= CHANCE_IN_RANGE
        return likely, -high / low if likely else chance

    low, high = max(SPOKEN_RANGES, key=worth)
    return Wait(low * 60, high * 60, "range")
