"""The dispute in which a claim goes on whose replacement was wrong again: with the platform from its first day."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from loket.disputes.actions.opening import keep_linked, new_after
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Event
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.opening import linked
from loket.disputes.machine.questions import frozen_amount
from loket.disputes.models import Dispute, DisputeText, EvidenceItem
from loket.disputes.party_calendars import calendars_for
from loket.disputes.policies.current import policy_at
from loket.disputes.words import BOTH_SIDES
from loket.history.actions import record
from loket.orders.actions.ledger import Decision
from loket.orders.actions.payouts import hold_back


def open_linked(before: Dispute, step: Step, decision: Decision) -> Dispute:
    """Begin it with the same claim, evidence and public words; the payout stays frozen under its own name."""
    dispute = _begun(before)
    policy = policy_at(before.policy_market, before.policy_category, before.policy_version, for_market=before.market)
    facts = linked(step.facts, str(dispute.pk), policy, calendars_for(step.facts), step.at)
    facts, evidence = _with_own_evidence(before, dispute, facts)
    keep_linked(before, facts, dispute=dispute, by=step.command.actor)
    EvidenceItem.objects.bulk_create(evidence)
    _copy_words(before, dispute)
    hold_back(
        dispute.order,
        hold=f"dispute:{dispute.number}",
        amount=frozen_amount(facts),
        lines=facts.lines,
        decision=replace(decision, rule=f"dispute:{dispute.number}"),
    )
    record(Event.ESCALATED, dispute.subject, by=step.command.actor, data={"sequence": 0, "after": before.number})
    return dispute


def _begun(before: Dispute) -> Dispute:
    dispute = new_after(before)
    dispute.category, dispute.language = before.category, before.language
    dispute.policy_market, dispute.policy_category = before.policy_market, before.policy_category
    dispute.policy_version = before.policy_version
    return dispute


def _with_own_evidence(
    before: Dispute, dispute: Dispute, facts: DisputeFacts
) -> tuple[DisputeFacts, list[EvidenceItem]]:
    """Each piece once more under an id of its own, so that what becomes of it here changes nothing there."""
    rows = {str(row.pk): row for row in before.evidence.exclude(submitted_in="")}
    ids: dict[str, UUID] = {old: uuid4() for old in rows}
    known = tuple(replace(each, id=str(ids[each.id])) if each.id in ids else each for each in facts.evidence)
    copies = [_copied(row, dispute, ids[old]) for old, row in rows.items()]
    return replace(facts, evidence=known), copies


def _copied(row: EvidenceItem, dispute: Dispute, own_id: UUID) -> EvidenceItem:
    return EvidenceItem(
        id=own_id,
        dispute=dispute,
        submitter=row.submitter,
        by=row.by,
        kind=row.kind,
        note=row.note,
        language=row.language,
        upload_id=row.upload_id,
        snapshot_id=row.snapshot_id,
        submitted_at=row.submitted_at,
        submitted_in=row.submitted_in,
        withdrawn_at=row.withdrawn_at,
        is_for_platform_only=row.is_for_platform_only,
    )


def _copy_words(before: Dispute, dispute: Dispute) -> None:
    said = DisputeText.objects.filter(dispute=before, visible_to=list(BOTH_SIDES), erased_at=None)
    DisputeText.objects.bulk_create(
        DisputeText(
            dispute=dispute,
            sequence=0,
            kind=each.kind,
            role=each.role,
            by=each.by,
            text=each.text,
            language=each.language,
            visible_to=each.visible_to,
            at=each.at,
        )
        for each in said.order_by("sequence", "pk")
    )
