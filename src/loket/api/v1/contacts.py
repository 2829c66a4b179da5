from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from loket.api.pace import limiting
from loket.api.problems import BadField
from loket.api.repeats import once
from loket.api.v1.answers import ContactOut
from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import NewContact
from loket.api.v1.standing import contact_out
from loket.reception.telling.actions.addresses import AddressNotTaken, give_address

router = Router(tags=["conversations"])


@router.post("/conversations/{uuid:conversation_id}/contact", auth=known, response={200: ContactOut, **PROBLEMS})
@once
def create(request: CallerRequest, conversation_id: UUID, body: NewContact) -> HttpResponse:
    """Say where we may write to the customer when they leave; the way back into the conversation is sent there."""
    conversation = conversation_for(request, conversation_id)
    given = {"email": body.email or "", "phone": "" if body.email else body.phone or ""}
    try:
        with limiting():
            found = give_address(conversation, by=request.auth.actor, now=timezone.now(), **given)
    except AddressNotTaken as problem:
        raise BadField(problem.field, problem.message, code=problem.code) from problem
    return respond(contact_out(found))
