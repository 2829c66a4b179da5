"""Keeping a step: record, facts, columns, words and effects, in the transaction of whoever took it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from loket.disputes import jobs, telling
from loket.disputes.actions.effects import carry_out_all_effects, carry_out_effects
from loket.disputes.actions.keeping_facts import keep_all_facts, keep_facts, staff_of
from loket.disputes.event_log import record_of, row_of
from loket.disputes.machine.chain import recorded
from loket.disputes.machine.deciding import Step
from loket.disputes.models import Dispute, DisputeEvent, DisputeText
from loket.disputes.words import Words
from loket.history.actions import Happening, record_all
from loket.lib import live
from loket.lib.jobs import defer

# The desk's lists of disputes.
TOPIC = "disputes"
# The same word for every step: what a step is called may be more than whoever follows the topic may know.
HINT = "dispute"


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of a dispute, and the record of it that is yet to be kept."""

    dispute: Dispute
    step: Step
    row: DisputeEvent


def topic_of_dispute(dispute_id: object) -> str:
    """The topic on which one dispute's changes are told."""
    return f"dispute:{dispute_id}"


def topic_of_claims(seller_id: object) -> str:
    """The topic on which changes of all claims against one seller are told."""
    return f"claims:{seller_id}"


def keep_step(
    dispute: Dispute, step: Step, *, key: str = "", words: Iterable[Words] = (), tells_later: bool = False
) -> DisputeEvent:
    """Store a step of a locked dispute; what follows from it happens in the same transaction or through jobs."""
    last = dispute.events.order_by("-sequence").first()
    if last is None:
        raise ValueError("A dispute without a first record takes no step.")
    row = row_of(recorded(step, previous=record_of(last), salt=dispute.salt), dispute, key=key)
    row.save(force_insert=True)
    DisputeText.objects.bulk_create(each.row(dispute, row) for each in words)
    given = [each.id for each in step.body.evidence]
    dispute.evidence.filter(pk__in=given, submitted_in="").update(submitted_in=step.came_from)
    keep_facts(dispute, step.facts)
    carry_out_effects(dispute, step)
    if tells_later:
        _tell_later(dispute, row)
    else:
        telling.tell_of(dispute, step, row)
    record_all([_happening(dispute, step, row)])
    _publish(dispute)
    return row


def keep_steps(taken: Sequence[Taken], was_open: Mapping[UUID, bool]) -> None:
    """Store many steps of the clock, of locked disputes that are laid out already; letters follow through jobs.

    What the clock does comes without words and without evidence. ``was_open``: which disputes were, before.
    """
    DisputeEvent.objects.bulk_create(each.row for each in taken)
    keep_all_facts({each.dispute.pk: each.dispute for each in taken}.values(), was_open)
    carry_out_all_effects([(each.dispute, each.step) for each in taken])
    for each in taken:
        _tell_later(each.dispute, each.row)
    record_all(_happening(each.dispute, each.step, each.row) for each in taken)
    for each in taken:
        _publish(each.dispute)


def _tell_later(dispute: Dispute, row: DisputeEvent) -> None:
    defer(jobs.tell, lock=dispute.subject, dispute_id=str(dispute.pk), sequence=row.sequence)


def _happening(dispute: Dispute, step: Step, row: DisputeEvent) -> Happening:
    data = {"sequence": row.sequence, "transition": row.transition, "state": row.state, "effects": list(step.effects)}
    return Happening(row.name, dispute.subject, by=row.by, actor_id=staff_of(row.by), data=data)


def _publish(dispute: Dispute) -> None:
    for topic in (topic_of_dispute(dispute.pk), topic_of_claims(dispute.seller_id), TOPIC):
        live.publish(topic, HINT)
