from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.facts import CouponFacts, PaymentFacts, RefundFacts
from loket.orders.rulebook.policies import built_in_policy
from loket.orders.rulebook.policy_document import (
    ANCHORS,
    KINDS,
    PARCEL_STATES,
    REASONS,
    ROLES,
    SHARES_OF,
    SITUATIONS,
    STATES,
    PolicyDocument,
    Rule,
    Span,
    Window,
)
from loket.orders.rulebook.rule_wording import explain
from loket.orders.rulebook.rules import granted, permission, permissions
from loket.orders.rulebook.situations import UNDER_WAY
from loket.orders.tests.rule_cases import NOW, PAID, day, delivered, entry, gone_back, parcel, shipped

MONEY = st.decimals(0, 500, places=2)
AMOUNTS = {"little": {"BRL": Decimal(30)}, "much": {"BRL": Decimal(300)}}


def some(values, *, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=4, unique=True).map(tuple)


SPANS = st.none() | st.builds(Span, st.integers(0, 60), st.sampled_from(["h", "d", "business_days"]))
RULES = st.builds(
    Rule,
    id=st.uuids().map(str),
    kind=st.sampled_from(KINDS),
    roles=some(ROLES, least=1),
    reasons=some(REASONS, least=1),
    states=some(STATES),
    parcels=some(PARCEL_STATES),
    given=st.lists(st.sampled_from(SITUATIONS), max_size=1).map(tuple),
    window=st.none() | st.builds(Window, st.sampled_from(ANCHORS), SPANS, SPANS),
    of=st.sampled_from(SHARES_OF),
    share=st.decimals(0, 1, places=2),
    most=st.sampled_from(["", "little", "much"]),
    second_person_above=st.sampled_from(["", "little"]),
    whole=st.booleans(),
    once=st.booleans(),
    on=st.booleans(),
)
INCLUDES = {"agent": ("buyer",), "lead": ("agent",)}
POLICIES = st.builds(
    PolicyDocument,
    market=st.just(""),
    version=st.just(1),
    rules=st.lists(RULES, max_size=6).map(tuple),
    amounts=st.just(AMOUNTS),
    includes=st.just(INCLUDES),
)
REFUNDS = st.builds(
    RefundFacts,
    id=st.sampled_from(["e1", "e2", "theirs"]),
    amount=MONEY,
    destination=st.just("original"),
    state=st.sampled_from(["requested", "sent", "settled", "failed"]),
    is_ours=st.booleans(),
)
PAYMENTS = st.builds(
    PaymentFacts,
    reference=st.text(max_size=3),
    method=st.just("pix"),
    amount=MONEY,
    state=st.sampled_from(["pending", "captured", "failed"]),
    refunds=st.lists(REFUNDS, max_size=2).map(tuple),
)
ENTRIES = st.builds(
    entry,
    st.sampled_from(KINDS),
    st.sampled_from(["settled", "declined", "refused", *UNDER_WAY]),
    MONEY,
    id=st.sampled_from(["e1", "e2", "e3"]),
)
PARCELS = st.builds(
    parcel,
    st.sampled_from(PARCEL_STATES),
    lines=st.sampled_from([(), (1,), (2,), (1, 2)]),
    shipped=st.integers(-40, 0),
    delivered=st.none() | st.integers(-10, 0),
)
COUPONS = st.builds(
    CouponFacts,
    code=st.just("WELCOME"),
    discount=MONEY,
    funded_by=st.just("seller"),
    state=st.sampled_from(["applied", "returned", "lost"]),
    expires_at=st.none() | st.integers(-5, 5).map(day),
)
ORDERS = st.builds(
    replace,
    st.just(PAID),
    state=st.sampled_from(STATES),
    payments=st.lists(PAYMENTS, max_size=3).map(tuple),
    coupons=st.lists(COUPONS, max_size=2).map(tuple),
    ledger=st.lists(ENTRIES, max_size=3).map(tuple),
    shipments=st.lists(PARCELS, max_size=2).map(tuple),
    promised_by=st.none() | st.integers(-80, 20).map(day),
    checkout_id=st.sampled_from(["", "co-1"]),
    time_zone=st.sampled_from(["", "America/Recife", "No/Where"]),
)


