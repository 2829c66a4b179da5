"""Lines, words and evidence of a dispute for one viewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from loket.disputes.machine.codes import Role
from loket.disputes.machine.events import Event
from loket.disputes.models import Dispute, DisputeText, EvidenceItem
from loket.files.models import Upload
from loket.files.queries import shared_copies
from loket.orders.models import OrderItem

# Rows of the table: a proposal above the limit of one person, and the second person's yes to it.
_PROPOSED_TO_SECOND, _APPROVED = "T15a", "T15b"


@dataclass(frozen=True, slots=True)
class LineView:
    """One thing that the dispute is about."""

    line: int
    title: str
    quantity: int
    paid: Decimal
    image_url: str


@dataclass(frozen=True, slots=True)
class TextView:
    """Somebody's words; ``translations`` by language, each with the engine that made it, empty for a person's."""

    id: int
    sequence: int
    kind: str
    role: str
    text: str
    language: str
    translations: Mapping[str, tuple[str, str]]
    at: datetime
    is_own: bool
    is_private: bool
    is_erased: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence; ``file`` is the original for whoever sent it and for those who decide, else the copy.

    No file where there is none, or while its copy is being made.
    """

    id: UUID
    kind: str
    submitter: str
    note: str
    language: str
    at: datetime
    submitted_in: str
    is_own: bool
    is_withdrawn: bool
    is_original: bool
    file: Upload | None
    sha256: str


def lines_of(order_id: int, lines: tuple[int, ...]) -> tuple[LineView, ...]:
    """What was bought in these lines."""
    rows = OrderItem.objects.filter(order=order_id, line__in=lines).order_by("line")
    return tuple(LineView(each.line, each.title, each.quantity, each.paid, each.image_url) for each in rows)


def texts_of(dispute: Dispute, role: Role, *, is_staff: bool) -> tuple[TextView, ...]:
    """The words that the viewer may read, the oldest first."""
    reader = "staff" if is_staff else role.value
    rows = DisputeText.objects.filter(dispute=dispute, visible_to__contains=[reader])
    if not is_staff:
        rows = rows.exclude(sequence__in=_of_unapproved_proposals(dispute))
    return tuple(_text(row, role) for row in rows.prefetch_related("translations").order_by("sequence", "pk"))


def _of_unapproved_proposals(dispute: Dispute) -> list[int]:
    """The steps of proposals that wait for a second person, or were sent back: their reasons are the house's own."""
    names = (Event.PROPOSAL_WAITS, Event.PROPOSAL_SENT_BACK, Event.PLATFORM_OFFER)
    steps = list(dispute.events.filter(name__in=names).order_by("sequence").values_list("sequence", "transition"))
    transitions = [transition for _sequence, transition in steps]
    return [
        sequence
        for place, (sequence, transition) in enumerate(steps, start=1)
        if transition == _PROPOSED_TO_SECOND and transitions[place : place + 1] != [_APPROVED]
    ]


def evidence_of(dispute: Dispute, role: Role, *, is_staff: bool) -> tuple[EvidenceView, ...]:
    """The evidence that the viewer may see; what a party withdrew from view stays for those who decide."""
    rows = EvidenceItem.objects.filter(dispute=dispute).select_related("upload").order_by("submitted_at", "pk")
    seen = [row for row in rows if is_staff or _is_seen_by(row, role)]
    copies = shared_copies([row.upload_id for row in seen if row.upload_id])
    return tuple(_evidence(row, role, copies, is_staff=is_staff) for row in seen)


def _is_seen_by(row: EvidenceItem, role: Role) -> bool:
    if row.submitter == role.value:
        return True
    return not (row.withdrawn_at or row.is_for_platform_only or not row.submitted_in)


def _text(row: DisputeText, role: Role) -> TextView:
    translated = {each.language: (each.translated, each.engine) for each in row.translations.all()}
    return TextView(
        id=row.pk,
        sequence=row.sequence,
        kind=row.kind,
        role=row.role,
        text=row.text,
        language=row.language,
        translations=translated,
        at=row.at,
        is_own=row.role == role.value,
        is_private=set(row.visible_to) != {"buyer", "seller", "staff"},
        is_erased=row.erased_at is not None,
    )


def _evidence(row: EvidenceItem, role: Role, copies: Mapping[UUID, Upload], *, is_staff: bool) -> EvidenceView:
    is_own = row.submitter == role.value
    sees_original = is_staff or is_own
    copy = copies.get(row.upload_id) if row.upload_id else None
    return EvidenceView(
        id=row.pk,
        kind=row.kind,
        submitter=row.submitter,
        note=row.note,
        language=row.language,
        at=row.submitted_at,
        submitted_in=row.submitted_in,
        is_own=is_own,
        is_withdrawn=row.withdrawn_at is not None,
        is_original=sees_original,
        file=row.upload if sees_original else copy,
        sha256=row.upload.sha256 if row.upload else "",
    )
