"""Evidence as a contact sheet."""

from __future__ import annotations

from loket.disputes import wording
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.showing.parts import ShownEvidence
from loket.disputes.view_parts import EvidenceView
from loket.disputes.viewing import DisputeView
from loket.files.models import ScanState
from loket.files.serving import words_of_scan

# These are words or the record's own; no file is to come.
_WITHOUT_FILE = frozenset(
    {
        EvidenceKind.DECLARATION,
        EvidenceKind.SELLER_CONVERSATION,
        EvidenceKind.LISTING_SNAPSHOT,
        EvidenceKind.TRACKING_EVENT,
    }
)


def show_evidence(view: DisputeView) -> tuple[ShownEvidence, ...]:
    """All items that the viewer may see, the oldest first."""
    return tuple(_shown(each, view) for each in view.evidence)


def _shown(item: EvidenceView, view: DisputeView) -> ShownEvidence:
    file = item.file
    may_open = file is not None and file.may_be_served
    return ShownEvidence(
        id=item.id,
        kind=wording.evidence_kind_label(item.kind),
        who=wording.role_label(item.submitter, view.viewer),
        note=item.note,
        at=item.at,
        is_own=item.is_own,
        is_withdrawn=item.is_withdrawn,
        is_waiting=file is None and bool(item.sha256) and item.kind not in _WITHOUT_FILE,
        has_file=may_open,
        name=file.name if file else "",
        size=file.size if file else 0,
        is_image=bool(file and file.is_image),
        is_film=bool(file and file.is_film),
        is_voice=bool(file and file.is_voice),
        problem=words_of_scan(file) if file and file.scan not in (ScanState.CLEAN, ScanState.NOT_SCANNED) else "",
    )
