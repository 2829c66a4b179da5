"""All disputes of one buyer as the buyer may see them, for their own copy (`loket privacy export`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from loket.disputes.models import Dispute
from loket.disputes.view_parts import EvidenceView
from loket.disputes.viewing import DisputeView, view_of
from loket.people.actors import CustomerActor
from loket.people.models import Customer


@dataclass(frozen=True, slots=True)
class SaidRecord:
    """What somebody wrote in a dispute."""

    role: str
    kind: str
    text: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One piece of evidence; ``file`` is its name, ``sha256`` the digest of what the buyer can open."""

    submitter: str
    kind: str
    note: str
    file: str
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of the time line."""

    name: str
    role: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """One dispute as its buyer may see it; ``asked`` is in ``currency``."""

    number: str
    order: str
    lines: tuple[int, ...]
    state: str
    reason: str
    asked: Decimal | None
    currency: str
    outcome: str
    created_at: datetime
    submitted_at: datetime | None
    resolved_at: datetime | None
    words: tuple[SaidRecord, ...]
    evidence: tuple[EvidenceRecord, ...]
    steps: tuple[StepRecord, ...]


def dispute_records(customer: Customer, *, now: datetime) -> list[DisputeRecord]:
    """All disputes of a buyer, drafts among them, the first one first."""
    buyer = CustomerActor(customer.pk)
    rows = Dispute.objects.filter(customer=customer).select_related("order", "seller", "linked_to")
    return [_record(view_of(row, buyer, now=now)) for row in rows.order_by("created_at", "pk")]


def _record(view: DisputeView) -> DisputeRecord:
    return DisputeRecord(
        number=view.number,
        order=view.order_number,
        lines=tuple(each.line for each in view.lines),
        state=view.state,
        reason=view.reason,
        asked=view.asked.amount if view.asked else None,
        currency=view.currency,
        outcome=view.outcome,
        created_at=view.created_at,
        submitted_at=view.submitted_at,
        resolved_at=view.resolved_at,
        words=tuple(SaidRecord(each.role, each.kind, each.text, each.language, each.at) for each in view.texts),
        evidence=tuple(_evidence(each) for each in view.evidence),
        steps=tuple(StepRecord(each.name, each.role, each.state, each.at) for each in view.events),
    )


def _evidence(item: EvidenceView) -> EvidenceRecord:
    name, digest = (item.file.name, item.file.sha256) if item.file else ("", "")
    return EvidenceRecord(item.submitter, item.kind, item.note, name, digest, item.at)
