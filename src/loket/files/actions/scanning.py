"""What a virus scanner says of files: at once of small ones, later of large ones and of all while it is away."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from loket.files import clamd, refusals, storage
from loket.files.models import ScanState, Upload
from loket.history.actions import record
from loket.people.actors import SYSTEM

logger = logging.getLogger(__name__)

AT_ONCE_BYTES = 16_000_000
AT_ONCE_SECONDS = 10.0
LATER_SECONDS = 120.0
# A job is on its way before that.
DUE_AFTER = timedelta(minutes=1)
DUE_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Scanned:
    """What is known about a file, and the scanner's word for it."""

    state: ScanState
    detail: str = ""


def scan_at_once(draft: storage.Draft) -> Scanned:
    """What the scanner says while the sender waits; pending where that would take long or nobody answers.

    Raises UploadRefused for an infected file: its sender is told so, and nothing is kept.
    """
    if not settings.LOKET_CLAMD:
        return Scanned(ScanState.NOT_SCANNED)
    if draft.path.stat().st_size > AT_ONCE_BYTES:
        return Scanned(ScanState.PENDING)
    draft.file.seek(0)
    scanned = _scan(draft, seconds=AT_ONCE_SECONDS)
    if scanned.state is ScanState.INFECTED:
        raise refusals.infected()
    return scanned


def scan_upload(upload_id: UUID) -> ScanState | None:
    """Ask the scanner about a file that waits for it, and note its word for the file and its copy."""
    upload = Upload.objects.filter(pk=upload_id, scan=ScanState.PENDING).first()
    if upload is None or not settings.LOKET_CLAMD:
        return None
    try:
        with storage.path_of(upload.sha256).open("rb") as file:
            scanned = _scan(storage.Draft(storage.path_of(upload.sha256), file), seconds=LATER_SECONDS)
    except FileNotFoundError:
        return None
    if scanned.state is not ScanState.PENDING:
        _note(upload, scanned, now=timezone.now())
    return scanned.state


def scan_due(now: datetime) -> int:
    """Ask again about files that still wait, in the order in which they came; returns how many got an answer."""
    if not settings.LOKET_CLAMD:
        # Whoever took the scanner away cannot want files to wait for it for ever.
        return Upload.objects.filter(scan=ScanState.PENDING).update(scan=ScanState.NOT_SCANNED)
    waiting = Upload.objects.filter(scan=ScanState.PENDING, original=None, created_at__lt=now - DUE_AFTER)
    answered = 0
    for upload_id in waiting.order_by("created_at").values_list("pk", flat=True)[:DUE_AT_ONCE]:
        state = scan_upload(upload_id)
        if state is ScanState.PENDING:
            # The scanner is away: the rest would wait for nothing.
            break
        answered += state is not None
    return answered


def _scan(draft: storage.Draft, *, seconds: float) -> Scanned:
    try:
        found = clamd.find_virus(draft.file, address=settings.LOKET_CLAMD, seconds=seconds)
    except clamd.ScannerAway as error:
        logger.warning("The virus scanner at %s does not answer: %s", settings.LOKET_CLAMD, error)
        return Scanned(ScanState.PENDING)
    except clamd.ScannerCannotRead as error:
        return Scanned(ScanState.FAILED, str(error)[:200])
    return Scanned(ScanState.INFECTED, found[:200]) if found else Scanned(ScanState.CLEAN)


def _note(upload: Upload, scanned: Scanned, *, now: datetime) -> None:
    both = Upload.objects.filter(Q(pk=upload.pk) | Q(original=upload.pk))
    both.update(scan=scanned.state, scan_detail=scanned.detail, scanned_at=now)
    if scanned.state is ScanState.INFECTED:
        told = {"upload": str(upload.pk), "owner": upload.owner, "found": scanned.detail}
        record("upload.infected", upload.scope[:80], by=SYSTEM.label, data=told)
