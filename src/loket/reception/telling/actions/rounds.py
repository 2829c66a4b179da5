"""Each minute: tell those who have left the page. A missed run is harmless, and a second one does nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from loket.conversations.actions.locking import locked
from loket.conversations.models import Conversation, Message
from loket.notices.actions.telling import tell, withdraw
from loket.notices.channels.choosing import is_any_configured
from loket.notices.facts import Telling
from loket.notices.known import known_of
from loket.notices.models import Problem
from loket.notices.purposes import PURPOSES
from loket.reception.models import Told
from loket.reception.queries import answer_by
from loket.reception.telling import due, letters
from loket.surveys.queries import rating_of

BATCH = 200
# Nothing is wrong there that a person could mend: it is what the customer wished, or nobody has an address.
_NOBODY_TO_TELL = (Problem.NOT_WANTED, Problem.NO_ADDRESS, Problem.NO_CHANNEL)
_ANSWERED = "answered meanwhile"
_CLOSED = "closed meanwhile"


def tell_due(now: datetime) -> int:
    """Tell all who have to be told something at ``now``; returns how many."""
    if not is_any_configured():
        return 0
    return (
        _each_locked(due.waiting_away(now), lambda case: _tell_wait(case, now))
        + _each_locked(due.unread(now), lambda case: _tell_replies(case, now))
        + _each_locked(due.closed_away(now), lambda case: _tell_closure(case, now))
        + _each_locked(due.to_be_asked(now), lambda case: _ask_to_rate(case, now))
    )


def _tell_wait(conversation: Conversation, now: datetime) -> None:
    _tell(letters.of_wait(conversation, answer_by=answer_by(conversation, now)), now)
    _note(conversation, queued_episode=conversation.episode)


def _tell_replies(conversation: Conversation, now: datetime) -> None:
    replies = due.unread_replies(conversation)
    if replies:
        withdraw(letters.queued_key(conversation), why=_ANSWERED)
        was_closed = due.came_out_of_hours(conversation, replies)
        _tell(letters.of_replies(conversation, replies, was_closed=was_closed), now)
    _note(conversation, sequence=replies[-1].sequence if replies else conversation.last_sequence)


def _tell_closure(conversation: Conversation, now: datetime) -> None:
    if conversation.closed_at is not None:
        withdraw(letters.queued_key(conversation), why=_CLOSED)
        _tell(letters.of_closure(conversation, conversation.closed_at), now)
    _note(conversation, closed_episode=conversation.episode)


def _ask_to_rate(conversation: Conversation, now: datetime) -> None:
    if rating_of(conversation) is None:
        _tell(letters.of_rating(conversation, agent=_who_helped(conversation)), now)
    _note(conversation, asked_to_rate=True)


def _who_helped(conversation: Conversation) -> str:
    answers = conversation.messages.filter(sender=Message.Sender.AGENT, sequence__gte=conversation.episode_from)
    return answers.order_by("-sequence").values_list("name", flat=True).first() or ""


def _tell(telling: Telling, now: datetime) -> None:
    choice = known_of([telling.recipient]).choice(PURPOSES[telling.purpose], telling.recipient)
    if choice.problem not in _NOBODY_TO_TELL:
        tell(telling, now=now)


def _note(conversation: Conversation, **told: int | bool) -> None:
    Told.objects.update_or_create(conversation=conversation, defaults=told)


def _each_locked(found: QuerySet[Conversation], act: Callable[[Conversation], None]) -> int:
    """Act on each, in a transaction of its own; returns how many."""
    count = 0
    for conversation_id in list(found.order_by("updated_at", "pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            conversation = locked(conversation_id)
            # Between the look and the lock they may have come back.
            if found.filter(pk=conversation_id).exists():
                act(conversation)
                count += 1
    return count
