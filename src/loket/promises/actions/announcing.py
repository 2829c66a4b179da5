"""Telling a customer what became of a promise: on the page, and through the outbox where they can be written to."""

from __future__ import annotations

from datetime import datetime, timedelta

from procrastinate.types import JSONValue

from loket.conversations.actions.replies import Words, say
from loket.conversations.models import Conversation, Message
from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.links import conversation_link
from loket.notices.queries import can_write_to
from loket.people.actors import SYSTEM
from loket.people.language import interface_language
from loket.promises.models import Promise
from loket.promises.wording import say_changed, say_update

# Whoever has the page open has read it by then.
WAITS_FOR_THE_PAGE = timedelta(minutes=3)
LINK_LIVES_FOR = timedelta(days=14)


def announce_change(conversation: Conversation, promise: Promise, *, before: datetime | None, now: datetime) -> None:
    """Tell the customer of a locked conversation the new date of a promise."""
    if promise.due_at is None:
        return
    text = say_changed(conversation.language, before=before, due_at=promise.due_at, time_zone=conversation.time_zone)
    fields = {**_fields(conversation, promise), **({"promised_by": before.isoformat()} if before else {})}
    _announce(conversation, "promise_changed", text, fields, now=now)


def announce_update(conversation: Conversation, promise: Promise, *, now: datetime) -> None:
    """Tell the customer of a locked conversation that it is not forgotten."""
    text = say_update(conversation.language, due_at=promise.due_at, time_zone=conversation.time_zone)
    _announce(conversation, "case_update", text, _fields(conversation, promise), now=now)


def _announce(
    conversation: Conversation, purpose: str, text: str, fields: dict[str, JSONValue], *, now: datetime
) -> None:
    language = interface_language(conversation.language)
    words = Words(text=text, language=language, kind=Message.Kind.NOTICE)
    # No answer: the turn stays ours.
    message = say(conversation, words, by=SYSTEM, gives_turn=False)
    recipient = _recipient(conversation)
    if not can_write_to(recipient):
        return
    telling = Telling(
        key=f"{purpose}:{conversation.pk}:{message.sequence}",
        purpose=purpose,
        recipient=recipient,
        subject=conversation.subject,
        fields=fields,
        link=conversation_link(
            conversation.subject,
            language=language,
            recipient_kind=recipient.kind,
            recipient_id=recipient.id,
            lives_for=LINK_LIVES_FOR,
        ),
        not_before=now + WAITS_FOR_THE_PAGE,
    )
    tell(telling, now=now)


def _recipient(conversation: Conversation) -> Recipient:
    customer = conversation.customer
    return Recipient(
        kind="customer",
        id=str(customer.pk),
        name=customer.name,
        language=conversation.language,
        time_zone=conversation.time_zone or customer.time_zone,
        email=customer.email,
        phone=customer.phone,
    )


def _fields(conversation: Conversation, promise: Promise) -> dict[str, JSONValue]:
    fields: dict[str, JSONValue] = {"number": conversation.number}
    if conversation.order is not None:
        fields["order"] = conversation.order.number
    if promise.due_at is not None:
        fields["answer_by"] = promise.due_at.isoformat()
    return fields
