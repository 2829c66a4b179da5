"""Every code has words for everybody who may meet it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from loket.disputes import wording
from loket.disputes.machine import codes
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.events import Event
from loket.disputes.machine.facts import Offer, Refund, RefundState, Risk, Solution, Standing
from loket.disputes.machine.policy import Calendar, RefundCeiling, Unit, default_policy
from loket.disputes.machine.reasons import Reason, ReasonGroup
from loket.disputes.machine.states import TURNS, HoldKind, State
from loket.disputes.machine.timekeeping import Deadline, Hold
from loket.disputes.machine.transitions import TABLE
from loket.disputes.models import DisputeText, Snapshot
from loket.disputes.policies.current import built_in_policy

VIEWERS = ("buyer", "seller", "agent", "adjudicator", "senior")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFUND = Solution(codes.SolutionKind.REFUND, Decimal("94.90"))
ENUMERATED = [
    (wording.decided_by_label, codes.DecidedBy),
    (wording.delivery_label, codes.DeliveryStatus),
    (wording.destination_label, codes.ReturnDestination),
    (wording.event_label, Event),
    (wording.evidence_kind_label, codes.EvidenceKind),
    (wording.finding_label, codes.InspectionFinding),
    (wording.group_label, ReasonGroup),
    (wording.hold_label, HoldKind),
    (wording.liability_label, codes.Liability),
    (wording.objection_label, codes.ObjectionGround),
    (wording.offer_standing_label, Standing),
    (wording.outcome_label, codes.Outcome),
    (wording.appeal_ground_label, codes.AppealGround),
    (wording.appeal_result_label, codes.AppealResult),
    (wording.question_label, codes.QuestionCode),
    (wording.question_sentence, codes.QuestionCode),
    (wording.reason_label, Reason),
    (wording.reason_hint, Reason),
    (wording.evidence_hint, Reason),
    (wording.refusal_label, codes.RefusalCode),
    (wording.refund_state_label, RefundState),
    (wording.risk_label, Risk),
    (wording.role_label, codes.Role),
    (wording.role_label, codes.Liability),
    (wording.solution_label, codes.SolutionKind),
    (wording.solution_hint, codes.SolutionKind),
    (wording.snapshot_label, Snapshot.Kind),
    (wording.text_kind_label, DisputeText.Kind),
    (wording.withdraw_label, codes.WithdrawCode),
    (wording.clock_label, codes.RuleId),
    (wording.calendar_label, Calendar),
    (wording.ceiling_label, RefundCeiling),
    (wording.action_label, Action),
    (wording.action_hint, Action),
    (wording.denial_sentence, Denial),
]


def view(viewer="buyer", **more):
    offers = (
        Offer("seller-1", codes.Lane.SELLER, 1, REFUND, "sam", NOON),
        Offer("platform-1", codes.Lane.PLATFORM, 1, REFUND, "jo", NOON),
    )
    refunds = (Refund("one", Decimal("94.90"), NOON),)
    known = {"reason": "snad_damaged", "asked": REFUND, "cap": Decimal(100), "currency": "BRL", "outcome": ""}
    return SimpleNamespace(**{**known, "viewer": viewer, "offers": offers, "refunds": refunds, **more})


def is_said(text, code=None):
    """Words with everything filled in, and not the bare code."""
    return bool(text) and text != code and "%(" not in text and not re.search(r"[a-z]_[a-z]", text)


@pytest.mark.parametrize(("label", "coded"), ENUMERATED, ids=lambda each: each.__name__)
def test_every_code_has_words(label, coded):
    said = [label(each.value) for each in coded]
    assert [each for each, text in zip(coded, said, strict=True) if not is_said(text, each.value)] == []


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("state", State)
def test_every_state_says_where_it_stands_and_whose_move_it_is(state, viewer):
    for turn in ((), tuple(TURNS[state]), (viewer,)):
        assert is_said(wording.state_label(state, viewer, turn), state)
        assert is_said(wording.state_sentence(state, viewer, turn), state)
    assert bool(TURNS[state]) == bool(wording.turn_label(tuple(TURNS[state]), viewer))


def test_a_viewer_in_turn_reads_that_it_is_theirs():
    assert wording.turn_label(("seller",), "seller") == "Your turn"
    assert wording.turn_label(("seller",), "buyer") == "The seller’s turn"
    assert wording.state_label("wait_evidence", "buyer", ("buyer",)) == "We have a question for you"
    assert wording.state_label("wait_evidence", "buyer", ("seller",)) == "We asked the seller a question"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_row_has_a_button_and_a_line_of_the_time_line(row):
    assert is_said(wording.action_label(row.name, row.id), row.name)
    assert is_said(wording.action_hint(row.name, row.id), row.name)
    general = wording.event_label(row.event)
    for role in row.roles:
        for viewer in VIEWERS:
            happened = event(row.id, row.event, role)
            text = wording.event_sentence(happened, viewer)
            assert is_said(text), (role, viewer)
            assert text != general, (role, viewer)
            assert text.startswith("You ") <= (role == viewer or row.id in {"T6", "T41", "T21b", "T24b"})


def event(transition, name, role, rule="", **body):
    return SimpleNamespace(transition=transition, name=name, role=role, rule=rule, details=body)


@pytest.mark.parametrize("viewer", ["buyer", "seller"])
def test_buyers_and_sellers_read_no_word_of_the_office(viewer):
    """For them all who work for the platform are one team, whatever their titles."""
    texts = [
        *(wording.state_label(each, viewer) + wording.state_sentence(each, viewer) for each in State),
        *(wording.event_sentence(event(row.id, row.event, role), viewer) for row in TABLE for role in row.roles),
        *(wording.role_label(each, viewer) for each in ("agent", "adjudicator", "senior")),
        *(wording.turn_label((each,), viewer) for each in codes.Role),
        *(wording.lane_label(each, viewer) for each in codes.Lane),
    ]
    assert [each for each in texts if re.search("adjudicator|dispute|queue", each)] == []


def test_a_side_reads_its_own_step_as_its_own():
    refused = event("T7", "offer.made", "seller")
    assert wording.event_sentence(refused, "seller") == "You refused the request."
    assert wording.event_sentence(refused, "buyer") == "The seller refused the request."
    assert wording.event_sentence(refused, "adjudicator") == "The seller refused the request."


def test_a_reminder_says_who_got_it():
    assert wording.event_sentence(event("S2", "dispute.reminder", "timer", "D2"), "seller") == "We reminded you."
    assert wording.event_sentence(event("S2", "dispute.reminder", "timer", "D2"), "buyer") == "We reminded the seller."
    assert wording.event_sentence(event("S2", "dispute.reminder", "timer", "D9"), "buyer") == "We sent a reminder."
    told = event("S2", "dispute.reminder", "timer", "D9", party="buyer")
    assert wording.event_sentence(told, "senior") == "We reminded the buyer."


def test_staff_read_which_hold_it_was():
    held = event("T31", "hold.set", "agent", body={"hold": "legal"})
    assert wording.event_sentence(held, "agent") == "Put on hold: Legal check."


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("kind", HoldKind)
def test_a_hold_says_why_and_until_when(kind, viewer):
    hold = Hold(kind, "A-17", "jo", NOON, NOON, 14)
    text = wording.hold_sentence(hold, viewer, zone="UTC")
    assert is_said(text)
    assert "A-17" in text
    assert "December 7" in text


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("outcome", codes.Outcome)
def test_every_outcome_is_told(outcome, viewer):
    assert is_said(wording.outcome_sentence(view(viewer, outcome=outcome)))
    assert wording.outcome_sentence(view(viewer)) == ""


def test_a_refund_is_told_with_its_money():
    assert wording.outcome_sentence(view(outcome="refund_full")) == "You got R$94.90 back."


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_field_of_every_action_has_a_label_and_its_choices(row):
    for field in row.fields:
        assert is_said(wording.field_label(field.name, row.name), field.name)
        assert "%(" not in wording.field_help(field.name, row.name)
        labels = [wording.choice_label(field.name, each) for each in field.choices]
        assert all(map(is_said, labels, field.choices)), field.name
        # Nobody can choose between two choices that read alike.
        assert len(set(labels)) == len(labels) or field.name == "rule", field.name


def test_a_denial_names_the_field_and_the_moment():
    assert wording.denial_sentence("field_missing", "tracking") == "“Tracking number” is missing. Fill it in."
    text = wording.denial_sentence("too_early", possible_from=NOON, zone="Asia/Jakarta")
    assert text == "This is possible from Monday, November 23, 7:00\N{NO-BREAK SPACE}PM on."


@pytest.mark.parametrize("row", [row for row in TABLE if row.confirm], ids=lambda row: row.id)
@pytest.mark.parametrize("kind", [*codes.SolutionKind, None])
def test_whatever_needs_a_second_click_says_what_it_does(row, kind):
    given = Solution(kind, Decimal("94.90")) if kind else None
    offers = tuple(Offer(f"{lane}-1", lane, 1, given, "sam", NOON) for lane in (codes.Lane.SELLER, codes.Lane.PLATFORM))
    for viewer in VIEWERS:
        seen = view(viewer, asked=given or REFUND, offers=offers)
        body = {"ships_in_days": 3, "result": "upheld"}
        told = wording.action_confirm(row.name, row.id, seen, body=body, policy=default_policy(), now=NOON)
        assert told
        assert all(map(is_said, told))


def test_buttons_without_a_second_click_confirm_nothing():
    assert wording.action_confirm("refuse", "T7", view("seller")) == ()


def test_the_seller_sees_money_and_dates_before_accepting_a_return():
    asked = Solution(codes.SolutionKind.RETURN_REFUND, Decimal("94.90"))
    told = wording.action_confirm(
        "accept", "T4", view("seller", asked=asked), policy=default_policy(), now=NOON, zone="UTC"
    )
    assert told == (
        "The buyer sends the item back. When it has arrived and you have checked it, the buyer gets R$94.90 back.",
        "The buyer then has 10 calendar days to send the item back.",
        "If our message arrives today, that is until December 3.",
        "When it has arrived, you have 5 calendar days to check it.",
        "You cannot take this back.",
    )


def test_a_withdrawal_is_confirmed_as_one_though_the_draft_names_the_first_row():
    told = wording.action_confirm("submit", "T1", view(), body={"reason": "withdrawal"})
    assert "The seller is told and cannot refuse." in told


@pytest.mark.parametrize(
    ("market", "said"),
    [
        ("DE", "The law (EU 2011/83) allows at most 14 calendar days for it."),
        ("BR", "The law (CDC 49) wants it ordered at once."),
        ("ID", None),
    ],
)
def test_whoever_withdraws_hears_what_the_law_says_of_the_refund(market, said):
    body = {"reason": "withdrawal"}
    told = wording.action_confirm("submit", "T1", view(), body=body, policy=built_in_policy(market))
    assert "The refund is ordered within 1 working day." in told
    assert [each for each in told if each.startswith("The law")] == ([said] if said else [])
    body = {"reason": "snad_wrong"}
    others = wording.action_confirm("submit", "T1", view(), body=body, policy=built_in_policy(market))
    assert not any(each.startswith("The law") for each in others)


def test_a_deduction_is_taken_off_the_refund_that_is_shown():
    agreed = Offer("buyer-1", codes.Lane.BUYER, 1, REFUND, "bea", NOON, Standing.ACCEPTED)
    told = wording.action_confirm(
        "confirm_return", "T21", view("seller", offers=(agreed,)), body={"deduction": "14.90"}
    )
    assert told[0] == "The buyer gets R$80.00 back. It is taken from your payout."


@pytest.mark.parametrize("amount", ["", None, "many", "NaN", Decimal(5), "5"])
def test_what_was_filled_in_badly_does_not_stop_the_second_click(amount):
    body = {"solution": "refund", "amount": amount}
    assert all(map(is_said, wording.action_confirm("submit", "T1", view(), body=body)))


def test_an_offer_says_what_is_given_or_why_nothing():
    refusal = Offer("seller-2", codes.Lane.SELLER, 2, None, "sam", NOON, refusal=codes.RefusalCode.AS_DESCRIBED)
    assert wording.offer_sentence(refusal, "BRL", "buyer") == "Refused: The item is as described"
    rejection = Offer("platform-2", codes.Lane.PLATFORM, 2, None, "jo", NOON)
    assert wording.offer_sentence(rejection, "BRL", "buyer") == "No refund"
    assert wording.solution_sentence(REFUND, "BRL") == "Refund of R$94.90 without return"


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_says_how_much_may_be_asked_and_what_helps_the_seller(reason):
    assert "R$100.00" in wording.amount_hint(reason, Decimal(100), "BRL")
    assert is_said(wording.evidence_hint(reason, "seller"))
    assert wording.evidence_hint(reason, "seller") != wording.evidence_hint(reason)


@pytest.mark.parametrize("unit", Unit)
def test_units_count_one_and_many(unit):
    assert wording.unit_label(unit, 1).startswith("1 ")
    assert wording.unit_label(unit, 1) + "s" == wording.unit_label(unit, 2).replace("2", "1")


def test_an_unknown_code_is_said_as_it_is_and_nothing_as_nothing():
    assert wording.reason_label("newer_than_this") == "newer_than_this"
    assert wording.reason_label("") == ""


def test_words_follow_the_language_of_the_reader():
    with translation.override("pt-br"):
        assert wording.delivery_label("customs") == "Na alfândega"
    assert wording.delivery_label("customs") == "At customs"


def test_yes_no_and_unsaid_differ():
    assert len({wording.yes_no_label(each) for each in (True, False, None)}) == 3


def deadline(rule, whose, consequence):
    return Deadline(rule, whose, NOON, NOON + timedelta(days=3), consequence, (), 1, "")


def test_the_end_of_the_sellers_time_is_told_to_both():
    ends = deadline(codes.RuleId.D2, codes.Role.SELLER, codes.Consequence.REQUEST_EXECUTED)
    assert wording.deadline_sentence(ends, view("seller"), zone="UTC") == (
        "You have until Thursday, November 26, 12:00\N{NO-BREAK SPACE}PM to answer."
    )
    assert wording.consequence_sentence(ends, view("buyer"), zone="UTC") == (
        "If the seller does not answer by Thursday, November 26, 12:00\N{NO-BREAK SPACE}PM, the request is carried out "
        "by itself: Refund of R$94.90 without return."
    )
