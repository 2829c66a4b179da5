"""Why the assistant decided as it did, as people read it. The caller has asked ``conversations.access`` first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.assistant.models import AnswerTrace

MOST_TRACES = 20


@dataclass(frozen=True, slots=True)
class CandidateTrace:
    """One article that was weighed, and how sure the assistant was that it answers (0 to 1)."""

    article: str
    confidence: float
    is_enough: bool

    @property
    def percent(self) -> int:
        """The confidence in whole percent."""
        return round(self.confidence * 100)


@dataclass(frozen=True, slots=True)
class ComposingTrace:
    """What came of asking the language model: ``verdict`` is "composed" or "fallback: why"."""

    model: str
    verdict: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class TurnTrace:
    """One decision: ``decision`` is reply, ask, hand_over or silence; ``threshold`` is from where it answers."""

    after_sequence: int
    decision: str
    reason: str
    meaning: str
    confidence: float | None
    threshold: float | None
    candidates: tuple[CandidateTrace, ...]
    milliseconds: float
    engines: tuple[str, ...]
    created_at: datetime
    composing: ComposingTrace | None = None

    @property
    def threshold_percent(self) -> int | None:
        """The threshold in whole percent."""
        return None if self.threshold is None else round(self.threshold * 100)


def traces_of(conversation_id: UUID) -> list[TurnTrace]:
    """The latest decisions in a conversation, the newest first; one statement."""
    rows = AnswerTrace.objects.filter(conversation_id=conversation_id).order_by("-after_sequence", "-id")
    return [_read(row) for row in rows[:MOST_TRACES]]


def _read(row: AnswerTrace) -> TurnTrace:
    data: Mapping[str, object] = row.data
    threshold = _number(data.get("answer_at"))
    return TurnTrace(
        after_sequence=row.after_sequence,
        decision=row.decision,
        reason=row.reason,
        meaning=str(data.get("meaning") or ""),
        confidence=_number(data.get("confidence")),
        threshold=threshold,
        candidates=_candidates(data.get("candidates"), threshold),
        milliseconds=row.milliseconds,
        engines=tuple(str(each) for each in _list(data.get("engines"))),
        created_at=row.created_at,
        composing=_composing(data.get("composing")),
    )


def _composing(value: object) -> ComposingTrace | None:
    if not isinstance(value, Mapping):
        return None
    milliseconds = _number(value.get("milliseconds")) or 0.0
    return ComposingTrace(str(value.get("model", "")), str(value.get("verdict", "")), milliseconds)


def _candidates(value: object, threshold: float | None) -> tuple[CandidateTrace, ...]:
    found: list[CandidateTrace] = []
    for each in _list(value):
        if isinstance(each, Mapping):
            confidence = _number(each.get("confidence")) or 0.0
            enough = threshold is not None and confidence >= threshold
            found.append(CandidateTrace(str(each.get("article", "")), confidence, enough))
    return tuple(found)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
