"""Writing a dispute's facts, and beside them the columns by which lists find it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from loket.disputes.machine.codes import Consequence, Role
from loket.disputes.machine.documents import to_document
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import active_holds, asked_for, is_frozen, is_open, turn_of, untold
from loket.disputes.machine.states import State
from loket.disputes.machine.timekeeping import Deadline
from loket.disputes.models import Dispute, DisputeLine
from loket.people.models import User

FIRST_LOOK = timedelta(seconds=30)
# The columns that facts decide about.
LAID_OUT = (
    *("document", "state", "version", "sequence", "reason", "amount", "turn", "is_open", "is_frozen", "is_held"),
    *("outcome", "liability", "decided_by", "adjudicator", "next_due_at", "deadline_at", "updated_at", "state_since"),
    *("submitted_at", "resolved_at"),
)


def keep_facts(dispute: Dispute, facts: DisputeFacts) -> None:
    """Write the facts, and what lists ask of them beside."""
    was_open = dispute.is_open
    lay_out(dispute, facts)
    if dispute.is_open != was_open:
        dispute.disputed_lines.update(is_open=dispute.is_open)
    dispute.save()


def keep_all_facts(disputes: Iterable[Dispute], was_open: Mapping[UUID, bool]) -> None:
    """Write what was laid out in many rows, by as many statements however many there are."""
    rows = list(disputes)
    for begins in (True, False):
        turned = [each.pk for each in rows if each.is_open == begins != was_open[each.pk]]
        if turned:
            DisputeLine.objects.filter(dispute__in=turned).update(is_open=begins)
    # Each row is there, so each is updated: one statement, where `bulk_update` spells out every value of every row.
    Dispute.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=LAID_OUT)


def lay_out(dispute: Dispute, facts: DisputeFacts) -> None:
    """Put the facts into a row, and beside them what lists ask; nothing is written."""
    dispute.document = to_document(facts)
    dispute.state = facts.state
    dispute.version, dispute.sequence = facts.version, facts.sequence
    dispute.reason = facts.reason or ""
    asked = asked_for(facts)
    dispute.amount = asked.amount if asked else facts.order.cap
    dispute.turn = sorted(turn_of(facts))
    dispute.is_open, dispute.is_frozen, dispute.is_held = is_open(facts), is_frozen(facts), bool(active_holds(facts))
    dispute.outcome, dispute.liability = facts.outcome or "", facts.liability or ""
    dispute.decided_by = facts.decided_by or ""
    dispute.adjudicator_id = _adjudicator(dispute, facts)
    dispute.next_due_at = _next_look(facts)
    dispute.deadline_at = min((each.due_at for each in facts.deadlines if _presses(each)), default=None)
    dispute.updated_at, dispute.state_since = facts.last_update_at, facts.state_since
    dispute.submitted_at, dispute.resolved_at = facts.submitted_at, facts.resolved_at


def _adjudicator(dispute: Dispute, facts: DisputeFacts) -> int | None:
    label = facts.senior if facts.state == State.APPEAL_REVIEW else facts.adjudicator
    # Who stands there already need not be looked up once more.
    return dispute.adjudicator_id if label == f"staff:{dispute.adjudicator_id}" else staff_of(label)


def _next_look(facts: DisputeFacts) -> datetime | None:
    # Nobody's clock runs before they are told, so the outbox is asked soon.
    soon = facts.notice_at + FIRST_LOOK if untold(facts) else None
    return min((each for each in (wakes_at(facts), soon) if each), default=None)


def _presses(deadline: Deadline) -> bool:
    """Whether a person has until then; what only opens a door later presses nobody."""
    is_of_people = deadline.whose in (Role.BUYER, Role.SELLER, Role.ADJUDICATOR, Role.SENIOR)
    return is_of_people and deadline.consequence != Consequence.WINDOW_OPENS


def staff_of(label: str) -> int | None:
    """The member of staff whom an actor's label names, if there is one."""
    kind, _, key = label.partition(":")
    if kind != "staff" or not key.isdigit():
        return None
    return int(key) if User.objects.filter(pk=int(key)).exists() else None
