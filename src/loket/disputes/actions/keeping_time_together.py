"""What the clocks of very many disputes do at once: read together, decided one by one, kept together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from loket.disputes.actions.acting import by_system, facts_of
from loket.disputes.actions.keeping_facts import lay_out
from loket.disputes.actions.storing import Taken, keep_steps
from loket.disputes.actions.telling_machine import KINDS, looks_again_at
from loket.disputes.event_log import record_of, row_of
from loket.disputes.machine.chain import Record, recorded
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Command
from loket.disputes.machine.counting import PartyCalendar
from loket.disputes.machine.deciding import Refused, take, timer_due
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.questions import untold
from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.party_calendars import calendars_between, platform_calendar
from loket.disputes.policies.current import policy_at
from loket.lib.jobs import together
from loket.notices.queries import first_told_of_all

# More than any dispute can owe at one moment: reminders of all its clocks, their ends, and what follows from each.
MOST_STEPS = 30
# A clock that cannot act now is asked again then, so that it never fills the sweep.
ASK_AGAIN_AFTER = timedelta(minutes=10)


@dataclass(slots=True)
class _Shared:
    """What is read once for all: their last records, who was told of them, policies and the platform's days."""

    last: Mapping[UUID, Record]
    told: Mapping[tuple[str, str], tuple[datetime, str]]
    platform: PartyCalendar
    policies: dict[tuple[str, str, int, str], DisputePolicy] = field(default_factory=dict)

    def policy_of(self, dispute: Dispute) -> DisputePolicy:
        key = (dispute.policy_market, dispute.policy_category, dispute.policy_version, dispute.market)
        if key not in self.policies:
            self.policies[key] = policy_at(*key[:3], for_market=dispute.market)
        return self.policies[key]


@dataclass(slots=True)
class _Course:
    """One dispute on its way through what it owes; nothing of it is written."""

    dispute: Dispute
    facts: DisputeFacts
    last: Record
    shared: _Shared
    taken: list[Taken] = field(default_factory=list)

    def take(self, command: Command, now: datetime) -> bool:
        calendars = calendars_between(self.facts.buyer, self.facts.seller, self.shared.platform)
        step = take(self.facts, command, self.shared.policy_of(self.dispute), calendars, now)
        if isinstance(step, Refused):
            return False
        self.last = recorded(step, previous=self.last, salt=self.dispute.salt)
        self.facts = step.facts
        self.taken.append(Taken(self.dispute, step, row_of(self.last, self.dispute)))
        return True


def keep_time_together(disputes: Sequence[Dispute], now: datetime) -> None:
    """Take the steps that locked disputes owe, with as many statements however many they are.

    Whatever goes wrong with one of them is raised, and the caller undoes it all.
    """
    courses = list(_courses(disputes))
    for course in courses:
        _run(course, now)
    was_open = {each.pk: each.is_open for each in disputes}
    only_looked_at = []
    for course in courses:
        before = course.dispute.next_due_at
        if course.taken:
            lay_out(course.dispute, course.facts)
        course.dispute.next_due_at = next_look(course.facts, now)
        if not course.taken and course.dispute.next_due_at != before:
            only_looked_at.append(course.dispute)
    with together():
        keep_steps([each for course in courses for each in course.taken], was_open)
    Dispute.objects.bulk_update(only_looked_at, ["next_due_at"])


def next_look(facts: DisputeFacts, now: datetime) -> datetime | None:
    """When the clock looks at a dispute again: never at this moment, for one that cannot act would fill the sweep."""
    moments = [each for each in (wakes_at(facts), looks_again_at(facts, now)) if each]
    ahead = min(moments, default=None)
    return now + ASK_AGAIN_AFTER if ahead is not None and ahead <= now else ahead


def _courses(disputes: Sequence[Dispute]) -> Iterator[_Course]:
    facts = {each.pk: facts_of(each) for each in disputes}
    shared = _Shared(
        last=_last_records(disputes),
        told=first_told_of_all({each.subject: facts[each.pk].notice_at for each in disputes if untold(facts[each.pk])}),
        platform=platform_calendar(),
    )
    for each in disputes:
        yield _Course(each, facts[each.pk], shared.last[each.pk], shared)


def _last_records(disputes: Sequence[Dispute]) -> Mapping[UUID, Record]:
    rows = DisputeEvent.objects.filter(dispute__in=[each.pk for each in disputes])
    return {row.dispute_id: record_of(row) for row in rows.order_by("dispute_id", "-sequence").distinct("dispute_id")}


def _run(course: _Course, now: datetime) -> None:
    """Begin the clocks of those who were told, then take what is due, one step after the other."""
    notice_at = course.facts.notice_at
    for side in sorted(untold(course.facts)):
        told = course.shared.told.get((course.dispute.subject, KINDS[side]))
        if told is not None:
            at, channel = told
            body = {"party": side.value, "channel": channel}
            course.take(by_system(Role.TIMER, Action.TELL, version=course.facts.version, **body), max(at, notice_at))
    for _each in range(MOST_STEPS):
        command = timer_due(course.facts, now)
        if command is None or not course.take(command, now):
            return
