from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from loket.design.wording import find_zone
from loket.desk.views.answers import reader_language
from loket.desk.views.disputes import DISPUTE_ROLES
from loket.disputes.access import get_dispute_for, role_in
from loket.disputes.models import Dispute
from loket.disputes.records import record_answer
from loket.disputes.view_parts import evidence_of
from loket.disputes.viewing import view_of
from loket.files.models import Upload
from loket.files.serving import response_for, thumbnail_response
from loket.history.actions import record_look
from loket.orders.access import get_talk_file_for
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM
from loket.people.http import StaffRequest, staff_only


@require_safe
@staff_only(*DISPUTE_ROLES)
def evidence(request: StaffRequest, number: str, item_id: UUID) -> HttpResponse:
    """A piece of evidence as it came; ``small`` for a picture's small copy."""
    dispute = _seen(request, number)
    role = role_in(dispute, request.actor)
    found = next((each for each in evidence_of(dispute, role, is_staff=True) if each.id == item_id), None)
    if found is None or found.file is None:
        raise NotVisible
    return cast(HttpResponse, _file(request, found.file))


@require_safe
@staff_only(*DISPUTE_ROLES)
def talk_file(request: StaffRequest, number: str, upload_id: UUID) -> HttpResponse:
    """A file of the talk about the order: part of the dispute's file for whoever may see that."""
    dispute = _seen(request, number)
    return cast(HttpResponse, _file(request, get_talk_file_for(SYSTEM, dispute.order, upload_id)))


@require_safe
@staff_only(*DISPUTE_ROLES)
def snapshot(request: StaffRequest, number: str, kind: str) -> HttpResponse:
    """What the record said when the claim was sent, word for word."""
    dispute = _seen(request, number)
    found = dispute.snapshots.filter(kind=kind).order_by("-taken_at").first()
    if found is None:
        raise NotVisible
    told = {"taken_at": found.taken_at, "sha256": found.digest, "document": found.document}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@staff_only(*DISPUTE_ROLES)
def record(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """The whole dispute as this reader may see it, as a file."""
    dispute, now = _seen(request, number), timezone.now()
    view, zone = view_of(dispute, request.actor, now=now), find_zone(request.actor.user.time_zone)
    return record_answer(view, form, tag=reader_language(), made_at=now, zone=zone)


def _seen(request: StaffRequest, number: str) -> Dispute:
    dispute = get_dispute_for(request.actor, number)
    record_look(dispute.subject, by=request.actor.label, actor_id=request.user.pk)
    return dispute


def _file(request: StaffRequest, upload: Upload) -> HttpResponseBase:
    if "small" in request.GET and upload.is_image:
        return thumbnail_response(upload)
    return response_for(upload, inline="download" not in request.GET, range_header=request.headers.get("Range", ""))
