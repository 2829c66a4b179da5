"""What the machine does in the cases that people ask about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from loket.disputes.machine.codes import Consequence, DeliveryStatus, Liability, Outcome, Role, RuleId
from loket.disputes.machine.commands import Action, Command, Denial, Findings
from loket.disputes.machine.deciding import Refused, Step, Viewer, available_actions, take, timer_due
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.events import Effect
from loket.disputes.machine.facts import Risk
from loket.disputes.machine.invariants import broken_between
from loket.disputes.machine.opening import linked
from loket.disputes.machine.questions import deadline_of, is_frozen, turn_of
from loket.disputes.machine.states import HoldKind, State
from loket.disputes.machine.tests.worlds import BRAZILIAN, DAY, EUROPEAN, MONDAY, PLAIN, calendars, draft, order

HOUR = timedelta(hours=1)
CALENDARS = calendars()
CLAIM = {
    "reason": "snad_wrong",
    "solution": "refund",
    "amount": "40",
    "text": "Green, not blue.",
    "has_no_evidence": True,
}


class Case:
    """A dispute to be pushed along by a test."""

    def __init__(self, facts=None, policy=BRAZILIAN):
        self.facts, self.policy, self.now = facts or draft(policy), policy, MONDAY

    def tries(self, role, name, *, actor="", found=None, **body):
        actor = actor or {Role.BUYER: "bea", Role.SELLER: "sam"}.get(role, str(role))
        command = Command(role, actor, name, body, self.facts.version, confirmed=True, found=found or Findings())
        return take(self.facts, command, self.policy, CALENDARS, self.now)

    def does(self, role, name, **more):
        step = self.tries(role, name, **more)
        assert isinstance(step, Step), step
        self.facts = step.facts
        return step

    def tells(self, party):
        return self.does(Role.TIMER, Action.TELL, party=party, channel="email")

    def ticks(self, *, until):
        """Let the clock act until a moment, as if it never slept; the transitions it took."""
        taken = []
        while (wakes := wakes_at(self.facts)) is not None and wakes <= until:
            self.now = max(self.now, wakes)
            taken += self.acts()
            if not timer_due(self.facts, self.now) and wakes_at(self.facts) == wakes:
                break
        self.now = until
        return taken + self.acts()

    def acts(self):
        taken = []
        while command := timer_due(self.facts, self.now):
            step = take(self.facts, command, self.policy, CALENDARS, self.now)
            assert isinstance(step, Step), step
            self.facts = step.facts
            taken.append(step.transition)
        return taken


def submitted(**claim):
    case = Case()
    case.does(Role.BUYER, Action.SUBMIT, **(CLAIM | claim))
    return case


def test_no_clock_runs_against_a_seller_who_was_not_told():
    case = submitted()
    assert deadline_of(case.facts, RuleId.D2) is None
    told = deadline_of(case.facts, RuleId.TOLD)
    assert told.consequence == Consequence.HOLD_UNREACHABLE and told.due_at == MONDAY + 24 * HOUR
    case.now = MONDAY + 25 * HOUR
    assert case.acts() == ["T31b"]
    assert {each.rule for each in case.facts.deadlines} == {RuleId.HOLD, RuleId.D18}


def test_a_seller_who_is_reached_after_all_gets_the_whole_time():
    case = submitted()
    case.now = MONDAY + 25 * HOUR
    case.acts()
    case.now = MONDAY + 10 * DAY
    case.tells("seller")
    assert case.acts() == ["T39"]
    due = deadline_of(case.facts, RuleId.D2).due_at
    assert due == datetime(2026, 3, 17, 16, tzinfo=UTC)  # the midnight that ends Tuesday 17 March in Shanghai


def test_five_days_of_silence_carry_out_a_small_request():
    case = submitted()
    case.tells("seller")
    assert case.ticks(until=MONDAY + 7 * DAY) == ["S2", "S2", "S2", "T6"]
    assert case.facts.state == State.REFUND_PENDING
    assert [each.amount for each in case.facts.refunds] == [Decimal(40)]


@pytest.mark.parametrize("more", [{"of": order(paid="900")}, {"risk": Risk.RAISED}])
def test_silence_about_much_or_from_a_risky_buyer_goes_to_a_person(more):
    case = Case(draft(**more))
    case.does(Role.BUYER, Action.SUBMIT, **(CLAIM | {"amount": "300" if "of" in more else "40"}))
    case.tells("seller")
    case.ticks(until=MONDAY + 6 * DAY)
    assert case.facts.state == State.ESCALATED


def silent(currency, amount):
    """What becomes of a request of so much after five days of silence."""
    case = Case(draft(of=order(paid="90000000"), currency=currency))
    case.does(Role.BUYER, Action.SUBMIT, **(CLAIM | {"amount": str(amount)}))
    case.tells("seller")
    case.ticks(until=MONDAY + 7 * DAY)
    return case.facts.state


@pytest.mark.parametrize(("currency", "limit"), sorted(PLAIN.silent_limits.items()))
def test_silence_pays_out_up_to_the_limit_of_every_currency_and_no_cent_more(currency, limit):
    assert silent(currency, limit) == State.REFUND_PENDING
    assert silent(currency, limit + Decimal(1)) == State.ESCALATED


@pytest.mark.parametrize("currency", ["KRW", "TRY", "XYZ"])
def test_silence_pays_out_nothing_in_a_currency_without_a_limit(currency):
    assert currency not in PLAIN.silent_limits
    assert silent(currency, 1) == State.ESCALATED


def test_after_a_week_off_the_clock_takes_one_step_and_the_next_side_has_all_its_time():
    case = submitted()
    case.tells("seller")
    case.does(Role.SELLER, Action.COUNTER, solution="refund", amount="10")
    case.now = MONDAY + HOUR
    case.tells("buyer")
    case.now = MONDAY + 60 * DAY
    assert case.acts()[0] == "T11"
    assert case.facts.state == State.ESCALATED
    assert all(each.due_at > case.now for each in case.facts.deadlines if each.rule == RuleId.D6)


def test_a_changed_request_leaves_at_least_two_days_to_answer():
    case = submitted()
    case.tells("seller")
    case.now = deadline_of(case.facts, RuleId.D2).due_at - HOUR
    case.does(Role.SELLER, Action.COUNTER, solution="refund", amount="10")
    case.does(Role.BUYER, Action.CHANGE_REQUEST, solution="refund", amount="35")
    case.tells("seller")
    assert deadline_of(case.facts, RuleId.D2).due_at == case.now + 48 * HOUR


def test_a_return_is_not_lost_before_three_reminders_though_the_system_was_off():
    case = submitted(solution="return_refund", amount="100")
    case.tells("seller")
    offer = {"offer": "buyer-1", "offer_version": 1, "return_to": "seller_address"}
    case.does(Role.SELLER, Action.ACCEPT, **offer)
    case.tells("buyer")
    case.now = MONDAY + 30 * DAY
    assert case.acts() == ["S2"]
    assert deadline_of(case.facts, RuleId.D10).due_at == case.now + 72 * HOUR
    assert case.ticks(until=case.now + 71 * HOUR) == ["S2", "S2"]
    assert case.ticks(until=case.now + 2 * HOUR) == ["T19"]
    assert case.facts.outcome == Outcome.RETURN_NOT_SENT


def test_a_statutory_withdrawal_needs_no_seller_and_its_law_says_who_pays():
    case = Case()
    step = case.does(Role.BUYER, Action.SUBMIT, reason="withdrawal", text="I changed my mind.")
    assert case.facts.state == State.RETURN_WAIT_SHIP and Effect.TELL_CARD_ISSUER in step.effects
    assert case.facts.shipment_back.payer == Liability.SELLER
    late = Case(draft(of=replace(order(), delivered_at=MONDAY - 9 * DAY)))
    assert late.tries(Role.BUYER, Action.SUBMIT, reason="withdrawal", text="…") == Refused(Denial.TOO_LATE)


def test_whoever_withdraws_by_law_need_not_say_why_and_whoever_complains_must():
    case = Case()
    claim = {name: value for name, value in CLAIM.items() if name != "text"}
    assert case.tries(Role.BUYER, Action.SUBMIT, **claim) == Refused(Denial.FIELD_MISSING, "text")
    case.does(Role.BUYER, Action.SUBMIT, reason="withdrawal")
    assert case.facts.state == State.RETURN_WAIT_SHIP


@pytest.mark.parametrize("role", [Role.SELLER, Role.AGENT, Role.ADJUDICATOR, Role.SENIOR, Role.LOGISTICS])
def test_a_label_comes_from_whoever_makes_labels(role):
    case = Case()
    case.does(Role.BUYER, Action.SUBMIT, reason="withdrawal")
    case.does(role, Action.SEND_LABEL)
    assert case.facts.shipment_back.label_sent_at == case.now
    assert case.tries(role, Action.SEND_LABEL) == Refused(Denial.NO_LABEL_PROBLEM)


@pytest.mark.parametrize("role", [Role.BUYER, Role.PSP, Role.BOT])
def test_a_label_comes_from_nobody_else(role):
    case = Case()
    case.does(Role.BUYER, Action.SUBMIT, reason="withdrawal")
    assert case.tries(role, Action.SEND_LABEL) == Refused(Denial.WRONG_ROLE)


def test_the_european_return_may_take_fourteen_days():
    case = Case(draft(EUROPEAN, buyer="DE"), EUROPEAN)
    case.does(Role.BUYER, Action.SUBMIT, reason="withdrawal", text="I changed my mind.")
    case.tells("buyer") if turn_of(case.facts) - {each.role for each in case.facts.told} else None
    assert deadline_of(case.facts, RuleId.D10C).due_at.date().isoformat() == "2026-03-17"


def test_a_thing_of_little_worth_does_not_travel_back():
    case = Case(draft(of=order(paid="20")))
    case.does(Role.BUYER, Action.SUBMIT, **(CLAIM | {"solution": "return_refund", "amount": "20"}))
    case.does(Role.SELLER, Action.ACCEPT, offer="buyer-1", offer_version=1, return_to="seller_address")
    assert case.facts.state == State.REFUND_PENDING


def test_silence_about_less_than_asked_calls_a_second_person_and_is_then_a_decision():
    case = escalated()
    decide(case, "max", rejects=True)
    case.tells("buyer"), case.tells("seller")
    assert "T38" in case.ticks(until=case.now + 5 * DAY)
    assert case.tries(Role.ADJUDICATOR, Action.TAKE, actor="max") == Refused(Denial.SAME_PERSON)
    decide(case, "ana", rejects=True)
    case.tells("buyer"), case.tells("seller")
    assert "T17b" in case.ticks(until=case.now + 5 * DAY)
    assert (case.facts.outcome, case.facts.decided_by_person) == (Outcome.REJECTED, "ana")


def escalated():
    case = submitted()
    case.tells("seller")
    case.does(Role.SELLER, Action.REFUSE, refusal="as_described", text="It is blue.")
    case.does(Role.BUYER, Action.ASK_PLATFORM)
    return case


def decide(case, actor, **decision):
    case.does(Role.ADJUDICATOR, Action.TAKE, actor=actor)
    reasons = {"rule_cited": "4.2", "liability": "buyer", "text": "The photo shows blue."}
    case.does(Role.ADJUDICATOR, Action.PROPOSE, actor=actor, **reasons, **decision)


def test_the_clock_of_the_proposal_stands_still_while_a_side_answers():
    case = escalated()
    case.does(Role.ADJUDICATOR, Action.TAKE, actor="max")
    before = deadline_of(case.facts, RuleId.D8).due_at
    case.does(Role.ADJUDICATOR, Action.ASK_FOR_EVIDENCE, actor="max", to=["buyer"], question="clearer_photo")
    assert deadline_of(case.facts, RuleId.D8) is None
    case.now += 2 * DAY
    case.does(Role.BUYER, Action.ANSWER, text="Here it is.")
    assert deadline_of(case.facts, RuleId.D8).due_at > before


def test_a_hold_lengthens_what_was_left():
    case = submitted()
    case.tells("seller")
    due = deadline_of(case.facts, RuleId.D2).due_at
    case.does(Role.AGENT, Action.SET_HOLD, hold="legal", text="A court asks.")
    assert case.tries(Role.SELLER, Action.REFUSE, refusal="as_described", text="no") == Refused(Denial.ON_HOLD)
    case.now += 3 * DAY
    case.does(Role.AGENT, Action.RELEASE_HOLD, hold="legal")
    # Monday's rest is the day of the start, so three whole days do not count.
    assert deadline_of(case.facts, RuleId.D2).due_at == due + 3 * DAY


def test_holidays_that_change_move_nothing_until_somebody_asks():
    case = escalated()
    due = deadline_of(case.facts, RuleId.D6).due_at
    closed = replace(CALENDARS, platform=replace(CALENDARS.platform, closed=lambda day: day.day < 10))
    told = Command(Role.TIMER, "timer", Action.TELL, {"party": "seller", "channel": "email"}, case.facts.version)
    facts = take(case.facts, told, case.policy, closed, case.now).facts
    assert deadline_of(facts, RuleId.D6).due_at == due
    recount = Command(Role.AGENT, "ada", Action.RECOUNT, {}, facts.version)
    assert deadline_of(take(facts, recount, case.policy, closed, case.now).facts, RuleId.D6).due_at > due


def test_a_wrong_replacement_goes_on_in_a_linked_dispute_that_starts_escalated():
    case = submitted(solution="replacement", amount="100")
    goods = {"offer": "buyer-1", "offer_version": 1, "has_stock": True, "ships_in_days": 3}
    case.does(Role.SELLER, Action.ACCEPT, **goods)
    case.does(Role.SELLER, Action.SHIP_REPLACEMENT, carrier="post", tracking="RR1")
    photo = [{"id": "photo-1", "kind": "photo"}]
    early = case.tries(Role.BUYER, Action.WRONG_AGAIN, text="Red!", evidence=photo)
    assert early == Refused(Denial.NOT_DELIVERED_YET)
    case.does(Role.LOGISTICS, Action.REPORT_DELIVERY)
    step = case.does(Role.BUYER, Action.WRONG_AGAIN, text="Red!", evidence=photo)
    assert {Effect.OPEN_LINKED_DISPUTE, Effect.RELEASE_PAYOUT} <= set(step.effects)
    new = linked(case.facts, "dispute-2", case.policy, CALENDARS, case.now)
    assert new.state == State.ESCALATED and is_frozen(new) and new.linked_to == case.facts.id
    assert broken_between([case.facts, new]) == ()
    assert broken_between([new, replace(new, id="dispute-3")])


def test_buttons_say_until_when_and_what_is_not_possible_says_why():
    case = submitted()
    case.tells("seller")
    seller = {each.name: each for each in available_actions(case.facts, Viewer(Role.SELLER, "sam"), BRAZILIAN, MONDAY)}
    assert seller[Action.ACCEPT].is_possible and seller[Action.ACCEPT].confirm
    assert seller[Action.ACCEPT].until == deadline_of(case.facts, RuleId.D2).due_at
    buyer = {each.name: each for each in available_actions(case.facts, Viewer(Role.BUYER, "bea"), BRAZILIAN, MONDAY)}
    assert buyer[Action.ASK_PLATFORM].code == Denial.TOO_EARLY
    assert buyer[Action.ASK_PLATFORM].possible_from == MONDAY + 72 * HOUR
    assert available_actions(case.facts, Viewer(Role.BOT, "bot"), BRAZILIAN, MONDAY)[0].name == Action.ADD


def test_an_order_that_was_never_shipped_is_refunded_at_once():
    case = Case(draft(of=order(DeliveryStatus.NOT_SHIPPED)))
    case.does(Role.BUYER, Action.SUBMIT, reason="seller_cancel_no_ship", text="Nothing came.")
    case.does(Role.PSP, Action.REPORT_REFUND_SENT, trace="T-1")
    case.does(Role.PSP, Action.REPORT_REFUND, amount="100")
    assert case.facts.outcome == Outcome.SELLER_CANCELLED and not is_frozen(case.facts)


def test_another_amount_than_was_instructed_is_held_for_a_person():
    case = submitted()
    case.does(Role.SELLER, Action.ACCEPT, offer="buyer-1", offer_version=1)
    case.does(Role.PSP, Action.REPORT_REFUND, amount="39")
    assert [each.kind for each in case.facts.holds] == [HoldKind.MISSING_PROVIDER]
    assert case.facts.state == State.REFUND_PENDING
