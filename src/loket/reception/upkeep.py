"""What the clock does: give back the chats of agents who are gone, remind, and close with notice.

Everything is computed from state, so a missed run is harmless and a second one does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from loket.conversations.actions.closures import close_locked
from loket.conversations.actions.locking import locked
from loket.conversations.actions.replies import Words, say
from loket.conversations.models import Conversation, Message
from loket.people.actors import SYSTEM
from loket.reception import speech
from loket.reception.counter import put_back

BATCH = 200


def keep_time(now: datetime | None = None) -> None:
    """Do all that is due."""
    moment = now or timezone.now()
    give_back_of_gone_agents(moment)
    remind(moment)
    close_silent(moment)


def give_back_of_gone_agents(now: datetime) -> int:
    """Put conversations whose agent left the desk back into the line; returns how many."""
    gone = now - settings.LOKET_AGENT_GONE_AFTER
    held = Conversation.objects.filter(closed_at=None, agent__isnull=False).filter(
        Q(agent__seen_at__lt=gone) | Q(agent__seen_at=None) | Q(agent__is_active=False), updated_at__lt=gone
    )
    # Where it is the customer's turn, nobody waits for the agent: the case stays theirs for their return.
    waiting_for_us = held.filter(waiting_customer_since=None)
    count = 0
    for conversation_id in waiting_for_us.values_list("pk", flat=True)[:BATCH]:
        put_back(conversation_id, by=None, reason="agent_gone")
        count += 1
    return count


def remind(now: datetime) -> int:
    """Ask once whether there is anything else before a silent case closes; returns how many were asked."""
    due = Conversation.objects.filter(
        closed_at=None, reminded_at=None, waiting_customer_since__lt=now - settings.LOKET_REMIND_AFTER
    )
    count = 0
    for conversation in _each_locked(due):
        closes_at = now + settings.LOKET_CLOSE_AFTER - settings.LOKET_REMIND_AFTER
        since = conversation.waiting_customer_since
        with speech.in_language(conversation.language):
            when = speech.local_moment(closes_at, conversation.time_zone, now)
        _tell(conversation, speech.notice(conversation.language, "reminder", when=when))
        conversation.reminded_at = now
        # The reminder is no answer: the wait still counts from our last real one.
        conversation.waiting_customer_since = since
        conversation.save(update_fields=["reminded_at", "waiting_customer_since"])
        count += 1
    return count


def close_silent(now: datetime) -> int:
    """Close cases whose customer was reminded and stayed silent; that is never counted as solved."""
    pause = settings.LOKET_CLOSE_AFTER - settings.LOKET_REMIND_AFTER
    due = Conversation.objects.filter(closed_at=None, reminded_at__lt=now - pause).exclude(waiting_customer_since=None)
    count = 0
    for conversation in _each_locked(due):
        _tell(conversation, speech.notice(conversation.language, "closed", number=conversation.number))
        close_locked(conversation, by=SYSTEM, reason="silence")
        count += 1
    return count


def _each_locked(due: QuerySet[Conversation]) -> Iterator[Conversation]:
    rows = due.order_by(F("waiting_customer_since")).values_list("pk", flat=True)[:BATCH]
    for conversation_id in rows:
        with transaction.atomic():
            conversation = locked(conversation_id)
            # Between the look and the lock the customer may have written.
            if conversation.waiting_customer_since is not None and not conversation.is_closed:
                yield conversation


def _tell(conversation: Conversation, text: str) -> None:
    language = speech.interface_language(conversation.language)
    say(conversation, Words(text=text, language=language, kind=Message.Kind.NOTICE), by=SYSTEM)
