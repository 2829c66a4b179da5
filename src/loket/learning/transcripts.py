"""Finished conversations as lessons are read out of them: a batch in three statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from loket.assistant.models import AnswerTrace
from loket.conversations.models import Conversation, Message
from loket.learning.lessons import Line, Thought

LINES_READ = 300
SOLVED = "solved"
UNAVAILABLE = "assistant_unavailable"


@dataclass(frozen=True, slots=True)
class Finished:
    """One conversation with what was said and thought; ``names`` are words by which its customer is known."""

    id: UUID
    touched_at: datetime
    is_closed: bool
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    thoughts: Mapping[int, Thought]


@dataclass(frozen=True, slots=True)
class Place:
    """Where reading stopped: when the last conversation was touched, and which it was."""

    touched_at: datetime
    id: UUID


def count_after(place: Place | None, *, until: datetime) -> int:
    """How many conversations were touched after ``place`` and before ``until``."""
    return Conversation.objects.filter(_after(place), updated_at__lt=until).count()


def conversations_after(place: Place | None, *, until: datetime, limit: int) -> list[Finished]:
    """The next conversations in the order in which they were touched; open ones bring no lines."""
    rows = Conversation.objects.filter(_after(place), updated_at__lt=until).select_related("customer")
    found = list(rows.order_by("updated_at", "id")[:limit])
    finished = [each.pk for each in found if each.is_closed]
    lines, thoughts = _lines(finished), _thoughts(finished)
    return [
        Finished(
            each.pk, each.updated_at, each.is_closed, _names(each), tuple(lines[each.pk]), thoughts.get(each.pk, {})
        )
        for each in found
    ]


def _after(place: Place | None) -> Q:
    if place is None:
        return Q()
    # The first condition alone would do; it is what the index understands.
    later = Q(updated_at__gt=place.touched_at) | Q(updated_at=place.touched_at, id__gt=place.id)
    return Q(updated_at__gte=place.touched_at) & later


def _lines(ids: Sequence[UUID]) -> dict[UUID, list[Line]]:
    rows = Message.objects.filter(conversation__in=ids, sequence__lte=LINES_READ).order_by("conversation", "sequence")
    lines: dict[UUID, list[Line]] = defaultdict(list)
    for row in rows.iterator(chunk_size=2_000):
        sender = "agent" if row.sender == Message.Sender.SELLER else row.sender
        articles = tuple(str(source.get("article", "")) for source in row.sources)
        line = Line(row.sequence, sender, row.kind, row.text, row.language, row.created_at, articles, row.choice)
        lines[row.conversation_id].append(line)
    return lines


def _thoughts(ids: Sequence[UUID]) -> dict[UUID, dict[int, Thought]]:
    thoughts: dict[UUID, dict[int, Thought]] = defaultdict(dict)
    rows = AnswerTrace.objects.filter(conversation__in=ids).order_by("pk")
    for conversation_id, sequence, decision, reason, data in rows.values_list(
        "conversation_id", "after_sequence", "decision", "reason", "data"
    ):
        if data and reason != UNAVAILABLE:
            meaning, is_solved = str(data.get("meaning") or ""), data.get("says") == SOLVED
            thoughts[conversation_id][sequence] = Thought(meaning, decision, is_solved)
    return thoughts


def _names(conversation: Conversation) -> tuple[str, ...]:
    customer = conversation.customer
    return tuple(filter(None, (customer.name, customer.external_id, customer.email, customer.phone)))
