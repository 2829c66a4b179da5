"""A day at the counter, simulated: who waits how long, and what was known when they came.

Arrivals are a Poisson process with a peak in the middle of the day. A conversation takes a lognormal time of
6 minutes on average, with a standard deviation of 5. One to five agents come and go at random; each handles
one to three conversations at once, takes no new one when about to leave, and needs 15 seconds on average to
pick up the next. First come, first served; nobody gives up.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loket.reception.waiting import QueueState, Wait, estimate

HANDLING_MEAN, HANDLING_DEVIATION = 360.0, 300.0
PICK_UP_MEAN = 15.0
DAY = 10 * 3600.0
SHIFT_CHANGES_EVERY = 75 * 60.0
# Of all hands, with half of the agents there; at the peak it is 1.6 times as much.
LOAD = 0.6
PEAK = 1.6


@dataclass(eq=False)
class Agent:
    """Somebody at the desk; ``at_once`` is how many conversations they hold together."""

    at_once: int
    handling: int = 0
    present: bool = True


@dataclass
class Ticket:
    """One arrival, what was known at that moment, and when it was taken in the end."""

    place: int
    arrived: float
    known: QueueState
    taken: float = math.inf
    # The queue as it was known each time that the place moved: (moment, place, what was known).
    moves: list[tuple[float, int, QueueState]] = field(default_factory=list)


Step = Callable[[float, Agent | None, float], None]


class Counter:
    """The simulated day; ``run`` plays it and returns the tickets of all who came."""

    def __init__(self, seed: int, *, arrivals: int = 500) -> None:
        self.random = random.Random(seed)
        self.to_come = arrivals
        at_once = self.random.randint(1, 3)
        self.agents = [Agent(at_once, present=number < 3) for number in range(5)]
        self.arrivals_per_second = LOAD * 2.5 * at_once / (HANDLING_MEAN + PICK_UP_MEAN)
        self.events: list[tuple[float, int, Step, Agent | None, float]] = []
        self.order = 0
        self.waiting: deque[Ticket] = deque()
        self.tickets: list[Ticket] = []
        self.durations: list[float] = []

    def run(self) -> list[Ticket]:
        self.plan(0.0, self.arrive)
        self.plan(self.random.expovariate(1 / SHIFT_CHANGES_EVERY), self.change_shift)
        while self.to_come or self.waiting:
            now, _order, what, agent, duration = heapq.heappop(self.events)
            what(now, agent, duration)
            self.pick_up(now)
        return self.tickets

    def arrive(self, now: float, _agent: Agent | None, _duration: float) -> None:
        if not self.to_come:
            return
        # Thinning turns a steady Poisson process into one with a peak.
        if self.random.random() < share_of_peak(now):
            self.to_come -= 1
            place = len(self.waiting) + 1
            ticket = Ticket(place, now, self.known())
            self.waiting.append(ticket)
            self.tickets.append(ticket)
        self.plan(now + self.random.expovariate(self.arrivals_per_second * PEAK), self.arrive)

    def change_shift(self, now: float, _agent: Agent | None, _duration: float) -> None:
        agent = self.random.choice(self.agents)
        others = sum(each.present for each in self.agents if each is not agent)
        agent.present = not agent.present or not others
        self.plan(now + self.random.expovariate(1 / SHIFT_CHANGES_EVERY), self.change_shift)

    def finish(self, now: float, agent: Agent | None, duration: float) -> None:
        assert agent is not None
        agent.handling -= 1
        self.durations.append(duration)

    def take(self, now: float, agent: Agent | None, _duration: float) -> None:
        assert agent is not None
        if not self.waiting or not agent.present:
            agent.handling -= 1
            return
        self.waiting.popleft().taken = now
        duration = self.random.lognormvariate(*lognormal(HANDLING_MEAN, HANDLING_DEVIATION))
        self.plan(now + duration, self.finish, agent, duration)
        known = self.known()
        for place, ticket in enumerate(self.waiting, start=1):
            ticket.moves.append((now, place, known))

    def pick_up(self, now: float) -> None:
        """Whoever has a hand free reaches for the next in the queue."""
        free = [agent for agent in self.agents if agent.present and agent.handling < agent.at_once]
        self.random.shuffle(free)
        for agent in free[: max(0, len(self.waiting) - len(self.reaching()))]:
            agent.handling += 1
            self.plan(now + self.random.expovariate(1 / PICK_UP_MEAN), self.take, agent)

    def known(self) -> QueueState:
        """What the database tells at this moment."""
        present = [agent for agent in self.agents if agent.present]
        reaching = sum(agent in present for agent in self.reaching())
        handled = sum(agent.handling for agent in present) - reaching
        return QueueState(len(present), handled, tuple(self.durations[-50:]))

    def reaching(self) -> list[Agent]:
        return [agent for _at, _order, what, agent, _duration in self.events if what == self.take and agent]

    def plan(self, at: float, what: Step, agent: Agent | None = None, duration: float = 0.0) -> None:
        self.order += 1
        heapq.heappush(self.events, (at, self.order, what, agent, duration))


def share_of_peak(now: float) -> float:
    """The rate of arrivals as a share of the peak's: 0.6 of the day's mean at its ends, 1.6 at noon."""
    return (0.6 + math.sin(math.pi * (now % DAY) / DAY) ** 4) / PEAK


def lognormal(mean: float, deviation: float) -> tuple[float, float]:
    """The parameters of a lognormal distribution by its mean and standard deviation."""
    variance = math.log(1 + (deviation / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


@dataclass(frozen=True)
class Coverage:
    """How often the real wait was inside what was shown, among so many customers."""

    shown: int
    inside: int
    below: int

    @property
    def share(self) -> float:
        return self.inside / self.shown


def coverage(told: Iterable[tuple[Wait | None, float]]) -> Coverage:
    """Compare what was shown with the seconds that it really took; who was shown nothing does not count."""
    pairs = [(wait, seconds) for wait, seconds in told if wait]
    inside = sum(wait.low_seconds <= seconds <= wait.high_seconds for wait, seconds in pairs)
    return Coverage(len(pairs), inside, sum(seconds < wait.low_seconds for wait, seconds in pairs))


def told_at_arrival(tickets: Iterable[Ticket]) -> list[tuple[Wait | None, float]]:
    """What each customer was shown on coming, and how long they waited."""
    return [(estimate(each.place, each.known), each.taken - each.arrived) for each in tickets]


def told_on_the_way(tickets: Iterable[Ticket]) -> list[tuple[Wait | None, float]]:
    """What each customer was shown whenever the place moved, and how long it still took from then."""
    return [(estimate(place, known), ticket.taken - at) for ticket in tickets for at, place, known in ticket.moves]
