"""What a file is evidence of, as far as it can be told by looking at it and by what the claim is about."""

from __future__ import annotations

from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.reasons import REASONS, Reason, ReasonGroup
from loket.files.models import Upload


def kind_of_file(upload: Upload, reason: str) -> EvidenceKind:
    """The kind that a buyer's file most likely is, in a claim for ``reason`` (empty where none was chosen yet)."""
    if upload.is_film:
        return EvidenceKind.VIDEO
    if reason in set(Reason) and REASONS[Reason(reason)].group == ReasonGroup.PAYMENT:
        return EvidenceKind.PAYMENT_PROOF
    return EvidenceKind.PHOTO if upload.media_type.startswith("image/") else EvidenceKind.OTHER
