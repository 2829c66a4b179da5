"""Why a decision was taken, in values that JSON can carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from loket.assistant.bank import Candidate, Look
from loket.assistant.calibration import feature_names
from loket.assistant.decisions import Ask, Decision, HandOver, Perform, Reply, Trace
from loket.assistant.episode import Episode
from loket.assistant.findings import Findings
from loket.assistant.judging import Give, GiveSeveral, Inquire, Move, Offer, Say
from loket.assistant.transcript import Transcript
from loket.assistant.understanding import SPEECHLESS, Understanding
from loket.assistant.watching import WatchedBank
from loket.assistant.wish_meaning import wish_score

KEPT = 5  # candidates


@dataclass(frozen=True, slots=True)
class Thought:
    """One turn from what was heard to what is done."""

    transcript: Transcript
    understanding: Understanding
    episode: Episode
    findings: Findings
    move: Move
    decision: Decision


@dataclass(frozen=True, slots=True)
class Times:
    """When each step was over, in seconds of one clock."""

    began: float
    understood: float
    retrieved: float
    judged: float

    @property
    def milliseconds(self) -> float:
        """How long all of it took."""
        return _milliseconds(self.judged - self.began)

    @property
    def steps(self) -> dict[str, float]:
        """How long each step took, in milliseconds."""
        return {
            "understand": _milliseconds(self.understood - self.began),
            "retrieve": _milliseconds(self.retrieved - self.understood),
            "judge": _milliseconds(self.judged - self.retrieved),
        }


def trace_of(thought: Thought, bank: WatchedBank, times: Times) -> Trace:
    """What was meant, found, weighed and chosen, with the versions and the time it took."""
    understanding, findings, episode = thought.understanding, thought.findings, thought.episode
    look = bank.look_for(findings.looked_up)
    return Trace(
        MappingProxyType(
            {
                **_choice(thought),
                **_guided(thought.decision),
                "meaning": understanding.meaning,
                "wish": round(wish_score(understanding.text), 2),
                **_language(thought, look),
                "answer_at": findings.answer_at,
                "candidates": _named(findings.candidates),
                **_reading(understanding, findings, episode),
                **_costs(findings, bank),
                "strikes": episode.strikes,
                "given": list(episode.given),
                "bank": bank.version,
                "engines": list(bank.engine_names),
                **_cascade(look, bank),
                "milliseconds": times.milliseconds,
                "steps": times.steps,
                "searches": len(bank.looks),
                "embedding": _rounded(bank.embedding),
            }
        )
    )


def _choice(thought: Thought) -> dict[str, object]:
    """What was chosen: the move, the sentence it says, and the articles that are given or offered."""
    move, decision = thought.move, thought.decision
    options = decision.options if isinstance(decision, Ask) else ()
    return {
        "verdict": type(move).__name__.lower(),
        "says": move.sentence if isinstance(move, Say | Offer | Inquire) else "",
        "confidence": move.confidence if isinstance(move, Give | GiveSeveral) else thought.findings.confidence,
        "answers": [source.article for source in decision.sources] if isinstance(decision, Reply) else [],
        "choices": [each.id.removeprefix("article:") for each in options if each.id.startswith("article:")],
        "unanswered": list(move.unknown) if isinstance(move, GiveSeveral) else [],
    }


def _guided(decision: Decision) -> dict[str, object]:
    """Where a guided flow led, if one did: its name, the step, and the order's number."""
    guide = decision.guide if isinstance(decision, Reply | HandOver | Perform) else None
    if guide is None:
        return {}
    place = guide.position
    return {"verdict": "guide", "guided": {"flow": place.flow, "step": place.step, "order": guide.order}}


def _language(thought: Thought, look: Look | None) -> dict[str, object]:
    """The language to answer in and what it was read from: the words, the conversation so far, or the page."""
    understanding, transcript = thought.understanding, thought.transcript
    is_told = understanding.meaning not in SPEECHLESS and any(
        turn.choice is None and turn.text.strip() for turn in transcript.burst
    )
    before = "conversation" if any(turn.text.strip() for turn in transcript.earlier) else "page"
    return {
        "language": understanding.language,
        "language_from": "words" if is_told else before,
        "page_language": transcript.page_language,
        "searched_in": look.language if look else "",
    }


def _reading(understanding: Understanding, findings: Findings, episode: Episode) -> dict[str, object]:
    """How the message was read: alone, in parts, with what was said before; nothing where nothing was looked up."""
    if not findings.looked_up:
        return {}
    read: dict[str, object] = {"reading": findings.reading, "angry": understanding.is_angry}
    if findings.looked_up != understanding.text:
        read["looked_up"] = findings.looked_up
    if findings.reading in {"with_before", "corrected", "unchanged"}:
        read["before"] = episode.last_question
    if findings.parts:
        read["parts"] = [
            {"text": each.part.text, "asked": each.part.is_asked, "candidates": _named(each.candidates[:2])}
            for each in findings.parts
        ]
    return read


def _cascade(look: Look | None, bank: WatchedBank) -> dict[str, object]:
    """The stages that were asked, the last of which decided, and how that one reads its scores."""
    if look is None:
        return {"stages": [], "calibrated": "", "calibration": {}, "examples": bank.calibration.examples}
    calibration = bank.stages[len(look.steps) - 1].calibration(look.language, bank.layout)
    return {
        "stages": [
            {"engines": list(step.engines), "confidence": step.confidence, "embedding": _rounded(step.embedding)}
            for step in look.steps
        ],
        "calibrated": "home" if look.language in bank.layout.speakers else "abroad",
        "calibration": dict(zip(feature_names(), calibration.weights, strict=True)),
        "examples": calibration.examples,
    }


def _costs(findings: Findings, bank: WatchedBank) -> dict[str, object]:
    """What the threshold follows from: the topic's step on the operator's slider, and whether people are at hand."""
    topic = bank.topic_of(findings.candidates)
    return {"topic": topic, "step": bank.policy.step_of(topic), "people_at_hand": bank.policy.at_hand}


def _named(candidates: Sequence[Candidate]) -> list[dict[str, object]]:
    return [{"article": each.article, "confidence": each.confidence, **each.features} for each in candidates[:KEPT]]


def _rounded(milliseconds: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in milliseconds.items()}


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
