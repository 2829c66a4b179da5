"""Look up what may answer."""

from __future__ import annotations

from dataclasses import dataclass

from loket.assistant.bank import Bank, Candidate
from loket.assistant.episode import Episode
from loket.assistant.understanding import Understanding

CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Findings:
    """Articles that may answer, best first, and the confidence from which one is given."""

    candidates: tuple[Candidate, ...] = ()
    answer_at: float = 1.0

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def confidence(self) -> float:
        return self.best.confidence if self.best else 0.0

    @property
    def is_sure(self) -> bool:
        return self.confidence >= self.answer_at


def retrieve(understanding: Understanding, episode: Episode, bank: Bank) -> Findings:
    """Search with the customer's question; for "no" and the like, with the question it refers to."""
    text = _text_to_look_up(understanding, episode, bank)
    return Findings(bank.search(text, understanding.language, CANDIDATES), bank.calibration.answer_at)


def _text_to_look_up(understanding: Understanding, episode: Episode, bank: Bank) -> str:
    if understanding.meaning == "question":
        return understanding.text
    if understanding.meaning not in {"no", "choice", "yes"}:
        return ""
    if episode.last_question or episode.came_from is None:
        return episode.last_question
    found = bank.article_text(episode.came_from, understanding.language)
    return found[0].question if found else ""
