from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from loket.api.repeats import once
from loket.api.v1.answers import StandingOut
from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import Empty
from loket.api.v1.standing import standing_out
from loket.reception.actions import hand_over

router = Router(tags=["handover"])


@router.post("/conversations/{uuid:conversation_id}/handover", auth=known, response={200: StandingOut, **PROBLEMS})
@once
def create(request: CallerRequest, conversation_id: UUID, body: Empty | None = None) -> HttpResponse:
    """Fetch a person; changes nothing where one was fetched already."""
    conversation = conversation_for(request, conversation_id)
    said = hand_over(conversation.pk, reason="asked_for_person", by=request.auth.actor)
    current = said[-1].conversation if said else conversation
    return respond(standing_out(current, timezone.now()))
