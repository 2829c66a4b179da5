"""What a policy is made of: values without a database behind them, and the words it may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from loket.orders.rulebook.business_days import Closed, after_business_days

Role = Literal["buyer", "agent", "lead", "server", "system"]

ROLES: tuple[Role, ...] = ("buyer", "agent", "lead", "server", "system")
KINDS = ("cancel", "refund", "resend", "replace", "change_address", "return_coupon")
REASONS = (
    *("changed_mind", "ordered_by_mistake", "late", "not_received", "no_tracking", "damaged", "wrong_item"),
    *("not_as_described", "missing_parts", "charged_twice", "paid_after_expiry", "seller_cancelled", "customs"),
    *("lost", "goodwill"),
)
STATES = (
    *("awaiting_payment", "paid", "shipped", "delivered", "completed"),
    *("cancelled", "payment_failed", "expired"),
)
PARCEL_STATES = ("preparing", "in_transit", "customs", "delivered", "returned", "lost")
SITUATIONS = (
    *("not_shipped", "shipped", "not_delivered", "no_tracking", "charged_twice", "paid_after_expiry"),
    *("cancelled_with_money", "group_failed"),
)
ANCHORS = ("placed", "paid", "shipped", "delivered", "promised")
# Of what money a rule gives back: all that was paid, what was paid beyond the total, the freight, or only
# the lines that lie in a lost parcel or have not arrived.
SHARES_OF = ("paid", "surplus", "shipping", "lost", "undelivered")
BEARERS = ("seller", "platform", "buyer", "carrier")

WHOLE = Decimal(1)


# Among the dates of refunds: every way that has none of its own.
ANY_WAY = "otherwise"


@dataclass(frozen=True, slots=True)
class Span:
    """So many hours, or so many days or business days that end with the day where the buyer lives."""

    count: int
    unit: Literal["h", "d", "business_days"]

    def last_day(self, start: date, *, closed: Closed) -> date:
        """The day on which so many days or business days after ``start`` end; ``closed`` tells free days."""
        if self.unit == "business_days":
            return after_business_days(start, self.count, closed=closed)
        return start + timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when, counted from something that happened; no ``closes`` means without an end."""

    start: str
    opens: Span | None = None
    closes: Span | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that one of ``roles`` may do; what is left empty asks for nothing.

    ``most`` and ``second_person_above`` name one of the policy's amounts; with ``whole`` nothing goes back where more
    than ``most`` is due.
    """

    id: str
    kind: str
    roles: tuple[str, ...]
    reasons: tuple[str, ...]
    states: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    window: Window | None = None
    of: str = "paid"
    share: Decimal = WHOLE
    most: str = ""
    second_person_above: str = ""
    cost_to: str = ""
    whole: bool = False
    once: bool = False
    on: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """All rules of a market in one version; version 0 is what Loket brings along.

    ``amounts``: sums by name and currency. ``costs``: who bears the cost, by reason. ``includes``: whose rules a role
    has beside its own. ``refund_dates``: how long money takes back, by method or destination. ``market`` is the one
    for which the version was published; empty for every market without one of its own.
    """

    market: str
    version: int
    rules: tuple[Rule, ...]
    amounts: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    costs: Mapping[str, str] = field(default_factory=dict)
    includes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refund_dates: Mapping[str, Span] = field(default_factory=dict)
    notes: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the amounts, the smallest first; a database keeps no order of its own."""
        shared = set.intersection(*(set(sums) for sums in self.amounts.values())) if self.amounts else set()
        return tuple(sorted(self.amounts, key=lambda level: (sum(self.amounts[level][each] for each in shared), level)))

    def rules_for(self, role: str, kind: str) -> tuple[Rule, ...]:
        """The rules by which a role may do something, in their order."""
        reach = self.reach(role)
        return tuple(rule for rule in self.rules if rule.kind == kind and reach.intersection(rule.roles))

    def reach(self, role: str) -> frozenset[str]:
        """The role and all those whose rules it has too."""
        found, todo = {role}, [role]
        while todo:
            more = set(self.includes.get(todo.pop(), ())) - found
            found |= more
            todo.extend(more)
        return frozenset(found)

    def bearer(self, rule: Rule, reason: str) -> str:
        """Who bears the cost of ``rule`` for a reason; empty where the policy does not say."""
        return rule.cost_to or self.costs.get(reason, "")
