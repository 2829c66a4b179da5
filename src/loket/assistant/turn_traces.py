"""The trace of one turn as people read it; what older versions did not write down yet is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from loket.assistant.models import AnswerTrace


@dataclass(frozen=True, slots=True)
class CandidateTrace:
    """One article that was weighed, how sure the assistant was that it answers (0 to 1), and from which features."""

    article: str
    confidence: float
    is_enough: bool
    features: Mapping[str, float]

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
class StageTrace:
    """One stage of the cascade that was asked, and how sure it was (0 to 1)."""

    engines: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PartTrace:
    """One part of a message, and the article nearest to it, if any."""

    text: str
    nearest: CandidateTrace | None


@dataclass(frozen=True, slots=True)
class LanguageTrace:
    """The language found; ``found_in`` is words, conversation or page; ``searched_in`` is the articles' language."""

    tag: str
    found_in: str
    page: str
    searched_in: str


@dataclass(frozen=True, slots=True)
class ReadingTrace:
    """How the message was read; ``looked_up`` where it is not the message itself, ``before`` where that counted."""

    kind: str
    looked_up: str
    before: str
    parts: tuple[PartTrace, ...]
    is_angry: bool


@dataclass(frozen=True, slots=True)
class PolicyTrace:
    """What the threshold follows from: the step of the topic's slider, and whether people are at hand."""

    topic: str
    step: str
    at_hand: bool


@dataclass(frozen=True, slots=True)
class TimeTrace:
    """Milliseconds: in all (with the language model), of each step, and of each engine's embedding in all searches."""

    total: float
    steps: Mapping[str, float]
    searches: int
    embedding: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GuidedTrace:
    """Where a guided flow led: its name, the step, and the order's number."""

    flow: str
    step: str
    order: str


@dataclass(frozen=True, slots=True)
class TurnTrace:
    """One decision: reply, ask, hand_over, perform or silence; ``threshold`` is from where it answers."""

    id: int
    after_sequence: int
    decision: str
    reason: str
    verdict: str
    says: str
    meaning: str
    confidence: float | None
    threshold: float | None
    policy: PolicyTrace
    candidates: tuple[CandidateTrace, ...]
    answers: tuple[str, ...]
    choices: tuple[str, ...]
    unanswered: tuple[str, ...]
    language: LanguageTrace
    reading: ReadingTrace
    stages: tuple[StageTrace, ...]
    calibrated: str
    engines: tuple[str, ...]
    bank: str
    times: TimeTrace
    created_at: datetime
    composing: ComposingTrace | None = None
    guided: GuidedTrace | None = None

    @property
    def articles(self) -> frozenset[str]:
        """All articles that are named in it."""
        nearest = {part.nearest.article for part in self.reading.parts if part.nearest}
        return frozenset({each.article for each in self.candidates} | {*self.answers, *self.choices} | nearest)


def read_trace(row: AnswerTrace) -> TurnTrace:
    """A stored trace of whatever version."""
    data: Mapping[str, object] = row.data
    threshold = _number(data.get("answer_at"))
    candidates = _candidates(data.get("candidates"), threshold)
    return TurnTrace(
        id=row.pk,
        after_sequence=row.after_sequence,
        decision=row.decision,
        reason=row.reason,
        verdict=_text(data, "verdict"),
        says=_text(data, "says"),
        meaning=_text(data, "meaning"),
        confidence=_number(data.get("confidence")),
        threshold=threshold,
        policy=PolicyTrace(_text(data, "topic"), _text(data, "step"), data.get("people_at_hand") is not False),
        candidates=candidates,
        answers=_answers(row, candidates),
        choices=_texts(data.get("choices")),
        unanswered=_texts(data.get("unanswered")),
        language=_language(data),
        reading=_reading(data, threshold),
        stages=_stages(data.get("stages")),
        calibrated=_text(data, "calibrated"),
        engines=_texts(data.get("engines")),
        bank=row.bank_version,
        times=_times(row.milliseconds, data),
        created_at=row.created_at,
        composing=_composing(data.get("composing")),
        guided=_guided(data.get("guided")),
    )


def _guided(value: object) -> GuidedTrace | None:
    if not isinstance(value, Mapping):
        return None
    return GuidedTrace(_text(value, "flow"), _text(value, "step"), _text(value, "order"))


def _answers(row: AnswerTrace, candidates: Sequence[CandidateTrace]) -> tuple[str, ...]:
    if "answers" in row.data:
        return _texts(row.data["answers"])
    # Once only the candidates were kept; the first was given, unless the customer tapped another.
    is_best = row.decision == "reply" and row.data.get("verdict") == "give" and row.data.get("meaning") == "question"
    return (candidates[0].article,) if is_best and candidates else ()


def _language(data: Mapping[str, object]) -> LanguageTrace:
    return LanguageTrace(
        tag=_text(data, "language"),
        found_in=_text(data, "language_from"),
        page=_text(data, "page_language"),
        searched_in=_text(data, "searched_in"),
    )


def _reading(data: Mapping[str, object], threshold: float | None) -> ReadingTrace:
    parts = []
    for each in _mappings(data.get("parts")):
        nearest = _candidates(each.get("candidates"), threshold)
        parts.append(PartTrace(_text(each, "text"), nearest[0] if nearest else None))
    return ReadingTrace(
        kind=_text(data, "reading"),
        looked_up=_text(data, "looked_up"),
        before=_text(data, "before"),
        parts=tuple(parts),
        is_angry=data.get("angry") is True,
    )


def _stages(value: object) -> tuple[StageTrace, ...]:
    return tuple(
        StageTrace(_texts(each.get("engines")), _number(each.get("confidence")) or 0.0) for each in _mappings(value)
    )


def _times(total: float, data: Mapping[str, object]) -> TimeTrace:
    searches = _number(data.get("searches"))
    return TimeTrace(total, _numbers(data.get("steps")), int(searches or 0), _numbers(data.get("embedding")))


def _composing(value: object) -> ComposingTrace | None:
    if not isinstance(value, Mapping):
        return None
    return ComposingTrace(_text(value, "model"), _text(value, "verdict"), _number(value.get("milliseconds")) or 0.0)


def _candidates(value: object, threshold: float | None) -> tuple[CandidateTrace, ...]:
    found: list[CandidateTrace] = []
    for each in _mappings(value):
        confidence = _number(each.get("confidence")) or 0.0
        features = _numbers({name: each[name] for name in each if name not in {"article", "confidence"}})
        enough = threshold is not None and confidence >= threshold
        found.append(CandidateTrace(_text(each, "article"), confidence, enough, features))
    return tuple(found)


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def _text(data: Mapping[str, object], key: str) -> str:
    return str(data.get(key) or "")


def _numbers(value: object) -> dict[str, float]:
    if not isinstance(value, Mapping):
        return {}
    return {str(name): float(each) for name, each in value.items() if isinstance(each, int | float)}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
