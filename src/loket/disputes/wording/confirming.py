"""What the second click shows: money, dates and what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from loket.disputes.machine.codes import Lane, RuleId, SolutionKind
from loket.disputes.machine.facts import Offer, Solution, Standing
from loket.disputes.machine.policy import DisputePolicy, Unit
from loket.disputes.machine.reasons import Reason
from loket.disputes.wording import following
from loket.disputes.wording.answers import appeal_result_label
from loket.disputes.wording.policies import unit_label
from loket.disputes.wording.saying import Zone, money
from loket.disputes.wording.solutions import solution_sentence
from loket.orders.telling.formats import day_of

if TYPE_CHECKING:
    from loket.disputes.viewing import DisputeView


@dataclass(frozen=True, slots=True)
class _Click:
    """The second click: what is shown, by whom, filled in with what, and under which policy."""

    transition: str
    view: DisputeView
    body: Mapping[str, Any]
    policy: DisputePolicy | None
    now: datetime | None
    zone: Zone


def action_confirm(
    name: str,
    transition: str,
    view: DisputeView,
    *,
    body: Mapping[str, object] | None = None,
    policy: DisputePolicy | None = None,
    now: datetime | None = None,
    zone: Zone = None,
) -> tuple[str, ...]:
    """What will happen, one sentence each: the money, the dates, what cannot be undone; empty for other actions.

    ``body`` is what was filled in, amounts as decimals or as text; with ``policy`` the days that follow are said too,
    and with ``now`` their dates.
    """
    row = _meant(name, transition, view, body or {})
    if row not in following.WARNINGS:
        return ()
    click = _Click(row, view, body or {}, policy, now, zone)
    return tuple(each for each in (*_of_money(click), *_of_dates(click), *_warnings(click)) if each)


def _meant(name: str, transition: str, view: DisputeView, body: Mapping[str, Any]) -> str:
    """Buttons of a draft name its first row; the reason says which one is meant."""
    reason = str(body.get("reason") or view.reason)
    return following.SUBMITTED_BY_REASON.get(reason, transition) if name == "submit" else transition


def _of_money(click: _Click) -> Iterator[str]:
    shows = _MONEY.get(click.transition)
    if shows:
        yield shows(click)


def _of_dates(click: _Click) -> Iterator[str]:
    days = click.body.get("ships_in_days")
    if click.transition == "T5" and click.now and str(days or "").isdecimal():
        leaves = day_of(click.now + timedelta(days=int(str(days))), click.zone)
        yield gettext("You promise to send it by %(date)s.") % {"date": leaves}
    for rule in _clocks_of(click):
        yield from _of_clock(click, rule)


def _of_clock(click: _Click, rule: RuleId) -> Iterator[str]:
    if click.policy is None:
        return
    unit, amount = _length(click.policy, rule)
    yield following.CLOCKS[rule].to(click.view.viewer) % {"time": unit_label(unit, amount)}
    if click.now and unit == Unit.CALENDAR_DAYS and rule in following.TOLD_AT_ONCE:
        ends = day_of(click.now + timedelta(days=amount), click.zone)
        yield gettext("If our message arrives today, that is until %(date)s.") % {"date": ends}
    if rule == RuleId.D14 and _reason(click) == Reason.WITHDRAWAL:
        yield _of_refund_law(click.policy)


def _of_refund_law(policy: DisputePolicy) -> str:
    law = policy.withdrawal
    if law is None or law.refund_days is None:
        return ""
    text = following.LAW_ALLOWS if law.refund_days else following.LAW_WANTS_AT_ONCE
    return str(text) % {"law": law.name, "time": unit_label(Unit.CALENDAR_DAYS, law.refund_days)}


def _reason(click: _Click) -> str:
    return str(click.body.get("reason") or click.view.reason)


def _length(policy: DisputePolicy, rule: RuleId) -> tuple[Unit, int]:
    if rule == RuleId.D10C and policy.withdrawal:
        return Unit.CALENDAR_DAYS, policy.withdrawal.return_days
    return policy.deadlines[rule].unit, policy.deadlines[rule].amount


def _clocks_of(click: _Click) -> tuple[RuleId, ...]:
    solution = _started_by(click)
    if solution and click.transition in following.STARTS_SOLUTION:
        return following.CLOCKS_OF_SOLUTIONS.get(solution.kind, ())
    return following.CLOCKS_OF_ROWS.get(click.transition, ())


def _warnings(click: _Click) -> Iterator[str]:
    yield from (each.to(click.view.viewer) for each in following.WARNINGS[click.transition])


def _asked(click: _Click) -> str:
    asked = _from_body(click) or click.view.asked
    return gettext("You ask for: %(solution)s.") % {"solution": solution_sentence(asked, click.view.currency)}


def _everything_back(click: _Click) -> str:
    return following.GIVES[SolutionKind.REFUND].to(click.view.viewer) % _sum(click, click.view.cap)


def _everything_for_return(click: _Click) -> str:
    return following.GIVES[SolutionKind.RETURN_REFUND].to(click.view.viewer) % _sum(click, click.view.cap)


def _starts(click: _Click) -> str:
    solution = _started_by(click)
    if solution is None:
        return following.GIVES_NOTHING.to(click.view.viewer)
    return following.GIVES[solution.kind].to(click.view.viewer) % _sum(click, solution.amount)


def _proposes(click: _Click) -> str:
    proposed = _from_body(click) or _waiting(click)
    words = solution_sentence(proposed, click.view.currency)
    return gettext("Both sides will read this proposal: %(solution)s.") % {"solution": words}


def _refunds_agreed(click: _Click) -> str:
    agreed = _offer(click, Standing.ACCEPTED)
    solution = agreed.solution if agreed and agreed.solution else click.view.asked
    amount = (solution.amount if solution else click.view.cap) - (_amount(click.body.get("deduction")) or Decimal(0))
    return following.GIVES[SolutionKind.REFUND].to(click.view.viewer) % _sum(click, amount)


def _appeal_gives(click: _Click) -> str:
    result, amount = appeal_result_label(str(click.body.get("result") or "")), _amount(click.body.get("amount"))
    if not amount:
        return gettext("Result of the appeal: %(result)s. No money moves.") % {"result": result}
    parts = {"result": result, "money": money(amount, click.view.currency)}
    return gettext("Result of the appeal: %(result)s. The buyer gets %(money)s.") % parts


_MONEY: Mapping[str, Callable[[_Click], str]] = {
    "T1": _asked,
    "T2": _everything_for_return,
    "T40": _everything_back,
    **dict.fromkeys(("T3", "T4", "T5", "T5b", "T9", "T17", "T17a"), _starts),
    **dict.fromkeys(("T15", "T15a", "T15b"), _proposes),
    **dict.fromkeys(("T21", "T24"), _refunds_agreed),
    **dict.fromkeys(("T29", "T29b"), _appeal_gives),
}


def _started_by(click: _Click) -> Solution | None:
    """What is carried out when this is accepted: what the buyer asks, the seller offers, or the platform proposes."""
    if click.transition in ("T3", "T4", "T5", "T5b"):
        return click.view.asked
    lane = Lane.PLATFORM if click.transition in ("T17", "T17a") else Lane.SELLER
    offer = _offer(click, Standing.CURRENT, lane)
    return offer.solution if offer else None


def _waiting(click: _Click) -> Solution | None:
    offer = _offer(click, Standing.WAITS_FOR_SECOND, Lane.PLATFORM)
    return offer.solution if offer else None


def _offer(click: _Click, standing: Standing, lane: Lane | None = None) -> Offer | None:
    offers = (each for each in reversed(click.view.offers) if each.standing == standing)
    return next((each for each in offers if lane in (None, each.lane)), None)


def _from_body(click: _Click) -> Solution | None:
    kind, amount = str(click.body.get("solution") or ""), _amount(click.body.get("amount"))
    if kind not in set(SolutionKind):
        return None
    return Solution(SolutionKind(kind), click.view.cap if amount is None else amount)


def _amount(value: object) -> Decimal | None:
    try:
        found = Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _sum(click: _Click, amount: Decimal) -> dict[str, str]:
    return {"money": money(amount, click.view.currency)}