def left(facts):
    """What was paid, less what went back and what the ledger may have sent that no payment tells of."""
    told = {refund.id for payment in facts.payments for refund in payment.refunds}
    silent = [each for each in facts.ledger if each.kind == "refund" and each.state not in {"refused", "declined"}]
    return facts.paid - facts.refunded - sum((each.amount for each in silent if each.id not in told), Decimal(0))


@given(ORDERS, POLICIES | st.just(built_in_policy()), st.sampled_from(ROLES))
def test_never_more_goes_back_than_is_left(facts, policy, role):
    found = granted(facts, "refund", role, policy=policy, now=NOW)
    first = permission(facts, "refund", role, policy=policy, now=NOW)
    assert bool(found) is first.is_allowed
    for each in (*found, first):
        assert not each.is_allowed or 0 < each.most <= left(facts)


@given(ORDERS, POLICIES, st.sampled_from(KINDS), st.sampled_from(["", *REASONS]))
def test_who_includes_another_role_may_what_it_may(facts, policy, kind, reason):
    asked = {"policy": policy, "now": NOW, "reason": reason}
    allowed = [permission(facts, kind, role, **asked).is_allowed for role in ("buyer", "agent", "lead")]
    assert allowed == sorted(allowed)


@given(ORDERS, POLICIES | st.just(built_in_policy()), st.sampled_from(ROLES))
def test_every_answer_names_its_reason_in_a_sentence(facts, policy, role):
    found = permissions(facts, role, policy=policy, now=NOW)
    assert {each.kind for each in found} == set(KINDS)
    for each in found:
        assert each.is_allowed is not bool(each.why)
        said = explain(each, currency="BRL", time_zone="America/Recife")
        assert said.strip().endswith((".", ":")) and "%(" not in said and "_" not in said


@given(ORDERS, st.sampled_from(ROLES), st.sampled_from(KINDS), st.sampled_from(REASONS))
def test_a_reason_is_granted_by_a_rule_that_knows_it(facts, role, kind, reason):
    found = permission(facts, kind, role, policy=built_in_policy(), now=NOW, reason=reason)
    assert not found.is_allowed or reason in found.reasons


def policy_with(*rules):
    return PolicyDocument("", 1, rules, AMOUNTS, includes=INCLUDES)


def rule(**fields):
    return Rule(**{"id": "one", "kind": "refund", "roles": ("agent",), "reasons": ("late",), **fields})


def ask(facts, *rules, kind="refund", role="agent", now=NOW, **more):
    return permission(facts, kind, role, policy=policy_with(*rules), now=now, **more)


def test_the_first_rule_that_grants_wins():
    rules = [rule(id="off", on=False), rule(id="first", most="little"), rule(id="second")]
    found = ask(PAID, *rules)
    assert (found.rule, found.most) == ("first", Decimal("30.00"))


def test_the_rule_that_came_nearest_is_named():
    soon, later = Window("placed", Span(9, "d")), Window("placed", Span(20, "d"))
    rules = [rule(id="state", states=("expired",)), rule(id="later", window=later), rule(id="soon", window=soon)]
    found = ask(PAID, *rules)
    assert (found.rule, found.why, found.facts["from"].isoformat()) == (
        "soon", "window_not_open", "2026-11-11T23:59:59-03:00",
    )  # fmt: skip


@pytest.mark.parametrize("hours", [0, 1, 47, 48, 49])
def test_hours_count_to_the_minute(hours):
    window = Window("placed", closes=Span(48, "h"))
    found = ask(PAID, rule(window=window), now=PAID.placed_at + timedelta(hours=hours))
    assert found.is_allowed is (hours <= 48)


def test_a_window_whose_start_did_not_happen_is_not_over():
    assert ask(PAID, rule(window=Window("delivered", closes=Span(7, "d")))).is_allowed
    found = ask(replace(PAID, promised_by=None), rule(window=Window("promised", Span(1, "d"))))
    assert (found.why, "from" in found.facts) == ("window_not_open", False)


