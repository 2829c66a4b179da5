from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from ninja import File, Router, UploadedFile

from loket.api.pace import limit_uploads
from loket.api.repeats import once
from loket.api.v1.answers import UploadOut
from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.conversations.access import get_upload_for
from loket.conversations.models import Conversation
from loket.files.actions import store_upload
from loket.files.serving import response_for
from loket.people.access import NotVisible

router = Router(tags=["uploads"])
FILE = {200: bytes, 206: bytes, **PROBLEMS, 416: None}
PROBLEMS_OF_FILES = {**PROBLEMS, 415: PROBLEMS[413], 507: PROBLEMS[413]}


@router.post("/uploads", auth=known, response={201: UploadOut, 200: UploadOut, **PROBLEMS_OF_FILES})
@once
def create(request: CallerRequest, file: File[UploadedFile]) -> HttpResponse:
    """Keep a file for the conversation of the token, to be sent with a message within a day."""
    return _store(request.auth.conversation, file)


@router.post(
    "/conversations/{uuid:conversation_id}/uploads",
    auth=known,
    response={201: UploadOut, 200: UploadOut, **PROBLEMS_OF_FILES},
)
@once
def create_in(request: CallerRequest, conversation_id: UUID, file: File[UploadedFile]) -> HttpResponse:
    """Keep a file for a conversation, to be sent with a message within a day."""
    return _store(conversation_for(request, conversation_id), file)


@router.get("/uploads/{uuid:upload_id}", auth=known, response=FILE)
def show(request: CallerRequest, upload_id: UUID) -> HttpResponseBase:
    """A file that was sent in the conversation of the token."""
    if request.auth.conversation is None:
        raise NotVisible
    return _serve(request, request.auth.conversation.pk, upload_id)


@router.get("/conversations/{uuid:conversation_id}/uploads/{uuid:upload_id}", auth=known, response=FILE)
def show_in(request: CallerRequest, conversation_id: UUID, upload_id: UUID) -> HttpResponseBase:
    """A file that was sent in a conversation."""
    return _serve(request, conversation_id, upload_id)


def _store(conversation: Conversation | None, file: UploadedFile) -> HttpResponse:
    if conversation is None:
        raise NotVisible
    limit_uploads(conversation)
    upload = store_upload(file, scope=conversation.subject)
    answer = UploadOut(id=upload.pk, name=upload.name, type=upload.media_type, size=upload.size)
    return respond(answer, status=201)


def _serve(request: CallerRequest, conversation_id: UUID, upload_id: UUID) -> HttpResponseBase:
    upload = get_upload_for(request.auth.actor, conversation_id, upload_id)
    response = response_for(upload, inline=True, range_header=request.headers.get("Range", ""))
    # Pages of the shop read it with the token; without one it is nobody's.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
