"""Places in line for streams: when a line moves, all who wait in it ask at once, and one reading serves them."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from loket.api.v1.answers import QueueOut
from loket.reception.queries import answer_by_of, statuses_in_line

InThread = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one conversation stands, as the outside is told."""

    queue: QueueOut
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class _Line:
    begun: float
    places: Mapping[UUID, Place]


class Lines:
    """The lines of all teams, each read by one at a time."""

    def __init__(self, in_thread: InThread) -> None:
        self._in_thread = in_thread
        self._locks: defaultdict[int | None, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._read: dict[int | None, _Line] = {}

    async def place_of(self, team_id: int | None, conversation_id: UUID) -> Place | None:
        """The place as it was at the time of this call or later; None for who does not wait any more."""
        asked = time.monotonic()
        async with self._locks[team_id]:
            line = self._read.get(team_id)
            if line is None or line.begun < asked:
                begun = time.monotonic()
                line = _Line(begun, await self._in_thread(_places, team_id))
                self._read[team_id] = line
        return line.places.get(conversation_id)


def _places(team_id: int | None) -> dict[UUID, Place]:
    now = timezone.now()
    return {
        conversation_id: Place(
            QueueOut(position=status.position, wait_seconds=status.wait_seconds), answer_by_of(status, now)
        )
        for conversation_id, status in statuses_in_line(team_id, now).items()
    }
