"""A bank that remembers how it was searched in one turn, for the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from loket.assistant.bank import Bank, Candidate, Look


@dataclass(frozen=True, slots=True)
class WatchedBank(Bank):
    """The same bank, for one turn only; `looks` grows with every search."""

    looks: list[Look] = field(default_factory=list)

    def search(self, text: str, language: str, limit: int = 5, *, hasty: bool = False) -> tuple[Candidate, ...]:
        """The articles nearest to a question, best first; the search is remembered."""
        look = self.look(text, language, limit, hasty=hasty)
        self.looks.append(look)
        return look.candidates

    def look_for(self, text: str) -> Look | None:
        """The last search for this text; None where it was not searched for."""
        return next((look for look in reversed(self.looks) if look.text == text and look.steps), None)

    @property
    def embedding(self) -> Mapping[str, float]:
        """How long each engine embedded in all searches together, in milliseconds."""
        total: dict[str, float] = {}
        for look in self.looks:
            for step in look.steps:
                for engine, milliseconds in step.embedding.items():
                    total[engine] = total.get(engine, 0.0) + milliseconds
        return total


def watch(bank: Bank) -> WatchedBank:
    """A watched copy; the arrays are shared."""
    return WatchedBank(**{each.name: getattr(bank, each.name) for each in fields(Bank)})
