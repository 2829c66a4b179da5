"""What a waiting customer may be told: whether the counter is open, their place, and an honest range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from loket.calendars.queries import schedules_of
from loket.calendars.service_hours import Schedule, is_open, next_opening
from loket.conversations import queries as conversations
from loket.conversations.handling import being_handled, handling_seconds
from loket.conversations.models import Conversation, QueueEntry
from loket.people.models import Team, User
from loket.promises.queries import promised_by, promises_of
from loket.reception.routing import team_for
from loket.reception.waiting import QueueState, Wait, estimate

PRESENT_WITHIN = timedelta(seconds=90)
RECENT = timedelta(days=7)
# Told as "answer by" when nothing is promised and no range can be given.
FIRST_ANSWER_WITHIN = timedelta(hours=24)
AFTER_OPENING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """A place in line, with the range of the wait in seconds; None when no honest number exists."""

    position: int
    wait_seconds: tuple[int, int] | None
    style: str
    opens_at: datetime | None
    # By when an answer is promised; None where nothing is.
    promised_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class CounterState:
    """Whether people answer now in a language; if not, when they do."""

    open: bool
    opens_at: datetime | None
    wait_seconds: tuple[int, int] | None
    style: str = "range"
    team: str = ""
    time_zone: str = "UTC"


def teams() -> list[Team]:
    """All teams in their order."""
    return list(Team.objects.all())


def has_been_quiet(since: datetime) -> bool:
    """Whether nobody has written in any conversation since then; one look at an index."""
    return not Conversation.objects.filter(updated_at__gt=since).exists()


def team_of_language(language: str) -> Team | None:
    """Who would answer somebody writing ``language``."""
    return team_for(language, teams())


def counter_state(language: str, now: datetime) -> CounterState:
    """The state of the counter for somebody who would ask for a person now."""
    team = team_of_language(language)
    if team is None:
        return CounterState(open=False, opens_at=None, wait_seconds=None)
    schedule = schedules_of([team])[team.pk]
    if not is_open(schedule, now):
        return CounterState(False, next_opening(schedule, now), None, team=team.name, time_zone=team.time_zone)
    wait = wait_at(team, conversations.waiting_count(team.pk) + 1, now)
    seconds, style = _told(wait)
    return CounterState(True, None, seconds, style, team.name, team.time_zone)


def queue_status(conversation: Conversation, now: datetime) -> QueueStatus | None:
    """Where a queued conversation stands; None when it does not wait for a person at our desk."""
    if not conversation.is_queued:
        return None
    entry = conversations.open_entry(conversation.pk)
    if entry is None or not entry.tells_place:
        return None
    status = status_of_entry(entry, conversation.team, now)
    return replace(status, promised_by=promised_by(conversation.pk))


def is_with_person_outside(conversation: Conversation) -> bool:
    """Whether somebody answers from outside the desk, so that the customer waits in no line of ours."""
    entry = conversations.open_entry(conversation.pk) if conversation.is_queued else None
    return conversation.is_answered_elsewhere or (entry is not None and not entry.tells_place)


def status_of_entry(
    entry: QueueEntry, team: Team | None, now: datetime, *, schedule: Schedule | None = None
) -> QueueStatus:
    """Where one wait stands; whoever has the team's ``schedule`` before them brings it along."""
    position = conversations.place_of(entry)
    if team is None:
        return QueueStatus(position, None, "range", None)
    schedule = schedule or schedules_of([team])[team.pk]
    if not is_open(schedule, now):
        return QueueStatus(position, None, "range", next_opening(schedule, now))
    seconds, style = _told(wait_at(team, position, now))
    return QueueStatus(position, seconds, style, None)


def statuses_in_line(team_id: int | None, now: datetime) -> dict[UUID, QueueStatus]:
    """Where everybody in a team's line stands who is told, in as few statements as for one of them."""
    line = conversations.line_of(team_id)
    team = Team.objects.filter(pk=team_id).first() if line and team_id is not None else None
    schedule = schedules_of([team])[team.pk] if team else None
    promised = promises_of([each.conversation_id for each in line])
    opens_at = next_opening(schedule, now) if schedule else None
    state = _state_of(team, now) if team and schedule and is_open(schedule, now) else None
    statuses = {}
    for place, each in enumerate(line, 1):
        if each.tells_place:
            due = promised.get(each.conversation_id)
            seconds, style = _told(estimate(place, state)) if state else (None, "range")
            statuses[each.conversation_id] = QueueStatus(place, seconds, style, opens_at, due.due_at if due else None)
    return statuses


def answer_by(conversation: Conversation, now: datetime) -> datetime | None:
    """When a person will have answered a queued conversation; None when it does not wait."""
    status = queue_status(conversation, now)
    return None if status is None else answer_by_of(status, now)


def answer_by_of(status: QueueStatus, now: datetime) -> datetime:
    """The moment by which somebody who stands there is answered: as promised, else as it can be told."""
    if status.promised_by is not None:
        return status.promised_by
    if status.opens_at is not None:
        return status.opens_at + AFTER_OPENING
    if status.wait_seconds is not None:
        return now + timedelta(seconds=status.wait_seconds[1])
    return now + FIRST_ANSWER_WITHIN


def wait_at(team: Team, position: int, now: datetime) -> Wait | None:
    """The honest range for a place in a team's line; None when nobody is there to take it."""
    return estimate(position, _state_of(team, now))


def _state_of(team: Team, now: datetime) -> QueueState:
    present = present_members(team, now)
    return QueueState(
        agents=len(present),
        handled=being_handled(present, now),
        handling_seconds=tuple(handling_seconds(team.pk, since=now - RECENT)),
    )


def present_members(team: Team, now: datetime) -> Sequence[User]:
    """The members of a team who have the desk open and are not away."""
    return list(team.members.filter(is_active=True, away_since=None, seen_at__gte=now - PRESENT_WITHIN))


def service_hours() -> list[tuple[Team, Schedule]]:
    """Every team with its hours, for the public page of channels and hours."""
    found = teams()
    schedules = schedules_of(found)
    return [(team, schedules[team.pk]) for team in found]


def _told(wait: Wait | None) -> tuple[tuple[int, int] | None, str]:
    if wait is None:
        return None, "range"
    return (wait.low_seconds, wait.high_seconds), wait.style
