"""Why a decision was taken, in values that JSON can carry."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from loket.assistant.bank import Bank, Candidate
from loket.assistant.calibration import feature_names
from loket.assistant.decisions import Trace
from loket.assistant.episode import Episode
from loket.assistant.findings import Findings
from loket.assistant.judging import Give, GiveSeveral, Move, Say
from loket.assistant.understanding import Understanding

KEPT = 5  # candidates


def trace_of(
    understanding: Understanding, findings: Findings, episode: Episode, move: Move, bank: Bank, *, milliseconds: float
) -> Trace:
    """What was meant, found, weighed and chosen, with the versions and the time it took."""
    calibration = bank.calibration
    return Trace(
        MappingProxyType(
            {
                "verdict": type(move).__name__.lower(),
                "says": move.sentence if isinstance(move, Say) else "",
                "meaning": understanding.meaning,
                "language": understanding.language,
                "confidence": move.confidence if isinstance(move, Give | GiveSeveral) else findings.confidence,
                "answer_at": findings.answer_at,
                "candidates": _named(findings.candidates),
                **_reading(understanding, findings, episode),
                "strikes": episode.strikes,
                "given": list(episode.given),
                "bank": bank.version,
                "engines": list(bank.engine_names),
                "calibration": dict(zip(feature_names(), calibration.weights, strict=True)),
                "examples": calibration.examples,
                "milliseconds": round(milliseconds, 2),
            }
        )
    )


def _reading(understanding: Understanding, findings: Findings, episode: Episode) -> dict[str, object]:
    """How the message was read: alone, in parts, with what was said before; nothing where nothing was looked up."""
    if not findings.looked_up:
        return {}
    read: dict[str, object] = {"reading": findings.reading, "angry": understanding.is_angry}
    if findings.reading in {"with_before", "corrected"}:
        read["before"] = episode.last_question
    if findings.parts:
        read["parts"] = [
            {"text": each.part.text, "asked": each.part.is_asked, "candidates": _named(each.candidates[:2])}
            for each in findings.parts
        ]
    return read


def _named(candidates: Sequence[Candidate]) -> list[dict[str, object]]:
    return [{"article": each.article, "confidence": each.confidence, **each.features} for each in candidates[:KEPT]]
