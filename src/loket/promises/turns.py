"""Whose turn it was: from what happened in an episode to the clocks that ran. Pure.

The first clock runs from the moment a person is fetched to that person's first words; the next clock from the moment
it is our turn again to our next words. Neither knows of the other's target, so neither can overrule it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["first", "next"]
What = Literal["fetched", "wrote", "taken", "answered", "given_back", "closed"]
Ending = Literal["", "answered", "closed"]
FIRST: Kind = "first"
NEXT: Kind = "next"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that passes the turn on: a person was fetched, the customer wrote, a person answered, and so on."""

    at: datetime
    what: What


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a clock stood still; without an end it still does."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a case: since when it runs, when it stood still, when and how it stopped."""

    kind: Kind
    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None
    ending: Ending = ""

    @property
    def runs_since(self) -> datetime:
        """Since when it runs without standing still."""
        ends = [each.end for each in self.pauses if each.end]
        return max(ends, default=self.started_at)

    @property
    def is_paused(self) -> bool:
        """Whether it stands still now and may run on."""
        return self.stopped_at is None and bool(self.pauses) and self.pauses[-1].end is None


@dataclass(slots=True)
class _Running:
    kind: Kind
    started_at: datetime
    pauses: list[Pause] = field(default_factory=list)

    def pause(self, at: datetime) -> None:
        if not self.is_paused:
            self.pauses.append(Pause(at))

    def resume(self, at: datetime) -> None:
        if self.is_paused:
            self.pauses[-1] = Pause(self.pauses[-1].start, at)

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None

    def as_clock(self, stopped_at: datetime | None = None, ending: Ending = "") -> Clock:
        if stopped_at is not None:
            self.resume(stopped_at)
        return Clock(self.kind, self.started_at, tuple(self.pauses), stopped_at, ending)


class _Episode:
    """The state of the turn while one episode is read."""

    def __init__(self) -> None:
        self.stopped: list[Clock] = []
        self.running: _Running | None = None
        self.is_with_people = False
        self.is_held = False
        self.was_answered = False

    def fetched(self, at: datetime) -> None:
        self.is_with_people, self.is_held = True, False
        self._begin(at)

    def taken(self, at: datetime) -> None:
        # Whoever comes to a case that nobody held has come to answer; a colleague's case stays as it stands.
        if not self.is_held:
            self.is_with_people = True
            self._begin(at)
        self.is_held = True

    def wrote(self, at: datetime) -> None:
        if self.is_with_people:
            self._begin(at)

    def answered(self, at: datetime) -> None:
        self._stop(at, "answered")
        self.is_with_people = self.was_answered = True

    def given_back(self, at: datetime) -> None:
        self.is_with_people = self.is_held = False
        if self.running:
            self.running.pause(at)

    def closed(self, at: datetime) -> None:
        self._stop(at, "closed")
        self.is_with_people = self.is_held = False

    def _begin(self, at: datetime) -> None:
        if self.running:
            self.running.resume(at)
            return
        self.running = _Running(NEXT if self.was_answered else FIRST, at)

    def _stop(self, at: datetime, ending: Ending) -> None:
        if self.running:
            self.stopped.append(self.running.as_clock(at, ending))
        self.running = None


def clocks_of(happenings: Iterable[Happening]) -> tuple[Clock, ...]:
    """The clocks of one episode from what happened in it, in order; at most the last one still runs."""
    episode = _Episode()
    for each in happenings:
        getattr(episode, each.what)(each.at)
    running = (episode.running.as_clock(),) if episode.running else ()
    return (*episode.stopped, *running)
