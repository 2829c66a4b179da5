"""Files that a buyer sends as evidence: the field that takes them, and what they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from loket.disputes.actions.evidence import Offered
from loket.disputes.evidence_kinds import kind_of_file
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.models import Dispute
from loket.files.access import get_upload_for
from loket.files.actions import store_for
from loket.files.models import Upload
from loket.files.purposes import Purpose
from loket.files.refusals import UploadNotFound
from loket.files.tickets import holder_for, issue_ticket
from loket.people.actors import CustomerActor

# The name of the hidden fields that carry identifiers, as the field's script writes them.
FIELD = "evidence"
MOST_AT_ONCE = 10


def upload_field(dispute: Dispute, actor: CustomerActor, *, label: str, hint: str) -> dict[str, Any]:
    """What the template of the field for evidence needs."""
    return {
        "label": label,
        "hint": hint,
        "name": FIELD,
        "ticket": issue_ticket(holder_for(actor)),
        "place": reverse("resumable_uploads"),
        "key": f"dispute-{dispute.number}",
        "limit": Purpose.EVIDENCE.limit_bytes,
    }


def take_files(request: HttpRequest, actor: CustomerActor, *, but: Iterable[UUID] = ()) -> list[Upload]:
    """The files that came with a form: sent before by its script, or with it; ``but`` those that were taken already.

    Raises UploadRefused for a file that cannot be taken; what is unknown or somebody else's counts as not there.
    """
    known = set(but)
    wanted = [each for each in _ids(request) if each not in known]
    sent = [found for each in wanted if (found := _sent_before(each, actor))]
    files = [each for each in request.FILES.getlist("files") if each][:MOST_AT_ONCE]
    return [*sent, *(store_for(holder_for(actor), each) for each in files)]


def offered(uploads: Iterable[Upload], *, reason: str, kind: EvidenceKind | None = None) -> list[Offered]:
    """The files as evidence of a kind; without one, as they look and as the reason of the claim suggests."""
    return [Offered(each.pk, kind or kind_of_file(each, reason)) for each in uploads]


def _ids(request: HttpRequest) -> list[UUID]:
    found = []
    for each in request.POST.getlist(FIELD)[:MOST_AT_ONCE]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _sent_before(upload_id: UUID, actor: CustomerActor) -> Upload | None:
    try:
        return get_upload_for(upload_id, scope=holder_for(actor).scope)
    except UploadNotFound:
        return None
