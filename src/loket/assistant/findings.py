"""What a search has found, and how the message was read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loket.assistant.bank import Candidate
from loket.assistant.splitting import Part

# alone; one part of it; with what was said before; as a correction of that, or as word that nothing has changed since;
# as a subject without a question
Reading = Literal["alone", "part", "with_before", "corrected", "unchanged", "topic"]


@dataclass(frozen=True, slots=True)
class PartFindings:
    """One part of a message and what may answer it."""

    part: Part
    candidates: tuple[Candidate, ...]
    answer_at: float

    @property
    def is_sure(self) -> bool:
        return bool(self.candidates) and self.candidates[0].confidence >= self.answer_at


@dataclass(frozen=True, slots=True)
class Findings:
    """Articles that may answer, best first, the confidence from which one is given, and how the message was read."""

    candidates: tuple[Candidate, ...] = ()
    answer_at: float = 1.0
    reading: Reading = "alone"
    looked_up: str = ""
    parts: tuple[PartFindings, ...] = ()

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def confidence(self) -> float:
        return self.best.confidence if self.best else 0.0

    @property
    def is_sure(self) -> bool:
        return self.confidence >= self.answer_at
