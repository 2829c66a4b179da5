"""What another step would have done with a past question: the rules of today over what was found then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from loket.assistant.bank import Candidate
from loket.assistant.costs import COSTS, STEPS, Step
from loket.assistant.episode import Episode
from loket.assistant.findings import Findings, Reading
from loket.assistant.judging import Bring, Give, choose_move
from loket.assistant.understanding import Understanding

Outcome = Literal["answered", "asked", "person"]


@dataclass(frozen=True, slots=True)
class PastQuestion:
    """A question that was looked up, as its trace tells; ``went_badly`` is what became of its best article."""

    topic: str
    candidates: tuple[Candidate, ...]
    reading: str = "alone"
    is_angry: bool = False
    strikes: int = 0
    given: tuple[str, ...] = ()
    at_hand: bool = True
    went_badly: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions were answered, asked back and brought a person; ``wrong`` of the answered went badly."""

    answered: int = 0
    asked: int = 0
    person: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.answered + self.asked + self.person


def outcome_at(question: PastQuestion, step: Step) -> Outcome:
    """What would have been done at this step. Parts of a message are not looked at apart."""
    answer_at = COSTS[step].answer_at(at_hand=question.at_hand)
    findings = Findings(question.candidates, answer_at, cast(Reading, question.reading))
    episode = Episode((), question.given, question.strikes, None, "", (), (), None)
    move = choose_move(Understanding("", "question", is_angry=question.is_angry), findings, episode)
    if isinstance(move, Bring):
        return "person"
    return "answered" if isinstance(move, Give) else "asked"


def tallies(questions: Iterable[PastQuestion]) -> dict[str, dict[Step, Tally]]:
    """For each topic what every step would have done."""
    counts: dict[str, dict[Step, dict[str, int]]] = {}
    for question in questions:
        of_topic = counts.setdefault(question.topic, {step: dict.fromkeys(Tally.__slots__, 0) for step in STEPS})
        for step in STEPS:
            outcome = outcome_at(question, step)
            of_topic[step][outcome] += 1
            of_topic[step]["wrong"] += outcome == "answered" and question.went_badly
    return {topic: {step: Tally(**count) for step, count in steps.items()} for topic, steps in counts.items()}
