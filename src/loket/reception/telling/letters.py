"""What a customer is told about their conversation, each with the facts that its letter needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from procrastinate.types import JSONValue

from loket.conversations.models import Conversation
from loket.conversations.queries import Said
from loket.notices.facts import Telling
from loket.people.language import best_match
from loket.reception.telling.links import link_to, rating_link
from loket.reception.telling.recipients import recipient_of


def queued_key(conversation: Conversation) -> str:
    """What says once in an episode that a case waits in line."""
    return f"case_queued:{conversation.subject}:{conversation.episode}"


def of_wait(conversation: Conversation, *, answer_by: datetime | None) -> Telling:
    """The case waits for a person, and until when."""
    fields: dict[str, JSONValue] = {"answer_by": answer_by.isoformat()} if answer_by else {}
    return _telling(conversation, "case_queued", queued_key(conversation), fields, link_to(conversation))


def of_replies(conversation: Conversation, replies: Sequence[Said], *, was_closed: bool) -> Telling:
    """What people answered; ``was_closed`` when the question came out of hours."""
    purpose = "answer_out_of_hours" if was_closed else "unread_reply"
    key = f"replies:{conversation.subject}:{replies[-1].sequence}"
    fields: dict[str, JSONValue] = {"replies": [_reply(each, conversation.language) for each in replies]}
    return _telling(conversation, purpose, key, fields, link_to(conversation))


def of_closure(conversation: Conversation, closed_at: datetime) -> Telling:
    """The case is closed, by whom, and until when it opens again."""
    fields: dict[str, JSONValue] = {
        "closed_by": _closed_by(conversation),
        "opens_until": (closed_at + settings.LOKET_REOPEN_WITHIN).isoformat(),
    }
    key = f"case_closed:{conversation.subject}:{conversation.episode}"
    return _telling(conversation, "case_closed", key, fields, link_to(conversation))


def of_rating(conversation: Conversation, *, agent: str) -> Telling:
    """How was it? Asked once for each case."""
    fields: dict[str, JSONValue] = {"agent": agent} if agent else {}
    key = f"rating_request:{conversation.subject}"
    return _telling(conversation, "rating_request", key, fields, rating_link(conversation))


def case_fields(conversation: Conversation) -> dict[str, JSONValue]:
    """The numbers by which a case is found again."""
    order = {"order": conversation.order.number} if conversation.order else {}
    return {"number": conversation.number, **order}


def _telling(conversation: Conversation, purpose: str, key: str, fields: dict[str, JSONValue], link: str) -> Telling:
    return Telling(
        key=key,
        purpose=purpose,
        recipient=recipient_of(conversation),
        subject=conversation.subject,
        fields={**case_fields(conversation), **fields},
        link=link,
    )


def _reply(said: Said, language: str) -> JSONValue:
    theirs = next((each for each in said.translations if each.text and best_match(language, [each.language])), None)
    return {
        "name": said.name,
        "text": said.text or ", ".join(each.name for each in said.attachments),
        "language": said.language,
        "at": said.created_at.isoformat(),
        **({"translation": theirs.text} if theirs else {}),
    }


def _closed_by(conversation: Conversation) -> str:
    if conversation.closed_by.startswith("customer:"):
        return "customer"
    # Only a customer who was reminded and stayed silent is closed by the clock.
    return "silence" if conversation.reminded_at else "staff"
