"""Whether a person is at hand now, by the service hours as this process holds them: no turn asks for them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from loket.calendars.service_hours import Schedule, is_open
from loket.people.models import Team
from loket.reception.queries import service_hours
from loket.reception.routing import team_for

# Hours change rarely; they cost four statements.
LOOK_EVERY_SECONDS = 30.0

_hours: Sequence[tuple[Team, Schedule]] = ()
_looked_at: float | None = None


def is_at_hand(language: str, now: datetime) -> bool:
    """Whether the team of this language answers now; where no hours are known nothing is held to be closed."""
    schedules = {team.pk: schedule for team, schedule in _hours}
    team = team_for(language, [team for team, _schedule in _hours])
    if team is None:
        return True
    schedule = schedules[team.pk]
    return not (schedule.intervals or schedule.extra) or is_open(schedule, now)


def refresh() -> None:
    """Look at the hours, unless that was a moment ago."""
    global _hours, _looked_at
    moment = time.monotonic()
    if _looked_at is None or moment - _looked_at >= LOOK_EVERY_SECONDS:
        _hours, _looked_at = service_hours(), moment


def forget() -> None:
    """Hold nothing, until the next look."""
    global _hours, _looked_at
    _hours, _looked_at = (), None
