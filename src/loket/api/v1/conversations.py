from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from loket.api.repeats import external_id_of, once
from loket.api.v1.answers import ConversationOut, OpenedOut, StandingOut
from loket.api.v1.authentication import CallerRequest, NotAuthenticated, anybody, conversation_for, known
from loket.api.v1.opening import open_for, speaker_of
from loket.api.v1.responding import PROBLEMS, done, respond
from loket.api.v1.schemas import Empty, NewConversation, Seen
from loket.api.v1.speaking import exchange
from loket.api.v1.standing import conversation_out, opened_out, standing_out
from loket.channels.envelope import Inbound
from loket.conversations.actions.closures import close
from loket.conversations.actions.inbound import end_token
from loket.conversations.actions.presence import tell_typing
from loket.conversations.queries import messages_after
from loket.people.actors import CustomerActor
from loket.reception.telling.actions.looking import note_looked

router = Router(tags=["conversations"])


@router.post("/conversations", auth=anybody, response={201: OpenedOut, 200: OpenedOut, **PROBLEMS})
@once
def create(request: CallerRequest, body: NewConversation) -> HttpResponse:
    """Open a chat, and answer its first message if it brings one."""
    opened, is_new = open_for(request, body)
    conversation = opened.conversation
    if body.message is not None:
        external_id = external_id_of(request, body.message.external_id)
        inbound = Inbound(account=conversation.channel, external_id=external_id, text=body.message.text)
        conversation = exchange(conversation, inbound, by=speaker_of(request, conversation))[0]
    messages = messages_after(conversation.pk, 0)
    answer = opened_out(conversation, opened.token, messages, timezone.now())
    return respond(answer, status=201 if is_new else 200)


@router.get("/conversations/{uuid:conversation_id}", auth=known, response={200: ConversationOut, **PROBLEMS})
def show(request: CallerRequest, conversation_id: UUID) -> HttpResponse:
    """Everything about a conversation but what was said."""
    return respond(conversation_out(conversation_for(request, conversation_id), timezone.now()))


@router.post("/conversations/{uuid:conversation_id}/closure", auth=known, response={200: StandingOut, **PROBLEMS})
@once
def create_closure(request: CallerRequest, conversation_id: UUID, body: Empty | None = None) -> HttpResponse:
    """End the conversation; writing in it opens it again."""
    conversation = conversation_for(request, conversation_id)
    closed = close(conversation.pk, by=request.auth.actor, reason="closed_by_customer")
    return respond(standing_out(closed, timezone.now()))


@router.post("/conversations/{uuid:conversation_id}/typing", auth=known, response={204: None, **PROBLEMS})
def create_typing(request: CallerRequest, conversation_id: UUID, body: Empty | None = None) -> HttpResponse:
    """Tell the other side that the caller is writing; to be repeated every few seconds while it lasts."""
    conversation = conversation_for(request, conversation_id)
    tell_typing(conversation.pk, sender="customer" if isinstance(request.auth.actor, CustomerActor) else "agent")
    return done()


@router.post("/conversations/{uuid:conversation_id}/read", auth=known, response={204: None, **PROBLEMS})
def create_read(request: CallerRequest, conversation_id: UUID, body: Seen) -> HttpResponse:
    """Note up to which message the customer has read."""
    note_looked(conversation_for(request, conversation_id), body.seq, now=timezone.now())
    return done()


@router.delete("/conversations/{uuid:conversation_id}/token", auth=known, response={204: None, **PROBLEMS})
def destroy_token(request: CallerRequest, conversation_id: UUID) -> HttpResponse:
    """Forget this device: its token ends, the conversation stays."""
    conversation_for(request, conversation_id)
    if not request.auth.secret:
        raise NotAuthenticated
    end_token(request.auth.secret)
    return done()