@pytest.mark.parametrize("state", sorted(UNDER_WAY))
def test_nothing_is_asked_for_twice_while_it_is_under_way(state):
    under_way = shipped(ledger=(entry("refund", state, "10"),))
    assert ask(under_way, rule()).why == "pending_already"
    assert ask(under_way, rule(kind="resend"), kind="resend").is_allowed


@pytest.mark.parametrize(
    ("taken", "wanted", "is_free"),
    [
        ((), (1,), False),
        ((1,), (1,), False),
        ((1,), (1, 2), False),
        ((1,), (2,), True),
        ((1,), (), False),
        ((1,), None, True),
        ((1, 2), None, False),
    ],
)
@pytest.mark.parametrize("kind", ["refund", "resend"])
def test_what_is_under_way_stops_its_own_lines(kind, taken, wanted, is_free):
    facts = shipped(ledger=(replace(entry(kind, "sending", "10"), lines=taken),))
    found = ask(facts, rule(kind=kind), kind=kind, lines=wanted)
    assert (found.is_allowed, found.why) == (is_free, "" if is_free else "pending_already")


def test_what_is_done_once_is_not_begun_for_another_line():
    under_way = shipped(ledger=(replace(entry("resend", "sending"), lines=(1,)),))
    found = ask(under_way, rule(kind="resend", once=True), kind="resend", lines=(2,))
    assert found.why == "pending_already"


def test_a_window_of_business_days_leaves_weekends_out():
    # It arrived on Tuesday 3 November; five business days end with Tuesday the 10th.
    window = Window("delivered", closes=Span(5, "business_days"))
    facts = delivered(7)
    found = ask(facts, rule(window=window))
    assert found.until.date() == date(2026, 11, 10)
    assert ask(facts, rule(window=window), closed=lambda day: day.weekday() != 0).until.date() == date(2026, 12, 7)
    assert ask(facts, rule(window=Window("delivered", closes=Span(4, "business_days")))).why == "window_over"


def test_what_was_declined_or_refused_may_be_asked_for_again():
    for state in ("declined", "refused"):
        found = ask(replace(PAID, ledger=(entry("refund", state, "100"),)), rule())
        assert found.most == Decimal("106.90")


def test_money_that_the_ledger_sent_counts_before_the_shop_tells_of_it():
    sent = replace(PAID, ledger=(entry("refund", "settled", "100"),))
    assert ask(sent, rule()).most == Decimal("6.90")
    told = replace(sent, payments=(gone_back("100", id="e1", ours=True),))
    assert ask(told, rule()).most == Decimal("6.90")


def test_half_of_the_order_is_half_of_it_once():
    half = rule(share=Decimal("0.5"))
    assert ask(PAID, half).most == Decimal("53.45")
    assert ask(replace(PAID, payments=(gone_back("50"),)), half).most == Decimal("3.45")


def test_what_is_done_once_is_not_done_again():
    again = shipped(ledger=(entry("resend", "settled"),))
    assert ask(again, rule(kind="resend", once=True), kind="resend").why == "done_already"
    assert ask(again, rule(kind="resend"), kind="resend").is_allowed


def test_an_order_above_the_limit_is_not_sent_again():
    assert ask(shipped(), rule(kind="resend", most="little"), kind="resend").why == "over_limit"
    assert ask(shipped(), rule(kind="resend", most="much"), kind="resend").is_allowed


def test_a_reason_that_no_rule_knows_is_named_with_those_that_are_known():
    found = ask(PAID, rule(), reason="goodwill")
    assert (found.why, found.facts["reasons"]) == ("not_for_reason", ("late",))


def test_a_role_without_rules_learns_that_others_have_some():
    assert ask(PAID, rule(), role="buyer").why == "not_for_role"
    assert ask(PAID, rule(kind="cancel"), role="buyer").why == "shop_decides"
    assert ask(PAID, rule(roles=("lead",)), role="agent").facts["others"] == ("lead",)
