"""What Loket allows before a lead publishes rules, as a table: yes, or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from loket.orders.rulebook.policies import built_in_policy, known_markets, laid_over
from loket.orders.rulebook.policy_document import KINDS, REASONS, ROLES
from loket.orders.rulebook.policy_reading import read_policy, write_policy
from loket.orders.rulebook.rules import granted, permission, permissions
from loket.orders.tests.rule_cases import NOW, ORDERS, PAID, PAYMENT, delivered, gone_back, parcel, shipped

TABLE = """
order                 | role   | cancel    | refund  | resend    | replace   | address   | coupon
awaiting payment      | buyer  | yes       | unpaid  | unpaid    | unpaid    | yes       | unpaid
awaiting payment      | agent  | yes       | unpaid  | unpaid    | unpaid    | yes       | unpaid
awaiting payment      | lead   | yes       | unpaid  | unpaid    | unpaid    | yes       | unpaid
awaiting payment      | server | yes       | unpaid  | unpaid    | unpaid    | yes       | unpaid
awaiting payment      | system | shop      | unpaid  | unpaid    | unpaid    | role      | unpaid
paid                  | buyer  | yes       | shop    | role      | role      | yes       | state
paid                  | agent  | yes       | yes     | state     | state     | yes       | state
paid                  | lead   | yes       | yes     | state     | state     | yes       | state
paid                  | server | yes       | yes     | state     | state     | yes       | state
paid                  | system | shop      | shop    | role      | role      | role      | state
charged twice         | buyer  | yes       | yes     | role      | role      | yes       | state
charged twice         | agent  | yes       | yes     | state     | state     | yes       | state
charged twice         | lead   | yes       | yes     | state     | state     | yes       | state
charged twice         | server | yes       | yes     | state     | state     | yes       | state
charged twice         | system | shop      | yes     | role      | role      | role      | state
on its way            | buyer  | shipped   | later   | role      | role      | shipped   | state
on its way            | agent  | shipped   | yes     | yes       | state     | shipped   | state
on its way            | lead   | yes       | yes     | yes       | state     | yes       | state
on its way            | server | shipped   | yes     | yes       | state     | shipped   | state
on its way            | system | shipped   | shop    | role      | role      | role      | state
5 days late           | buyer  | shipped   | yes     | role      | role      | shipped   | state
5 days late           | agent  | shipped   | yes     | yes       | state     | shipped   | state
5 days late           | lead   | yes       | yes     | yes       | state     | yes       | state
5 days late           | server | shipped   | yes     | yes       | state     | shipped   | state
5 days late           | system | shipped   | shop    | role      | role      | role      | state
lost                  | buyer  | shipped   | yes     | role      | role      | shipped   | state
lost                  | agent  | shipped   | yes     | yes       | state     | shipped   | state
lost                  | lead   | yes       | yes     | yes       | state     | yes       | state
lost                  | server | shipped   | yes     | yes       | state     | shipped   | state
lost                  | system | shipped   | yes     | role      | role      | role      | state
delivered 3 days ago  | buyer  | shipped   | shop    | role      | role      | shipped   | state
delivered 3 days ago  | agent  | shipped   | yes     | yes       | yes       | shipped   | state
delivered 3 days ago  | lead   | shipped   | yes     | yes       | yes       | shipped   | yes
delivered 3 days ago  | server | shipped   | yes     | yes       | yes       | shipped   | state
delivered 3 days ago  | system | shipped   | shop    | role      | role      | role      | state
delivered 20 days ago | buyer  | shipped   | shop    | role      | role      | shipped   | state
delivered 20 days ago | agent  | shipped   | yes     | yes       | yes       | shipped   | state
delivered 20 days ago | lead   | shipped   | yes     | yes       | yes       | shipped   | yes
delivered 20 days ago | server | shipped   | yes     | yes       | yes       | shipped   | state
delivered 20 days ago | system | shipped   | shop    | role      | role      | role      | state
completed             | buyer  | shipped   | shop    | role      | role      | shipped   | state
completed             | agent  | shipped   | yes     | yes       | over      | shipped   | state
completed             | lead   | shipped   | yes     | yes       | yes       | shipped   | yes
completed             | server | shipped   | yes     | yes       | over      | shipped   | state
completed             | system | shipped   | shop    | role      | role      | role      | state
cancelled, money back | buyer  | cancelled | nothing | cancelled | cancelled | cancelled | yes
cancelled, money back | agent  | cancelled | nothing | cancelled | cancelled | cancelled | yes
cancelled, money back | lead   | cancelled | nothing | cancelled | cancelled | cancelled | yes
cancelled, money back | server | cancelled | nothing | cancelled | cancelled | cancelled | yes
cancelled, money back | system | cancelled | nothing | cancelled | cancelled | cancelled | yes
cancelled, money here | buyer  | cancelled | yes     | cancelled | cancelled | cancelled | yes
cancelled, money here | agent  | cancelled | yes     | cancelled | cancelled | cancelled | yes
cancelled, money here | lead   | cancelled | yes     | cancelled | cancelled | cancelled | yes
cancelled, money here | server | cancelled | yes     | cancelled | cancelled | cancelled | yes
cancelled, money here | system | cancelled | yes     | cancelled | cancelled | cancelled | yes
expired               | buyer  | state     | unpaid  | state     | state     | state     | yes
expired               | agent  | state     | unpaid  | state     | state     | state     | yes
expired               | lead   | state     | unpaid  | state     | state     | state     | yes
expired               | server | state     | unpaid  | state     | state     | state     | yes
expired               | system | state     | unpaid  | state     | state     | state     | yes
expired, paid later   | buyer  | state     | yes     | state     | state     | state     | yes
expired, paid later   | agent  | state     | yes     | state     | state     | state     | yes
expired, paid later   | lead   | state     | yes     | state     | state     | state     | yes
expired, paid later   | server | state     | yes     | state     | state     | state     | yes
expired, paid later   | system | state     | yes     | state     | state     | state     | yes
"""
WORDS = {
    "yes": "",
    "shipped": "already_shipped",
    "cancelled": "already_cancelled",
    "unpaid": "not_paid",
    "nothing": "nothing_left",
    "later": "window_not_open",
    "over": "window_over",
    "state": "not_in_state",
    "role": "not_for_role",
    "shop": "shop_decides",
}
HEAD, *ROWS = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines())


def ask(facts, kind, role="agent", *, market="", **more):
    return permission(facts, kind, role, policy=laid_over(built_in_policy(), market), now=NOW, **more)


def refund(facts, role="buyer", **more):
    return ask(facts, "refund", role, **more)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_each_role_may_what_the_table_says(row):
    order, role, *expected = row
    found = [ask(ORDERS[order], kind, role) for kind in KINDS]
    assert [each.why for each in found] == [WORDS[each] for each in expected]
    assert [each.is_allowed for each in found] == [each == "yes" for each in expected]


def test_the_table_leaves_nothing_out():
    assert {(row[0], row[1]) for row in ROWS} == {(order, role) for order in ORDERS for role in ROLES}
    assert HEAD[2:] == ["cancel", "refund", "resend", "replace", "address", "coupon"]
    assert KINDS == ("cancel", "refund", "resend", "replace", "change_address", "return_coupon")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("market", ["", "BR", "DE"])
def test_who_includes_others_may_at_least_what_they_may(order, kind, market):
    policy = laid_over(built_in_policy(), market)
    for role, others in policy.includes.items():
        for less in others:
            for reason in REASONS:
                lesser = permission(ORDERS[order], kind, less, policy=policy, now=NOW, reason=reason)
                greater = permission(ORDERS[order], kind, role, policy=policy, now=NOW, reason=reason)
                assert greater.is_allowed or not lesser.is_allowed
                assert (greater.most or 0) >= (lesser.most or 0)


@pytest.mark.parametrize(
    ("market", "days", "allowed"),
    [
        ("", 13, True), ("", 15, False), ("DE", 14, True), ("BR", 7, True), ("BR", 8, False), ("ID", 7, True),
        ("MX", 9, True),
    ],
)  # fmt: skip
def test_a_change_of_mind_has_the_days_of_its_market(market, days, allowed):
    found = refund(delivered(days), "agent", market=market, reason="changed_mind")
    assert found.is_allowed is allowed
    assert found.why == ("" if allowed else "window_over")


def test_days_end_with_the_day_where_the_buyer_lives():
    found = refund(delivered(3), "agent", reason="changed_mind", market="BR")
    assert found.until.isoformat() == "2026-11-14T23:59:59-03:00"


def test_what_was_paid_twice_goes_back_once():
    twice = ORDERS["charged twice"]
    assert (refund(twice).most, refund(twice).reasons) == (Decimal("106.90"), ("charged_twice",))
    once_back = replace(twice, payments=(PAYMENT, gone_back("106.90")))
    assert refund(once_back).why == "limit_reached"


def test_a_payment_for_several_orders_is_no_second_payment():
    shared = replace(PAYMENT, amount=Decimal("300.00"))
    together = replace(
        PAID, checkout_id="co-1", payments=(shared, replace(shared, reference="gift", amount=Decimal(50)))
    )
    assert not refund(together).is_allowed
    assert refund(replace(together, payments=(shared,)), "agent").most == Decimal("106.90")


def test_of_a_lost_parcel_only_its_lines_go_back():
    half = shipped(shipments=(parcel("lost", lines=(1,)), parcel("delivered", lines=(2,), delivered=-1)))
    assert refund(half, reason="lost").most == Decimal("64.90")
    assert refund(ORDERS["lost"], reason="lost").most == Decimal("106.90")


def test_a_promise_that_passed_gives_back_what_has_not_come():
    late = {"promised_by": ORDERS["5 days late"].promised_by}
    half = shipped(shipments=(parcel(lines=(1,)), parcel("delivered", lines=(2,), delivered=-1)), **late)
    assert refund(half, reason="late").most == Decimal("64.90")


def test_what_is_due_beyond_the_limit_goes_to_a_person_and_not_back_in_part():
    late = {"promised_by": ORDERS["5 days late"].promised_by, "total": Decimal(301)}
    costly = shipped(payments=(replace(PAYMENT, amount=Decimal(301)),), **late)
    assert (refund(costly, reason="late").is_allowed, refund(costly, reason="late").why) == (False, "over_limit")
    assert refund(replace(costly, payments=(replace(PAYMENT, amount=Decimal(300)),)), reason="late").most == 300


def test_goodwill_has_its_own_small_limit_however_often():
    assert refund(PAID, "agent", reason="goodwill").most == Decimal("21.38")
    given = replace(PAID, payments=(gone_back("21.38", ours=True),))
    assert refund(given, "agent", reason="goodwill").why == "limit_reached"


def test_a_large_refund_in_small_parts_still_needs_a_second_person():
    large = replace(PAID, total=Decimal(2000), payments=(replace(PAYMENT, amount=Decimal(2000)),))
    assert refund(large, "agent", reason="late").second_person_above == 300
    part = replace(gone_back("250", ours=True), amount=Decimal(2000))
    found = refund(replace(large, payments=(part,)), "agent", reason="late")
    assert (found.second_person_above, found.most) == (50, 1250)


def test_a_currency_without_limits_has_no_limit_to_spend():
    foreign = replace(shipped(), currency="CHF")
    assert refund(foreign, "agent", reason="late").why == "limit_reached"
    assert refund(foreign, "lead", reason="late").second_person_above == 0


def test_who_bears_the_cost_follows_from_the_reason():
    costs = {
        reason: refund(ORDERS["lost"], "lead", reason=reason).cost_to for reason in ("damaged", "lost", "goodwill")
    }
    assert costs == {"damaged": "seller", "lost": "carrier", "goodwill": "platform"}


def test_all_reasons_are_offered_each_under_its_own_rule():
    policy = built_in_policy()
    found = granted(delivered(3), "refund", "agent", policy=policy, now=NOW)
    assert [each.rule for each in found] == ["problem", "withdrawal", "goodwill"]
    assert len([reason for each in found for reason in each.reasons]) == len(
        {r for each in found for r in each.reasons}
    )
    assert granted(ORDERS["cancelled, money back"], "refund", "lead", policy=policy, now=NOW) == ()


def test_what_is_allowed_comes_first():
    found = permissions(shipped(), "lead", policy=built_in_policy(), now=NOW)
    assert {each.kind for each in found} == set(KINDS)
    assert [each.is_allowed for each in found] == sorted((each.is_allowed for each in found), reverse=True)


def test_a_coupon_that_is_over_stays_away():
    ended = ORDERS["expired"]
    gone = replace(ended, coupons=(replace(ended.coupons[0], expires_at=NOW),))
    assert ask(gone, "return_coupon", "buyer").is_allowed
    over = replace(ended, coupons=(replace(ended.coupons[0], expires_at=PAID.placed_at),))
    assert ask(over, "return_coupon", "buyer").why == "coupon_expired"
    assert ask(replace(ended, coupons=()), "return_coupon", "buyer").why == "no_coupon"
    back = replace(ended, coupons=(replace(ended.coupons[0], state="returned"),))
    assert ask(back, "return_coupon", "buyer").why == "done_already"


def test_a_group_that_did_not_fill_is_cancelled_by_itself():
    group = {"needed": 5, "joined": 3, "until": "2026-11-09T00:00:00Z"}
    assert ask(replace(PAID, group=group), "cancel", "system").is_allowed
    for other in ({**group, "joined": 5}, {**group, "until": "2026-11-12"}, {"until": "soon"}, None):
        assert not ask(replace(PAID, group=other), "cancel", "system").is_allowed


@pytest.mark.parametrize("market", ["", *known_markets()])
def test_the_documents_read_back_as_they_are_written(market):
    policy = laid_over(built_in_policy(), market)
    again = read_policy({**write_policy(policy), "market": policy.market, "version": policy.version})
    assert again == policy
    assert "lawyer" in policy.notes
