"""Opening a chat: for whom, from where, and only once."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from loket.api.cors import is_allowed
from loket.api.pace import limit_chats
from loket.api.problems import BadField
from loket.api.v1.authentication import CallerRequest, ServerOnly
from loket.api.v1.schemas import NamedCustomer, NewConversation
from loket.conversations.access import visible_to
from loket.conversations.actions.inbound import Opening, issue_token
from loket.conversations.models import Conversation
from loket.people.actions.customers import introduce
from loket.people.actors import Actor, CustomerActor, ServerActor
from loket.people.identity import Identity, IdentityRefused, read_identity
from loket.people.language import from_django
from loket.people.scopes import KeyScope
from loket.reception.actions import Opened, begin_about, open_chat, server_key_of


def open_for(request: CallerRequest, body: NewConversation) -> tuple[Opened, bool]:
    """Open a chat, or find the one that a server opened under this external_id; says whether it is new."""
    actor = request.auth.actor
    _check_may_open(request)
    identity = _identity_of(body.customer or NamedCustomer(), actor)
    known = _opened_before(actor, body)
    if known is not None:
        return Opened(known, issue_token(known)), False
    try:
        return _open(request, body, identity), True
    except IntegrityError:
        # Its twin was faster.
        known = _opened_before(actor, body)
        if known is None:
            raise
        return Opened(known, issue_token(known)), False


def speaker_of(request: CallerRequest, conversation: Conversation) -> Actor:
    """Who says the first message: the server that opened the chat, else its customer."""
    actor = request.auth.actor
    if isinstance(actor, ServerActor):
        return actor
    return CustomerActor(conversation.customer_id, conversation.pk)


def _check_may_open(request: CallerRequest) -> None:
    actor = request.auth.actor
    if isinstance(actor, ServerActor):
        if KeyScope.CONVERSATIONS not in actor.scopes:
            raise ServerOnly
        return
    origin = request.headers.get("Origin")
    if origin is not None and not is_allowed(origin) and not _is_own(request, origin):
        raise BadField("Origin", f"Pages of {origin[:200]} may not open chats here.", code="origin", status=403)
    limit_chats(request)


def _is_own(request: HttpRequest, origin: str) -> bool:
    return origin == f"{request.scheme}://{request.get_host()}"


def _identity_of(customer: NamedCustomer, actor: Actor) -> Identity | None:
    """What is proven: by the shop's signature, or by its own server saying so."""
    if customer.identity:
        try:
            return read_identity(customer.identity)
        except IdentityRefused as error:
            raise BadField("customer.identity", str(error), code="identity") from error
    if isinstance(actor, ServerActor) and customer.external_id:
        named = {"name": customer.name or "", "email": customer.email or "", "phone": customer.phone or ""}
        return Identity(subject=customer.external_id, role="customer", **named)
    return None


def _opened_before(actor: Actor, body: NewConversation) -> Conversation | None:
    if not isinstance(actor, ServerActor) or not body.external_id:
        return None
    return visible_to(actor).filter(external_id=body.external_id).first()


@transaction.atomic
def _open(request: CallerRequest, body: NewConversation, identity: Identity | None) -> Opened:
    actor = request.auth.actor
    language = body.language or from_django(str(getattr(request, "LANGUAGE_CODE", "en")))
    opening = Opening(
        language=language,
        page_language=language,
        time_zone=body.time_zone or "",
        article=body.article or "",
        topic=body.topic or "",
        external_id=(body.external_id or "") if isinstance(actor, ServerActor) else "",
        server_key=server_key_of(actor),
    )
    opened = open_chat(opening, identity=identity, by=actor)
    if body.order:
        begin_about(opened, body.order)
    if identity is None and body.customer is not None:
        told = {
            "name": body.customer.name or "",
            "email": body.customer.email or "",
            "phone": body.customer.phone or "",
        }
        introduce(opened.conversation.customer, **told)
    return opened
