"""How much agents have in hand, and how long they have it. The caller has asked ``access`` first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from loket.conversations.models import Conversation, Message, QueueEntry
from loket.history.models import Event
from loket.people.models import User

# A customer who is silent for longer keeps no agent from the next one.
SILENCE = timedelta(minutes=10)
ENDINGS = ("conversation.closed", "conversation.given_back", "conversation.handed_over")


def being_handled(agents: Sequence[User], now: datetime) -> int:
    """How many conversations these agents have in hand, without those whose customer fell silent."""
    is_going_on = Q(waiting_customer_since=None) | Q(waiting_customer_since__gte=now - SILENCE)
    return Conversation.objects.filter(is_going_on, agent__in=agents, closed_at=None).count()


def handling_seconds(team_id: int | None, *, since: datetime, limit: int = 50) -> list[float]:
    """How long agents lately had cases of a team in hand, latest first, in seconds.

    Each is one stretch, from the taking to the last thing that an agent did before it was closed, given back or
    put back into the line. A stretch in which the agent did nothing tells nothing.
    """
    taken = QueueEntry.objects.filter(Q(team_id=team_id), outcome=QueueEntry.Outcome.TAKEN, left_at__gte=since)
    endings = _endings()
    ended = taken.annotate(
        ended_at=Subquery(endings.values("at")[:1]), ended_by=Subquery(endings.values("actor")[:1])
    ).filter(ended_at__isnull=False)
    rows = (
        ended.annotate(said_at=Subquery(_words_of_agents().values("created_at")[:1]))
        .order_by("-left_at")
        .values_list("left_at", "ended_at", "ended_by", "said_at")[:limit]
    )
    lasts = [(taken_at, ended_at if ended_by else said_at) for taken_at, ended_at, ended_by, said_at in rows]
    return [(last - taken_at).total_seconds() for taken_at, last in lasts if taken_at and last]


def _endings() -> QuerySet[Event]:
    subject = Concat(Value("conversation:"), Cast(OuterRef("conversation_id"), TextField()))
    return Event.objects.filter(subject=subject, action__in=ENDINGS, at__gte=OuterRef("left_at")).order_by("id")


def _words_of_agents() -> QuerySet[Message]:
    return Message.objects.filter(
        conversation=OuterRef("conversation_id"),
        agent__isnull=False,
        created_at__gte=OuterRef("left_at"),
        created_at__lte=OuterRef("ended_at"),
    ).order_by("-sequence")
