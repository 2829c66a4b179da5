from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from loket.api.pace import limit_messages
from loket.api.problems import BadField
from loket.api.repeats import external_id_of
from loket.api.v1.answers import ExchangeOut, MessageOut, MessagesOut, message_out, messages_out
from loket.api.v1.authentication import CallerRequest, ServerOnly, conversation_for, known, writing
from loket.api.v1.replying import reply
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import NewMessage, NewReply
from loket.api.v1.speaking import speak
from loket.channels.envelope import Inbound
from loket.conversations.queries import messages_after
from loket.people.actors import ServerActor
from loket.people.scopes import KeyScope

router = Router(tags=["messages"])

Sequence = Annotated[int, Field(ge=0, le=2_000_000_000)]
Limit = Annotated[int, Field(ge=1, le=100)]
Wait = Annotated[int, Field(ge=0, le=60)]


@router.post(
    "/conversations/{uuid:conversation_id}/messages",
    auth=writing,
    response={201: ExchangeOut, 200: ExchangeOut, **PROBLEMS},
)
def create(request: CallerRequest, conversation_id: UUID, body: NewMessage) -> HttpResponse:
    """Say something as the customer; the answer, where there is one at once, comes along."""
    conversation = conversation_for(request, conversation_id)
    limit_messages(request.auth.written_lately)
    if not (body.text.strip() or body.choice or body.attachments):
        raise BadField("text", _("Write something, choose something or attach a file."), code="missing")
    inbound = Inbound(
        account=conversation.channel,
        external_id=external_id_of(request, body.external_id),
        text=body.text,
        choice=body.choice or "",
        uploads=tuple(body.attachments or ()),
    )
    answer, is_new = speak(conversation, inbound, by=request.auth.actor)
    return respond(answer, status=201 if is_new else 200)


@router.get("/conversations/{uuid:conversation_id}/messages", auth=known, response={200: MessagesOut, **PROBLEMS})
def index(
    request: CallerRequest,
    conversation_id: UUID,
    after: Sequence = 0,
    limit: Limit = 100,
    wait: Wait = 0,
) -> HttpResponse:
    """The messages after a sequence number, in order; ``wait`` (seconds) waits for the first new one."""
    # The waiting is done before this page is asked, without a thread: see live.py.
    conversation = conversation_for(request, conversation_id)
    found = messages_after(conversation.pk, after, limit=limit + 1)
    items = messages_out(found[:limit], conversation.pk)
    return respond(MessagesOut.model_construct(items=items, next=items[-1].seq if len(found) > limit else None))


@router.post(
    "/conversations/{uuid:conversation_id}/replies",
    auth=known,
    response={201: MessageOut, 200: MessageOut, **PROBLEMS},
)
def create_reply(request: CallerRequest, conversation_id: UUID, body: NewReply) -> HttpResponse:
    """Say something as an agent; for servers."""
    conversation = conversation_for(request, conversation_id)
    actor = request.auth.actor
    if not isinstance(actor, ServerActor) or KeyScope.REPLIES not in actor.scopes:
        raise ServerOnly
    said, is_new = reply(conversation, body, by=actor, external_id=external_id_of(request, body.external_id))
    return respond(message_out(said, conversation.pk), status=201 if is_new else 200)
