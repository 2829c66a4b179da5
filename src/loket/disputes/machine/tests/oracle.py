"""What disputes.md says of each step, once more and by hand: values are written out here and read from no table."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from loket.calendars.service_hours import Span
from loket.disputes.machine.codes import Role
from loket.disputes.machine.policy import DeadlineRule, Unit
from loket.disputes.machine.states import State
from loket.disputes.machine.tests.slow_reference import slow_due

HOURS, DAYS, BUSINESS = Unit.HOURS, Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS
# Section 6 and 14: how long, in what, by whose calendar.
SPECIFIED = {
    "D3": (5, DAYS, "buyer"),
    "D4": (7, DAYS, "buyer"),
    "D6": (1, BUSINESS, "platform"),
    "D8": (3, BUSINESS, "platform"),
    "D8b": (7, BUSINESS, "platform"),
    "D10": (10, DAYS, "buyer"),
    "D12": (5, DAYS, "seller"),
    "D13": (5, DAYS, "seller"),
    "D13b": (7, DAYS, "buyer"),
    "D14": (1, BUSINESS, "platform"),
    "D17": (5, BUSINESS, "platform"),
    "D18": (48, HOURS, "platform"),
    "told": (24, HOURS, "platform"),
    "draft": (7, DAYS, "buyer"),
}
SILENT_LIMIT, SECOND_PERSON_LIMIT = Decimal(250), Decimal(1000)
SECOND_CLICK = {"accept", "submit", "agree", "withdraw", "propose", "approve", "decide_appeal", "confirm_return"}
SIDES = {Role.BUYER, Role.SELLER}
UNDER_HOLD = {"end_chargeback", "report_refund", "report_delivery"}
SENDING = {"give_tracking", "ship_replacement"}
OUT_OF_TURN = {"ask_platform", "withdraw", "reopen", "appeal", "settle_outside", "report_delivery"}
OUT_OF_TURN |= {"confirm_replacement", "wrong_again"}
NEVER_PAUSED = {"D18", "told", "draft"}


def wrong(before, step, walker):
    """What is wrong with a step, by the letter of the specification."""
    command, after, found = step.command, step.facts, step.command.found
    yield from _of_row(before, step)
    if command.name in SECOND_CLICK and command.role != Role.TIMER and not command.confirmed:
        yield "done without the second click"
    if command.role == Role.BOT and command.name != "add":
        yield "the bot did something"
    moved = after.state != before.state
    if moved and command.role in SIDES and command.name not in OUT_OF_TURN and not _has_turn(before, command.role):
        yield "out of turn"
    if command.name == "submit" and not (found.order_is_buyers and found.line_is_free):
        yield "another's order, or a line twice"
    if command.name in SENDING and not (found.tracking_is_valid and found.tracking_is_new):
        yield "a tracking number that is none"
    if command.name == "take" and (found.has_conflict or command.actor in before.earlier_adjudicators):
        yield "taken by somebody who may not"
    held = any(not each.released_at and each.kind not in ("unreachable", "force_majeure") for each in before.holds)
    if held and moved and command.name not in UNDER_HOLD:
        yield "went on under a hold"
    if after.state == State.WITHDRAWN and not walker.frozen:
        yield "the payout was let go at once"
    yield from _of_deadlines(before, step, walker)


def _of_row(before, step):
    check = globals().get(f"_{step.transition}")
    if check:
        yield from check(before, step)


def _T1(before, step):
    amount, order = step.facts.offers[-1].solution.amount, before.order
    if not 0 < amount <= order.cap:
        yield "an amount outside the cap"
    received = step.body.reason.startswith(("snad", "counterfeit"))
    is_late = order.delivered_at and step.at > order.delivered_at + timedelta(days=17)
    if received and is_late and step.command.role == Role.BUYER:
        yield "after the window"


def _T6(before, step):
    asked = before.offers[-1].solution if before.offers[-1].lane == "buyer" else None
    if asked and (asked.amount > SILENT_LIMIT or before.buyer_risk != "low"):
        yield "silence was too dear"


_T41 = _T6


def _T3(_before, step):
    offer = next(each for each in reversed(step.facts.offers) if each.lane == "buyer")
    if (step.body.offer, step.body.offer_version) != (offer.id, offer.version):
        yield "an old offer was accepted"
    if step.facts.refunds[-1].amount != offer.solution.amount:
        yield "another amount than was offered"


def _T7b(before, step):
    offers = [each for each in step.facts.offers if each.lane == "seller" and each.solution]
    if len(offers) > 3:
        yield "a fourth counter-offer"
    asked = next(each for each in reversed(before.offers) if each.lane == "buyer").solution
    if offers[-1].solution.amount > asked.amount:
        yield "a counter-offer above the request"


def _T10(before, step):
    if not before.is_refused and step.at < before.submitted_at + timedelta(hours=72):
        yield "the platform was called too early"


def _T13(_before, step):
    if len({each.round for each in step.facts.questions}) > 2:
        yield "a third round of questions"


def _T15(before, step):
    if step.facts.offers[-1].solution and step.facts.offers[-1].solution.amount > SECOND_PERSON_LIMIT:
        yield "one person decided about too much"
    if step.command.actor != before.adjudicator:
        yield "somebody else's file"


def _T15b(before, step):
    if before.offers[-1].by == step.command.actor:
        yield "approved by its author"


def _T17b(before, step):
    if before.is_second_look:
        return
    last = {each.lane: each.solution for each in before.offers}
    given, asked, offered = last["platform"], last["buyer"], last.get("seller", ...)
    if "buyer" not in before.agreed_by and (given is None or given.amount < asked.amount or given.kind != asked.kind):
        yield "the buyer's silence was taken for consent"
    worth = Decimal(0) if offered is None or offered is ... else offered.amount
    if "seller" not in before.agreed_by and offered is not ... and (given.amount if given else 0) > worth:
        yield "the seller's silence was taken for consent"


def _T19(before, step):
    hours = {each.hours for each in before.reminders}
    if hours != {72, 24, 3}:
        yield "a return was lost without three reminders"
    late = max(each.at + timedelta(hours=each.hours) for each in before.reminders) if before.reminders else step.at
    if step.at < late:
        yield "a late reminder was not true"


def _T26(_before, step):
    if step.body.amount != step.facts.refunds[-1].amount:
        yield "another amount came"


def _T27(before, _step):
    if before.agreed:
        yield "withdrawn after agreeing"


def _T28(before, step):
    if [each.side for each in step.facts.appeals].count(step.command.role) > 1:
        yield "a second appeal"
    told = next((each.at for each in before.told if each.role == step.command.role), step.at)
    # With a festival of a week and a day at either end.
    if step.at > told + _held(before, step.at) + timedelta(days=40 if before.has_new_fact else 16):
        yield "an appeal after the window"


def _T29(before, step):
    if step.command.actor in (before.adjudicator, before.decided_by_person, *before.earlier_adjudicators):
        yield "an appeal decided by the same person"


_T29b = _T29


def _T37(before, step):
    if step.at > before.first_withdrawn_at + timedelta(days=24) + _held(before, step.at):
        yield "reopened too late"


def _T42(before, _step):
    if before.replacement.delivered_at is None:
        yield "wrong before it came"


def _held(facts, now):
    return sum(((each.end or now) - each.start + timedelta(days=1) for each in facts.pauses), timedelta())


def _has_turn(facts, role):
    if facts.state in (State.DRAFT, State.WAIT_BUYER, State.RETURN_WAIT_SHIP, State.REPLACEMENT_IN_TRANSIT):
        return role == Role.BUYER
    if facts.state in (State.WAIT_SELLER, State.RETURN_INSPECT, State.REPLACEMENT_WAIT_SHIP):
        return role == Role.SELLER
    return facts.state in (State.WAIT_EVIDENCE, State.PLATFORM_OFFER)


def _of_deadlines(before, step, walker):
    known = {(each.rule, each.whose, each.due_at) for each in before.deadlines}
    for each in step.facts.deadlines:
        is_new = (each.rule, each.whose, each.due_at) not in known
        is_looked_at = is_new and each.rule in SPECIFIED and walker.random.random() < walker.share_of_deadlines
        if is_looked_at and each.due_at != _expected(each, step.facts, walker):
            yield f"{each.rule} ends at {each.due_at}, by hand at {_expected(each, step.facts, walker)}"


def _expected(deadline, facts, walker):
    amount, unit, whose = SPECIFIED[deadline.rule]
    calendar = getattr(walker.calendars, whose)
    moved = [each for each in facts.moved_clocks if (each.rule, each.whose) == (deadline.rule, deadline.whose)]
    kinds = {"hold", "withdrawn", *(["questions"] if deadline.rule in ("D8", "D8b") else [])}
    pauses = [Span(each.start, each.end) for each in facts.pauses if each.end and each.kind in kinds]
    zone = ZoneInfo(calendar.time_zone)
    pauses += [_festival(each, zone) for each in walker.policy.pauses if calendar.country in each.countries]
    pauses = [each for each in pauses if each.end > deadline.started_at]
    given = [each for each in facts.extensions if each.rule == deadline.rule and each.at >= deadline.started_at]
    rule = DeadlineRule(deadline.rule, amount + sum(each.amount for each in given), unit)
    due = slow_due(rule, deadline.started_at, calendar, pauses=[] if deadline.rule in NEVER_PAUSED else pauses)
    return max([due, *(each.not_before for each in moved if each.not_before)])


def _festival(pause, zone):
    return Span(*(datetime.combine(day, time(), zone) for day in (pause.first, pause.last + timedelta(days=1))))
