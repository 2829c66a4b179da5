from __future__ import annotations

from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loket.conversations.access import get_conversation_for, get_upload_for
from loket.files.actions import UploadRefused, store_upload
from loket.files.models import Upload
from loket.files.serving import response_for, thumbnail_response
from loket.history.actions import record_look
from loket.people.http import StaffRequest, staff_only


@require_POST
@staff_only("agent", "lead")
def create(request: StaffRequest, id: UUID) -> HttpResponse:
    """Keep a file that goes out with the next answer."""
    conversation = get_conversation_for(request.actor, id)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Choose a file.")}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        upload = store_upload(file, scope=conversation.subject)
    except UploadRefused as refusal:
        return JsonResponse({"error": refusal.message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(
        {"id": str(upload.pk), "name": upload.name, "size": upload.size, "type": upload.media_type},
        status=HTTPStatus.CREATED,
    )


@require_GET
@staff_only("agent", "lead")
def show(request: StaffRequest, id: UUID, upload_id: UUID) -> HttpResponse:
    """A file that was sent in the conversation; ``small`` for a picture's small copy."""
    upload = get_upload_for(request.actor, id, upload_id)
    record_look(f"conversation:{id}", by=request.actor.label, actor_id=request.user.pk)
    return cast(HttpResponse, _file(request, upload))


def _file(request: StaffRequest, upload: Upload) -> HttpResponseBase:
    if "small" in request.GET and upload.is_image:
        return thumbnail_response(upload)
    return response_for(upload, inline="download" not in request.GET, range_header=request.headers.get("Range", ""))
