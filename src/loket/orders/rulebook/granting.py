"""Whether one rule grants something for one order, and how near it came where it does not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal

from loket.orders.facts import NOTHING, OrderFacts
from loket.orders.money import smallest_unit
from loket.orders.rulebook import situations
from loket.orders.rulebook.business_days import Closed, weekends
from loket.orders.rulebook.obstacles import pending_already
from loket.orders.rulebook.policy_document import PolicyDocument, Role, Rule, Span

NEVER = datetime.max.replace(tzinfo=UTC)
LAST_OF_DAY = time(23, 59, 59)
# What makes sense only while the parcel has not left, or not arrived.
_BEFORE_ARRIVAL = frozenset({"cancel", "change_address"})
_SHIPPED_STATES = frozenset({"shipped", "delivered", "completed"})


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: may this role do this with this order now, for this reason.

    ``lines``: what it is about, none for the whole order; None where that is still to be chosen. ``closed`` tells on
    which days nobody works; without it only the market's weekends are known.
    """

    facts: OrderFacts
    kind: str
    role: Role
    policy: PolicyDocument
    now: datetime
    reason: str = ""
    lines: tuple[int, ...] | None = None
    closed: Closed | None = None


@dataclass(frozen=True, slots=True)
class Denial:
    """Why a rule does not grant."""

    why: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says; ``fulfilled`` counts what it asks for and found, in the order in which it asks."""

    rule: Rule
    fulfilled: int
    why: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    most: Decimal | None = None
    second_person_above: Decimal | None = None
    until: datetime | None = None

    @property
    def is_granted(self) -> bool:
        """Whether the rule grants."""
        return not self.why

    @property
    def waits_until(self) -> datetime:
        """When it might grant, if only time is missing."""
        found = self.facts.get("from") if self.why == "window_not_open" else None
        return found if isinstance(found, datetime) else NEVER


def judge(rule: Rule, case: Case) -> Verdict:
    """Ask everything that the rule asks for, up to the first that is missing."""
    for fulfilled, check in enumerate(_CHECKS):
        denial = check(rule, case)
        if denial:
            return Verdict(rule, fulfilled, denial.why, denial.facts)
    return Verdict(
        rule,
        len(_CHECKS),
        most=most_of(rule, case),
        second_person_above=_second_person_above(rule, case),
        until=_until(rule, case),
    )


def most_of(rule: Rule, case: Case) -> Decimal | None:
    """The most that may go back by the rule, in whole smallest units; None for what moves no money."""
    if rule.kind != "refund":
        return None
    limits = [due_of(rule, case)]
    if rule.most:
        limits.append(_allowance(rule, case))
    return max(NOTHING, min(limits)).quantize(smallest_unit(case.facts.currency), ROUND_DOWN)


def due_of(rule: Rule, case: Case) -> Decimal:
    """What the rule is about and is still here, before any amount limits it."""
    facts = case.facts
    limits = [situations.money_left(facts)]
    if rule.of == "surplus":
        limits.append(situations.surplus(facts) * rule.share)
    # A part of the order counts what went back before: half of it once is not half of it twice.
    elif (rule.of, rule.share) != ("paid", Decimal(1)):
        limits.append(_worth(rule.of, facts) * rule.share - (situations.own_paid(facts) - limits[0]))
    return max(NOTHING, min(limits))


def _check_switch(rule: Rule, _case: Case) -> Denial | None:
    return None if rule.on else Denial("shop_decides")


def _check_reason(rule: Rule, case: Case) -> Denial | None:
    if not case.reason or case.reason in rule.reasons:
        return None
    return Denial("not_for_reason", {"reason": case.reason, "reasons": rule.reasons})


def _check_state(rule: Rule, case: Case) -> Denial | None:
    state = case.facts.state
    if not rule.states or state in rule.states:
        return None
    if rule.kind in _BEFORE_ARRIVAL and state in _SHIPPED_STATES:
        return Denial("already_shipped", {"delivered": state != "shipped"})
    return Denial("not_paid" if state == "awaiting_payment" else "not_in_state")


def _check_situation(rule: Rule, case: Case) -> Denial | None:
    facts = case.facts
    if rule.parcels and not any(each.state in rule.parcels for each in facts.shipments):
        return Denial("shop_decides", {"parcels": rule.parcels})
    missing = next((each for each in rule.given if not situations.holds(each, facts, case.now)), None)
    if missing is None:
        return None
    if missing == "not_shipped":
        return Denial("already_shipped", {"delivered": situations.is_delivered(facts)})
    why = "not_in_state" if missing in {"shipped", "not_delivered"} else "shop_decides"
    return Denial(why, {"situation": missing})


def _check_coupon(rule: Rule, case: Case) -> Denial | None:
    if rule.kind != "return_coupon":
        return None
    ends = [each.expires_at for each in case.facts.coupons if each.state != "returned"]
    if any(end is None or end >= case.now for end in ends):
        return None
    return Denial("coupon_expired", {"until": max((end for end in ends if end), default=None)})


def _check_window(rule: Rule, case: Case) -> Denial | None:
    if rule.window is None:
        return None
    start = situations.moment_of(rule.window.start, case.facts)
    if start is None:
        # What has not begun to run is not over either.
        return Denial("window_not_open", {"start": rule.window.start}) if rule.window.opens else None
    opens = _after(start, rule.window.opens, case)
    if opens and case.now < opens:
        return Denial("window_not_open", {"from": opens, "start": rule.window.start})
    closes = _after(start, rule.window.closes, case)
    if closes and case.now > closes:
        return Denial("window_over", {"until": closes, "start": rule.window.start})
    return None


def _check_once(rule: Rule, case: Case) -> Denial | None:
    if not rule.once:
        return None
    mine = [each for each in case.facts.ledger if each.kind == rule.kind]
    if any(each.state == "settled" for each in mine):
        return Denial("done_already")
    pending = next(filter(situations.is_under_way, mine), None)
    return Denial(*pending_already(pending)) if pending else None


def _check_amount(rule: Rule, case: Case) -> Denial | None:
    if rule.kind == "refund":
        if not most_of(rule, case):
            return Denial("limit_reached")
        if rule.whole and rule.most and (most := _allowance(rule, case)) < due_of(rule, case):
            return Denial("over_limit", {"most": most})
        return None
    if rule.most and case.facts.total > (most := _amount(rule.most, case)):
        return Denial("over_limit", {"most": most})
    return None


_CHECKS: tuple[Callable[[Rule, Case], Denial | None], ...] = (
    _check_switch,
    _check_reason,
    _check_state,
    _check_situation,
    _check_coupon,
    _check_once,
    _check_window,
    _check_amount,
)


def _until(rule: Rule, case: Case) -> datetime | None:
    """When the possibility ends: by the rule's window, or because the coupon does."""
    ends = []
    if rule.window and (start := situations.moment_of(rule.window.start, case.facts)):
        ends.append(_after(start, rule.window.closes, case))
    if rule.kind == "return_coupon":
        left = [each.expires_at for each in case.facts.coupons if each.state != "returned"]
        ends.append(None if None in left else max(end for end in left if end))
    return min((end for end in ends if end), default=None)


