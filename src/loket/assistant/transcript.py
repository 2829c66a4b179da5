"""What was said so far, as the assistant sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loket.assistant.decisions import Option
from loket.assistant.order_context import NO_ORDERS, OrderContext

Sender = Literal["customer", "assistant", "agent", "system"]
Kind = Literal["text", "answer", "question", "options", "handover", "notice"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message; `sources` are slugs, `choice` is the id of the option that was tapped."""

    sequence: int
    sender: Sender
    kind: Kind
    text: str
    language: str = ""
    sources: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    choice: str | None = None
    has_attachments: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of the current episode; `article` is the slug of the page the customer came from."""

    turns: tuple[Turn, ...]
    page_language: str = "en"
    article: str | None = None
    channel: str = "chat"
    orders: OrderContext = NO_ORDERS

    @property
    def burst(self) -> tuple[Turn, ...]:
        """What the customer wrote since anybody last answered; it is answered as one."""
        answers = [index for index, turn in enumerate(self.turns) if turn.sender in {"assistant", "agent"}]
        last = answers[-1] if answers else -1
        return tuple(turn for turn in self.turns[last + 1 :] if turn.sender == "customer")

    @property
    def ours(self) -> tuple[Turn, ...]:
        """What the assistant has said in this episode."""
        return tuple(turn for turn in self.turns if turn.sender == "assistant")

    @property
    def earlier(self) -> tuple[Turn, ...]:
        """What the customer wrote before the burst."""
        customers = tuple(turn for turn in self.turns if turn.sender == "customer")
        return customers[: len(customers) - len(self.burst)]

    @property
    def has_person(self) -> bool:
        """Whether an agent, or the way to one, has taken over this episode."""
        return any(turn.sender == "agent" or turn.kind == "handover" for turn in self.turns)
