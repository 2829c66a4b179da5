from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from loket.assistant.decisions import Ask, Decision, HandOver, Perform, Reply
from loket.assistant.models import AnswerTrace
from loket.conversations.models import Message


def keep_trace(
    conversation_id: UUID,
    decision: Decision,
    *,
    after_sequence: int,
    message: Message | None,
    bank_version: str,
    milliseconds: float,
) -> AnswerTrace:
    """Store why the assistant decided as it did."""
    return AnswerTrace.objects.create(
        conversation_id=conversation_id,
        message=message,
        after_sequence=after_sequence,
        decision=decision_name(decision),
        reason=decision.reason if isinstance(decision, HandOver) else "",
        bank_version=bank_version,
        data=dict(decision.trace.data),
        milliseconds=milliseconds,
    )


def erase_traces(conversation_ids: Sequence[UUID]) -> int:
    """Take what was said out of the traces of these conversations; what was decided and how fast stays."""
    return AnswerTrace.objects.filter(conversation__in=conversation_ids).update(data={})


def decision_name(decision: Decision) -> str:
    """What a trace calls it: reply, ask, hand_over, perform or silence."""
    if isinstance(decision, Reply):
        return "reply"
    if isinstance(decision, Ask):
        return "ask"
    if isinstance(decision, Perform):
        return "perform"
    return "hand_over" if isinstance(decision, HandOver) else "silence"
