"""Tags for what the desk shows of disputes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from loket.desk.dispute_words import tone_of_state
from loket.disputes import wording
from loket.disputes.listed import DisputeOfOrder, ListedDispute
from loket.disputes.machine.codes import Role
from loket.disputes.models import DisputeAlert
from loket.disputes.queries import disputes_of_order
from loket.people.actors import StaffActor
from loket.people.models import User

register = template.Library()


register.filter("reason_words", wording.reason_label)
register.filter("evidence_words", wording.evidence_kind_label)
register.filter("snapshot_words", wording.snapshot_label)
register.filter("liability_words", wording.liability_label)
register.filter("decided_by_words", wording.decided_by_label)
register.filter("outcome_words", wording.outcome_label)
register.filter("text_kind_words", wording.text_kind_label)
register.filter("refund_state_words", wording.refund_state_label)
register.filter("dispute_tone", tone_of_state)


@register.filter
def dispute_state(state: str) -> str:
    """How a dispute stands, as the desk says it."""
    return wording.state_label(state, Role.AGENT)


@register.filter
def state_of_row(row: ListedDispute) -> str:
    """How a dispute of a list stands; what has ended says how."""
    if row.outcome and not row.is_open:
        return wording.outcome_label(row.outcome)
    return wording.state_label(row.state, Role.AGENT, row.turn)


@register.filter
def tone_of_row(row: ListedDispute) -> str:
    """The badge that fits a dispute of a list."""
    return tone_of_state(row.state, is_held=row.is_held)


@register.filter
def alert_words(alert: DisputeAlert) -> str:
    """Why somebody who leads must look."""
    return wording.alert_sentence(alert.transition, alert.rule)


@register.filter
def titles_of_row(row: ListedDispute) -> str:
    """What a dispute is about, in one line."""
    return ", ".join(each.title for each in row.lines)


@register.filter
def is_over(row: ListedDispute) -> bool:
    """Whether the nearest deadline has passed."""
    return row.deadline_at is not None and row.deadline_at <= timezone.now()


@register.simple_tag(takes_context=True)
def order_disputes(context: Context, order_id: int) -> tuple[DisputeOfOrder, ...]:
    """The disputes about an order, for whoever may see them."""
    user = getattr(context.get("request"), "user", None)
    if not isinstance(user, User):
        return ()
    return disputes_of_order(StaffActor(user), [order_id])[order_id]


@register.filter
def joined(values: Iterable[Any]) -> str:
    """Several things in one line."""
    return ", ".join(map(str, values))
