"""The orders that a turn may speak of, as somebody who may see them has handed them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from loket.assistant.flows.shapes import NOWHERE, Position
from loket.orders.facts import OrderFacts
from loket.orders.rulebook.rules import Permission

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order that this customer may see, and what they may do with it."""

    facts: OrderFacts
    permissions: tuple[Permission, ...] = ()

    @property
    def number(self) -> str:
        return self.facts.number


@dataclass(frozen=True, slots=True)
class OrderContext:
    """What is known of the customer's orders when the assistant begins to think.

    `order` is the one the conversation is about, `named` those in the newest words, `recent` the customer's latest;
    all of them may be seen. `texts` are the newest words that look like numbers, `unseen` such a number that stands for
    no order this customer may see, and whether it exists is not told; `given` is one that came with the conversation.
    """

    is_vouched: bool = False
    order: KnownOrder | None = None
    named: tuple[KnownOrder, ...] = ()
    recent: tuple[KnownOrder, ...] = ()
    texts: tuple[str, ...] = ()
    unseen: str = ""
    given: str = ""
    position: Position = NOWHERE
    now: datetime = LONG_AGO

    def find(self, number: str) -> KnownOrder | None:
        """One of these orders by its number."""
        known = (*self.named, *((self.order,) if self.order else ()), *self.recent)
        return next((each for each in known if each.number == number), None)


NO_ORDERS = OrderContext()