def _second_person_above(rule: Rule, case: Case) -> Decimal | None:
    if not rule.second_person_above:
        return None
    # What went back before counts: a large refund in small parts is a large refund.
    given = situations.given_by_us(case.facts) if rule.kind == "refund" else NOTHING
    return max(NOTHING, _amount(rule.second_person_above, case) - given)


def _allowance(rule: Rule, case: Case) -> Decimal:
    """What is left of the rule's amount: what went back before counts."""
    return _amount(rule.most, case) - situations.given_by_us(case.facts)


def _amount(level: str, case: Case) -> Decimal:
    """An amount of the policy in the order's currency; nothing where the policy does not name that currency."""
    return case.policy.amounts.get(level, {}).get(case.facts.currency, NOTHING)


def _worth(of: str, facts: OrderFacts) -> Decimal:
    if of == "shipping":
        return facts.shipping
    if of == "lost":
        return situations.paid_for_lines(facts, situations.lost_lines(facts))
    if of == "undelivered":
        return situations.paid_for_lines(facts, situations.undelivered_lines(facts))
    return situations.own_paid(facts)


def _after(start: datetime, span: Span | None, case: Case) -> datetime | None:
    """So long after ``start``; days end with the buyer's day, a span of none at once."""
    if span is None:
        return None
    if span.unit == "h" or not span.count:
        return start + timedelta(hours=span.count)
    zone = situations.zone_of(case.facts)
    closed = case.closed or weekends(case.facts.market)
    day = span.last_day(start.astimezone(zone).date(), closed=closed)
    return datetime.combine(day, LAST_OF_DAY, zone)
