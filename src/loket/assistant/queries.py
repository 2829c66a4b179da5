"""Why the assistant decided as it did, as people read it. The caller has asked ``conversations.access`` first."""

from __future__ import annotations

from uuid import UUID

from loket.assistant.models import AnswerTrace
from loket.assistant.turn_traces import TurnTrace, read_trace

MOST_TRACES = 20


def traces_of(conversation_id: UUID) -> list[TurnTrace]:
    """The latest decisions in a conversation, the newest first; one statement."""
    rows = AnswerTrace.objects.filter(conversation_id=conversation_id).order_by("-after_sequence", "-id")
    return [read_trace(row) for row in rows[:MOST_TRACES]]


def find_trace(conversation_id: UUID, trace_id: int) -> TurnTrace | None:
    """One decision in a conversation; None where there is no such."""
    row = AnswerTrace.objects.filter(conversation_id=conversation_id, pk=trace_id).first()
    return read_trace(row) if row else None
