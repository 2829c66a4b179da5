"""By when money should be back: what the policy of the market says of the way it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from loket.orders.actions import carrying_out
from loket.orders.actions.ledger import Request, ask_for, carry_out
from loket.orders.actions.policies import publish_policy
from loket.orders.bookkeeping.refund_dates import expected_by
from loket.orders.models import Policy, Refund
from loket.orders.rulebook.policies import built_in_policy, current_policy, known_markets, laid_over
from loket.orders.rulebook.policy_document import Span
from loket.orders.rulebook.policy_reading import write_policy
from loket.orders.tests.ledger_shop import Shop, ada, max_, order

THURSDAY = date(2026, 11, 5)


def there(method, destination="original", *, market="", policy=None, **more):
    policy = policy or laid_over(built_in_policy(), market)
    return (expected_by(policy, method, destination, market=market, today=THURSDAY, **more) - THURSDAY).days


@pytest.mark.parametrize(
    ("method", "destination", "market", "days"),
    [
        ("pix", "original", "", 1),
        ("card", "original", "", 20),
        ("card", "pix_key", "", 1),
        ("card", "", "BR", 60),
        ("oxxo", "original", "", 11),
        ("oxxo", "original", "MX", 14),
        ("bank_account", "original", "SA", 5),
        ("barter", "original", "", 14),
    ],
)
def test_each_way_has_its_time_in_each_market(method, destination, market, days):
    assert there(method, destination, market=market) == days


def test_holidays_count_where_somebody_knows_them():
    assert there("bank_account", closed=lambda day: day.weekday() in {4, 5, 6}) == 6


def test_a_policy_that_names_no_time_for_a_way_says_two_weeks():
    assert there("pix", policy=replace(built_in_policy(), refund_dates={})) == 14
    assert there("pix", policy=replace(built_in_policy(), refund_dates={"otherwise": Span(3, "d")})) == 3


def test_every_way_that_a_market_names_is_known_in_general_too():
    for market in known_markets().values():
        assert set(market.refund_dates) <= set(built_in_policy().refund_dates)


@pytest.mark.django_db
def test_a_version_from_before_there_were_dates_has_those_that_loket_brings_along():
    rules = {name: each for name, each in write_policy(built_in_policy()).items() if name != "refund_dates"}
    Policy.objects.create(market="BR", version=1, rules=rules)
    assert current_policy("BR").refund_dates["card"] == Span(60, "d")
    assert current_policy("BR").refund_dates["pix"] == Span(1, "d")


@pytest.mark.django_db(transaction=True)
def test_a_refund_is_dated_by_the_policy_that_counts_when_it_is_sent(monkeypatch):
    shop = Shop()
    monkeypatch.setattr(carrying_out, "connector", lambda: shop)
    changed = {**write_policy(built_in_policy()), "refund_dates": {"pix": "9d"}}
    publish_policy(changed, market="BR", note="Slower.", by=max_())
    entry = ask_for(order(), Request("refund", "damaged", Decimal("20.00")), key="k-1", by=ada())
    carry_out(entry.pk)
    assert (Refund.objects.get(entry=entry).expected_by - timezone.now().date()).days == 9
