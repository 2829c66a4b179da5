"""Records of the log as rows, and back."""

from __future__ import annotations

from loket.disputes.machine.chain import Record
from loket.disputes.models import Dispute, DisputeEvent


def row_of(record: Record, dispute: Dispute, *, key: str = "") -> DisputeEvent:
    """The row that keeps a record; ``key`` is the caller's, by which a repeat finds it."""
    return DisputeEvent(
        dispute=dispute,
        sequence=record.sequence,
        at=record.at,
        transition=record.transition,
        name=record.event,
        role=record.role,
        by=record.actor,
        rule=record.rule,
        policy_version=record.policy_version,
        came_from=record.came_from,
        state=record.state,
        details=dict(record.details),
        words_digest=record.words_hash,
        previous=record.previous,
        digest=record.hash,
        key=key,
    )


def record_of(row: DisputeEvent) -> Record:
    """The record that a row keeps."""
    return Record(
        dispute=str(row.dispute_id),
        sequence=row.sequence,
        at=row.at,
        transition=row.transition,
        event=row.name,
        role=row.role,
        actor=row.by,
        rule=row.rule,
        policy_version=row.policy_version,
        came_from=row.came_from,
        state=row.state,
        details=row.details,
        words_hash=row.words_digest,
        previous=row.previous,
        hash=row.digest,
    )


def log_of(dispute: Dispute) -> list[Record]:
    """All records of a dispute, in order."""
    return [record_of(row) for row in dispute.events.order_by("sequence")]
