"""What mistakes cost, and the decision that follows: one step a topic on the operator's slider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from loket.assistant.calibration import COST_OF_QUESTION, COST_OF_WRONG_ANSWER

Step = Literal["very_careful", "careful", "balanced", "eager", "very_eager"]

STEPS: tuple[Step, ...] = get_args(Step)
BALANCED: Step = "balanced"
# Of what is asked back instead of answered, about so much ends with a person all the same.
ENDS_WITH_PERSON = 0.2


@dataclass(frozen=True, slots=True)
class Costs:
    """What each outcome costs the customer, in messages she must write (a person outside hours: also in patience)."""

    wrong_answer: float
    question: float = COST_OF_QUESTION
    person: float = 0.5
    person_outside_hours: float = 1.0

    def __post_init__(self) -> None:
        """Costs out of order would make asking dearer than being wrong: raises ValueError."""
        if not self.wrong_answer > self.question > self.person > 0 or self.person_outside_hours < self.person:
            raise ValueError("A wrong answer costs more than a question, and a question more than a person at hand.")

    def of_answering(self, confidence: float) -> float:
        """The expected cost of an answer that is right with this probability."""
        return (1.0 - confidence) * self.wrong_answer

    def of_asking(self, *, at_hand: bool) -> float:
        """The expected cost of asking: the question, and what a person costs more when nobody is at hand."""
        wait = 0.0 if at_hand else self.person_outside_hours - self.person
        return self.question + ENDS_WITH_PERSON * wait

    def answer_at(self, *, at_hand: bool = True) -> float:
        """The probability from which answering costs no more than asking."""
        return max(0.0, 1.0 - self.of_asking(at_hand=at_hand) / self.wrong_answer)


# From 0.75 down to 0.2 with people at hand; outside hours 0.03 to 0.08 sooner.
COSTS: Mapping[Step, Costs] = MappingProxyType(
    {
        "very_careful": Costs(4.0),
        "careful": Costs(2.5),
        "balanced": Costs(COST_OF_WRONG_ANSWER),
        "eager": Costs(10 / 7),
        "very_eager": Costs(1.25),
    }
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator chose for each topic (by slug), and whether people are at hand now."""

    steps: Mapping[str, Step] = field(default_factory=lambda: MappingProxyType({}))
    at_hand: bool = True

    def step_of(self, topic: str) -> Step:
        """The topic's step; balanced where nobody chose one."""
        return self.steps.get(topic, BALANCED)

    def answer_at(self, topic: str) -> float:
        """The confidence from which an article of this topic is given."""
        return COSTS[self.step_of(topic)].answer_at(at_hand=self.at_hand)


def is_step(name: str) -> bool:
    """Whether this names a step of the slider."""
    return name in STEPS
