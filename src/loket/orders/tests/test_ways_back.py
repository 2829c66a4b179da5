from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from loket.orders.bookkeeping.ways_back import WAYS_BACK, can_go_back, named_accounts, payment_without_way_back
from loket.orders.facts import OrderFacts, PaymentFacts, RefundFacts
from loket.orders.telling.naming import DESTINATIONS, METHODS

PAID = PaymentFacts("p-1", "oxxo", Decimal("94.90"), "captured")
ORDER = OrderFacts(
    number="LK-1",
    state="paid",
    placed_at=datetime(2026, 11, 22, tzinfo=UTC),
    currency="MXN",
    market="MX",
    total=Decimal("94.90"),
    seller="Sam",
    payments=(PAID,),
)
CASH_AND_TRANSFERS = ["boleto", "oxxo", "spei", "virtual_account", "cash_on_delivery", "pse", "convenience_store"]


@pytest.mark.parametrize("method", CASH_AND_TRANSFERS)
def test_cash_and_transfers_carry_no_money_back(method):
    assert not can_go_back(method)
    assert not can_go_back(f" {method.upper()} ")


@pytest.mark.parametrize("method", ["card", "pix", "wallet", "qris", "gift_card", "points_club"])
def test_what_knows_its_payer_does_and_what_is_unknown_is_the_marketplaces_own_matter(method):
    assert can_go_back(method)


def test_every_method_that_has_a_name_has_an_answer_and_a_reason():
    assert set(METHODS) <= set(WAYS_BACK)
    assert all(each.why.endswith(".") for each in WAYS_BACK.values())


@pytest.mark.parametrize(
    ("currency", "accounts"),
    [("BRL", ("pix_key", "bank_account")), ("IDR", ("bank_account", "wallet")), ("MXN", ("bank_account",))],
)
def test_what_may_be_named_instead_exists_in_the_country(currency, accounts):
    assert named_accounts(currency) == accounts
    assert set(accounts) <= set(DESTINATIONS)


def went(state, destination="original", amount="94.90"):
    return replace(ORDER, payments=(replace(PAID, refunds=(RefundFacts("r", Decimal(amount), destination, state),)),))


@pytest.mark.parametrize(
    "facts", [ORDER, went("requested"), went("sent"), went("failed", "bank_account"), went("settled", amount="10")]
)
def test_money_that_is_still_to_find_a_way_is_found(facts):
    assert payment_without_way_back(facts).reference == "p-1"


@pytest.mark.parametrize(
    "facts",
    [
        went("settled"),
        went("requested", "bank_account"),
        replace(ORDER, payments=(replace(PAID, state="pending"),)),
        replace(ORDER, payments=(replace(PAID, method="card"),)),
        replace(ORDER, payments=()),
    ],
)
def test_where_nothing_is_left_to_send_nothing_is_found(facts):
    assert payment_without_way_back(facts) is None
