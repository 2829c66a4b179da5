"""What the clock does: answer what was left over, give back chats of agents who are gone, remind, close, and tell.

Everything is computed from state, so a missed run is harmless and a second one does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from loket.conversations.actions.closures import close_locked, close_unused_locked, note_reminder
from loket.conversations.actions.locking import locked
from loket.conversations.actions.replies import Words, say
from loket.conversations.models import Conversation, Message
from loket.people.actors import SYSTEM
from loket.people.language import interface_language
from loket.reception import speech
from loket.reception.actions import take_turn
from loket.reception.counter import put_back
from loket.reception.pace import sweep_paces
from loket.reception.telling.actions.rounds import tell_due

BATCH = 200
# By then the web and the queued job have both had their chance.
LEFT_OVER_AFTER = timedelta(seconds=30)
UNUSED_AFTER = timedelta(days=1)


def keep_time(now: datetime | None = None) -> None:
    """Do all that is due."""
    moment = now or timezone.now()
    answer_left_over(moment)
    give_back_of_gone_agents(moment)
    remind(moment)
    close_silent(moment)
    close_unused(moment)
    tell_due(moment)
    sweep_paces(moment)


def answer_left_over(now: datetime) -> int:
    """Take the assistant's turn where everybody who should have taken it died; returns how many were left over."""
    left = Conversation.objects.filter(
        closed_at=None,
        owner=Conversation.Owner.ASSISTANT,
        waiting_customer_since=None,
        last_sequence__gt=F("answered_sequence"),
        updated_at__lt=now - LEFT_OVER_AFTER,
    )
    found = list(left.order_by("updated_at").values_list("pk", flat=True)[:BATCH])
    for conversation_id in found:
        take_turn(conversation_id)
    return len(found)


def give_back_of_gone_agents(now: datetime) -> int:
    """Put conversations whose agent left the desk back into the line; returns how many."""
    gone = now - settings.LOKET_AGENT_GONE_AFTER
    # Who answers from elsewhere has no desk page open, and is there all the same.
    spoke = Message.objects.filter(conversation=OuterRef("pk"), agent=OuterRef("agent"), created_at__gte=gone)
    held = Conversation.objects.filter(closed_at=None, agent__isnull=False).filter(
        Q(agent__seen_at__lt=gone) | Q(agent__seen_at=None) | Q(agent__is_active=False)
    )
    # Where it is the customer's turn, nobody waits for the agent: the case stays theirs for their return.
    waiting_for_us = held.filter(~Exists(spoke), waiting_customer_since=None)
    return _each_locked(waiting_for_us, _give_back)


def remind(now: datetime) -> int:
    """Ask once whether there is anything else before a silent case closes; returns how many were asked."""
    due = Conversation.objects.filter(
        closed_at=None, reminded_at=None, waiting_customer_since__lt=now - settings.LOKET_REMIND_AFTER
    )
    return _each_locked(due, lambda conversation: _remind(conversation, now))


def close_silent(now: datetime) -> int:
    """Close cases whose customer was reminded and stayed silent; that is never counted as solved."""
    pause = settings.LOKET_CLOSE_AFTER - settings.LOKET_REMIND_AFTER
    due = Conversation.objects.filter(closed_at=None, reminded_at__lt=now - pause).exclude(waiting_customer_since=None)
    return _each_locked(due, _close)


def close_unused(now: datetime) -> int:
    """Close, without a word, what was opened a day ago and never written in; returns how many."""
    due = Conversation.objects.filter(
        closed_at=None, last_sequence=0, owner=Conversation.Owner.ASSISTANT, created_at__lt=now - UNUSED_AFTER
    )
    return _each_locked(due, lambda conversation: close_unused_locked(conversation, by=SYSTEM))


def _each_locked(due: QuerySet[Conversation], act: Callable[[Conversation], None]) -> int:
    """Act on each that is due, in a transaction of its own; returns how many."""
    rows = due.order_by(F("waiting_customer_since"), "pk").values_list("pk", flat=True)[:BATCH]
    count = 0
    for conversation_id in list(rows):
        with transaction.atomic():
            conversation = locked(conversation_id)
            # Between the look and the lock somebody may have written, or another clock may have struck.
            if due.filter(pk=conversation_id).exists():
                act(conversation)
                count += 1
    return count


def _give_back(conversation: Conversation) -> None:
    put_back(conversation.pk, by=None, reason="agent_gone")


def _remind(conversation: Conversation, now: datetime) -> None:
    closes_at = now + settings.LOKET_CLOSE_AFTER - settings.LOKET_REMIND_AFTER
    with speech.in_language(conversation.language):
        when = speech.local_moment(closes_at, conversation.time_zone, now)
    _tell(conversation, speech.notice(conversation.language, "reminder", when=when))
    note_reminder(conversation, now)


def _close(conversation: Conversation) -> None:
    _tell(conversation, speech.notice(conversation.language, "closed", number=conversation.number))
    close_locked(conversation, by=SYSTEM, reason="silence")


def _tell(conversation: Conversation, text: str) -> None:
    language = interface_language(conversation.language)
    words = Words(text=text, language=language, kind=Message.Kind.NOTICE)
    # The reminder is no answer: the wait still counts from our last real one.
    say(conversation, words, by=SYSTEM, gives_turn=False)
