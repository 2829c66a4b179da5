"""The assistant's thinking from first to last: understand, retrieve, judge, draft. It writes nothing."""

from __future__ import annotations

import time
from types import MappingProxyType

from loket.assistant.bank import Bank
from loket.assistant.calibration import feature_names
from loket.assistant.decisions import Decision, Reply, Silence, Trace
from loket.assistant.drafting import draft
from loket.assistant.episode import Episode, read_episode
from loket.assistant.judging import Give, Move, Say, choose_move, permit
from loket.assistant.retrieval import Findings, retrieve
from loket.assistant.sentences import variants
from loket.assistant.transcript import Transcript
from loket.assistant.understanding import Understanding, understand


def answer(transcript: Transcript, bank: Bank) -> Decision:
    """What to say next; nothing while a person has the conversation, or when there is nothing new."""
    if transcript.has_person or not transcript.burst:
        return Silence(Trace(MappingProxyType({"verdict": "silence", "bank": bank.version})))
    started = time.perf_counter()
    understanding = understand(transcript, knows=bank.knows_word)
    episode = read_episode(transcript)
    findings = retrieve(understanding, episode, bank)
    move = choose_move(understanding, findings, episode)
    trace = _trace(understanding, findings, episode, move, bank, started=started)
    return permit(draft(move, findings, episode, bank, language=understanding.language, trace=trace), episode)


def greeting(language: str) -> Reply:
    """How the assistant opens a conversation in which nothing was asked yet."""
    texts, used = variants("greeting", language)
    return Reply(texts[0], used, "notice")


def _trace(
    understanding: Understanding, findings: Findings, episode: Episode, move: Move, bank: Bank, *, started: float
) -> Trace:
    calibration = bank.calibration
    return Trace(
        MappingProxyType(
            {
                "verdict": type(move).__name__.lower(),
                "says": move.sentence if isinstance(move, Say) else "",
                "meaning": understanding.meaning,
                "language": understanding.language,
                "confidence": move.confidence if isinstance(move, Give) else findings.confidence,
                "answer_at": findings.answer_at,
                "candidates": [
                    {"article": each.article, "confidence": each.confidence, **each.features}
                    for each in findings.candidates[:5]
                ],
                "strikes": episode.strikes,
                "given": list(episode.given),
                "bank": bank.version,
                "engines": list(bank.engine_names),
                "calibration": dict(zip(feature_names(), calibration.weights, strict=True)),
                "examples": calibration.examples,
                "milliseconds": round((time.perf_counter() - started) * 1000, 2),
            }
        )
    )
