"""Writing a dispute's facts, and beside them the columns by which lists find it."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.disputes.machine.codes import Role
from loket.disputes.machine.documents import to_document
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import active_holds, asked_for, is_frozen, is_open, turn_of, untold
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute
from loket.people.models import User

FIRST_LOOK = timedelta(seconds=30)


def keep_facts(dispute: Dispute, facts: DisputeFacts) -> None:
    """Write the facts, and what lists ask of them beside."""
    dispute.document = to_document(facts)
    dispute.state = facts.state
    dispute.version, dispute.sequence = facts.version, facts.sequence
    dispute.reason = facts.reason or ""
    asked = asked_for(facts)
    dispute.amount = asked.amount if asked else facts.order.cap
    dispute.turn = sorted(turn_of(facts))
    dispute.is_frozen, dispute.is_held = is_frozen(facts), bool(active_holds(facts))
    dispute.outcome, dispute.liability = facts.outcome or "", facts.liability or ""
    dispute.decided_by = facts.decided_by or ""
    dispute.adjudicator_id = staff_of(facts.senior if facts.state == State.APPEAL_REVIEW else facts.adjudicator)
    dispute.next_due_at = _next_look(facts)
    dispute.deadline_at = min((each.due_at for each in facts.deadlines if _is_shown(each.whose)), default=None)
    dispute.updated_at, dispute.state_since = facts.last_update_at, facts.state_since
    dispute.submitted_at, dispute.resolved_at = facts.submitted_at, facts.resolved_at
    _open_lines(dispute, is_open=is_open(facts))
    dispute.save()


def _open_lines(dispute: Dispute, *, is_open: bool) -> None:
    if dispute.is_open == is_open:
        return
    dispute.is_open = is_open
    dispute.disputed_lines.update(is_open=is_open)


def _next_look(facts: DisputeFacts) -> datetime | None:
    # Nobody's clock runs before they are told, so the outbox is asked soon.
    soon = facts.notice_at + FIRST_LOOK if untold(facts) else None
    return min((each for each in (wakes_at(facts), soon) if each), default=None)


def _is_shown(whose: Role) -> bool:
    return whose in (Role.BUYER, Role.SELLER, Role.ADJUDICATOR, Role.SENIOR)


def staff_of(label: str) -> int | None:
    """The member of staff whom an actor's label names, if there is one."""
    kind, _, key = label.partition(":")
    if kind != "staff" or not key.isdigit():
        return None
    return int(key) if User.objects.filter(pk=int(key)).exists() else None
