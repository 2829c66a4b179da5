from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Router
from pydantic import Field

from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS
from loket.conversations.records import as_json, as_text, record_name
from loket.reception.records import record_of

router = Router(tags=["record"])

Form = Annotated[Literal["json", "txt"], Field(description="txt is in the customer's language")]
_RENDER = {"json": (as_json, "application/json"), "txt": (as_text, "text/plain; charset=utf-8")}


@router.get("/conversations/{uuid:conversation_id}/record", auth=known, response={200: bytes, **PROBLEMS})
def show(request: CallerRequest, conversation_id: UUID, format: Form = "json") -> HttpResponse:
    """Everything said, with its times, as a file to keep."""
    record = record_of(conversation_for(request, conversation_id), now=timezone.now())
    render, media_type = _RENDER[format]
    response = HttpResponse(render(record), content_type=media_type)
    name = record_name(record, format)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Language"] = record.language
    response["Cache-Control"] = "no-store"
    return response
