from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Router
from pydantic import Field

from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS
from loket.conversations.models import Conversation
from loket.conversations.queries import Said, messages_after
from loket.conversations.records import Rated, Record, as_json, as_text, record_name
from loket.reception.speech import interface_language
from loket.surveys.queries import rating_of

router = Router(tags=["record"])

Form = Annotated[Literal["json", "txt"], Field(description="txt is in the customer's language")]
_RENDER = {"json": (as_json, "application/json"), "txt": (as_text, "text/plain; charset=utf-8")}


@router.get("/conversations/{uuid:conversation_id}/record", auth=known, response={200: bytes, **PROBLEMS})
def show(request: CallerRequest, conversation_id: UUID, format: Form = "json") -> HttpResponse:
    """Everything said, with its times, as a file to keep."""
    record = _record_of(conversation_for(request, conversation_id))
    render, media_type = _RENDER[format]
    response = HttpResponse(render(record), content_type=media_type)
    name = record_name(record, format)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Language"] = record.language
    response["Cache-Control"] = "no-store"
    return response


def _record_of(conversation: Conversation) -> Record:
    rating = rating_of(conversation)
    return Record(
        number=conversation.number,
        shop=str(settings.LOKET_BRAND["name"]),
        url=settings.LOKET_URL,
        language=interface_language(conversation.language),
        time_zone=conversation.time_zone,
        opened_at=conversation.created_at,
        closed_at=conversation.closed_at,
        messages=_all_messages(conversation),
        rating=Rated(rating.score, rating.reasons, rating.comment) if rating else None,
        made_at=timezone.now(),
    )


def _all_messages(conversation: Conversation) -> list[Said]:
    messages: list[Said] = []
    while page := messages_after(conversation.pk, messages[-1].sequence if messages else 0):
        messages += page
    return messages
