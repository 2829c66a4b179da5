from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from loket.api.repeats import once
from loket.api.v1.answers import RatedOut
from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import NewRating
from loket.api.v1.standing import rating_out
from loket.surveys.actions import rate

router = Router(tags=["rating"])


@router.post("/conversations/{uuid:conversation_id}/rating", auth=known, response={200: RatedOut, **PROBLEMS})
@once
def create(request: CallerRequest, conversation_id: UUID, body: NewRating) -> HttpResponse:
    """Say how it was; a second rating takes the place of the first."""
    conversation = conversation_for(request, conversation_id)
    rating = rate(
        conversation, score=body.score, reasons=body.reasons, comment=body.comment.strip(), by=request.auth.actor
    )
    return respond(RatedOut(rating=rating_out(rating), can_rate=False))
