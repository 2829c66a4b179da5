from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from loket.orders.facts import EntryFacts, EventFacts, OrderFacts, PaymentFacts, RefundFacts, ShipmentFacts
from loket.orders.telling.timeline import timeline
from loket.orders.telling.timeline_wording import entry_words
from loket.orders.telling.wording import (
    carrier_name,
    day,
    moment,
    money,
    payment_method,
    refund_line,
    shipment_line,
    standing,
    state_label,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PRICE = Decimal("94.90")
PAID = PaymentFacts("p1", "card", PRICE, "captured", paid_at=NOW - timedelta(days=20))
SENT = ShipmentFacts(
    "s1", (1,), "in_transit", "correios", "LB123456789CN", NOW - timedelta(days=19), None,
    (EventFacts(NOW - timedelta(days=4), "in_transit", "Curitiba", "Objeto em trânsito"),),
)  # fmt: skip
ORDER = OrderFacts(
    "LK-1", "shipped", NOW - timedelta(days=20), "BRL", "BR", PRICE, "Lantai",
    promised_by=NOW + timedelta(days=5), time_zone="America/Recife", payments=(PAID,), shipments=(SENT,),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_that_year(monkeypatch):
    monkeypatch.setattr("loket.orders.telling.formats.timezone.now", lambda: NOW)


def going_back(state="sent", expected=date(2026, 11, 30), destination="original"):
    return RefundFacts("r1", PRICE, destination, state, expected)


def cancelled(refund=None, **fields):
    payment = replace(PAID, refunds=(refund,) if refund else ())
    return replace(ORDER, state="cancelled", shipments=(), payments=(payment,), **fields)


@pytest.mark.parametrize(
    ("language", "amount", "currency", "said"),
    [
        ("pt-br", "1234.5", "BRL", "R$ 1.234,50"),
        ("id", "629000", "IDR", "Rp 629.000"),
        ("id", "629000.50", "IDR", "Rp 629.000,50"),
        ("es", "719", "MXN", "$719.00"),
        ("es", "719", "BRL", "719,00 BRL"),
        ("en", "38.9", "USD", "$38.90"),
        ("en", "94.9", "BRL", "R$94.90"),
        ("en", "1500", "JPY", "¥1,500"),
    ],
)
def test_money_looks_as_its_people_write_it(language, amount, currency, said):
    with override(language):
        assert money(Decimal(amount), currency).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_moment_stands_on_the_viewers_clock():
    late = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
    with override("pt-br"):
        assert moment(late, "America/Recife").startswith("17 de nov.")
        assert moment(late, "Asia/Jakarta").endswith("08:30")
    assert moment(None) == ""


def test_a_day_has_its_year_only_when_it_is_another():
    with override("en"):
        assert day(NOW.date()) == "November 22"
        assert day(date(2031, 1, 2)) == "January 2, 2031"
    assert day(None) == ""


@pytest.mark.parametrize(
    ("state", "expected", "words"),
    [
        ("requested", date(2026, 11, 30), "goes back to the card; expected by November 30"),
        ("sent", date(2026, 11, 30), "is on its way back to the card; expected by November 30"),
        ("sent", date(2026, 11, 20), "should have been back to the card by November 20"),
        ("sent", None, "the day is not known yet"),
        ("settled", date(2026, 11, 20), "has gone back to the card"),
        ("failed", date(2026, 11, 20), "could not be sent back to the card"),
    ],
)
def test_a_refund_says_where_the_money_is_and_until_when(state, expected, words):
    with override("en"):
        line = refund_line(going_back(state, expected), PAID, "BRL", today=NOW.date())
    assert line.startswith("R$94.90")
    assert words.split(";")[0] in line and words in line


@pytest.mark.parametrize("method", ["card", "pix", "boleto", "oxxo", "spei", "qris", "virtual_account", "points_club"])
def test_every_way_to_pay_has_a_name_and_a_way_back(method):
    with override("en"):
        assert payment_method(method)
        assert refund_line(going_back(), replace(PAID, method=method), "BRL").count("  ") == 0


def test_what_no_table_knows_is_said_as_the_shop_says_it():
    assert payment_method("points_club") == "Points club"
    assert carrier_name("Rapid Llama") == "Rapid Llama"
    assert carrier_name("CORREIOS") == "Correios"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (ORDER, "On its way with Correios since November 3, last seen in Curitiba on November 18. It is promised by"),
        (replace(ORDER, promised_by=NOW - timedelta(days=2)), "promised by November 20 and is late. On its way"),
        (replace(ORDER, state="paid", shipments=()), "paid, and Lantai is preparing it. It is promised by November 27"),
        (replace(ORDER, state="paid", shipments=(), promised_by=NOW - timedelta(1)), "late. It has not been sent yet"),
        (replace(ORDER, shipments=(replace(SENT, state="customs"),)), "Held at customs in Curitiba"),
        (replace(ORDER, shipments=(replace(SENT, state="lost"),)), "The parcel is lost; it was last seen in Curitiba"),
        (replace(ORDER, state="expired", payments=(), shipments=()), "The payment did not arrive in time"),
        (cancelled(), "nobody has sent R$94.90 back yet"),
        (cancelled(going_back()), "The order was cancelled. R$94.90 is on its way back"),
        (cancelled(going_back(expected=date(2026, 11, 1))), "is not there yet"),
        (replace(ORDER, payments=(PAID, replace(PAID, reference="p2"))), "R$94.90 was taken twice"),
        (replace(ORDER, state="paid", shipments=(), group={"needed": 5, "joined": 3}), "3 of 5 people have joined"),
        (replace(ORDER, shipments=(replace(SENT, state="delivered", delivered_at=NOW),)), "Delivered on November 22"),
        (replace(ORDER, state="awaiting_payment", payments=(), shipments=()), "waits for its payment"),
        (replace(ORDER, state="of_the_future", payments=(), shipments=()), ""),
    ],
)  # fmt: skip
def test_one_sentence_says_where_an_order_is(facts, words):
    with override("en"):
        assert words in standing(facts, NOW)


def test_a_pending_payment_says_until_when():
    pending = PaymentFacts("p1", "boleto", PRICE, "pending", expires_at=NOW + timedelta(hours=30))
    facts = replace(ORDER, state="awaiting_payment", payments=(pending,), shipments=())
    with override("en"):
        assert standing(facts, NOW) == "The order waits for R$94.90 by Boleto, until Nov 23, 2026, 3:00\xa0PM."
        assert "Without it, the order ends" in standing(facts, NOW + timedelta(hours=12))


def test_a_parcel_at_customs_says_more_than_shipped():
    with override("en"):
        assert state_label(ORDER) == "Shipped"
        assert state_label(replace(ORDER, shipments=(replace(SENT, state="customs"),))) == "At customs"
        assert state_label(replace(ORDER, state="of_the_future")) == "of_the_future"


@pytest.mark.parametrize("state", ["preparing", "in_transit", "customs", "delivered", "returned", "lost"])
def test_every_parcel_can_be_said_with_little_known(state):
    with override("en"):
        assert "  " not in shipment_line(ShipmentFacts("s1", (1,), state))
        assert "None" not in shipment_line(ShipmentFacts("s1", (1,), state)).strip()


def test_the_time_line_runs_from_order_to_promise():
    entries = timeline(ORDER, NOW)
    assert [each.kind for each in entries] == ["placed", "paid", "shipped", "seen", "promise"]
    assert [each.tone for each in entries] == ["done", "done", "done", "now", "coming"]
    assert entries[3].place == "Curitiba"


def test_a_late_promise_stands_in_the_past():
    late = timeline(replace(ORDER, promised_by=NOW - timedelta(days=1)), NOW)
    assert (late[-1].kind, late[-1].tone) == ("promise", "wrong")


def test_a_refund_ends_the_line_of_a_cancelled_order():
    asked = EntryFacts("e1", "cancel", "settled", "changed_mind", NOW - timedelta(days=1))
    entries = timeline(cancelled(going_back(), ledger=(asked,)), NOW)
    assert [each.kind for each in entries] == ["placed", "paid", "asked", "refund_coming"]
    assert entries[-1].is_day and entry_words(entries[-1], "BRL", time_zone="Asia/Jakarta").when == day(
        date(2026, 11, 30)
    )


def test_what_the_ledger_dates_stands_once():
    asked = tuple(EntryFacts(name, kind, "settled", "late", NOW) for name, kind in (("e1", "cancel"), ("r1", "refund")))
    entries = timeline(cancelled(going_back("settled"), ledger=asked), NOW)
    assert [each.kind for each in entries] == ["placed", "paid", "asked", "asked"]


def test_each_of_several_parcels_has_its_number():
    two = replace(ORDER, shipments=(SENT, replace(SENT, id="s2", events=())))
    assert [each.parcel for each in timeline(two, NOW) if each.kind == "shipped"] == [1, 2]


@pytest.mark.parametrize("language", ["en", "pt-br", "id", "es"])
def test_every_entry_can_be_said(language):
    odd = replace(ORDER, group={"until": "2026-11-25T10:00:00+00:00"}, ledger=(
        EntryFacts("e1", "refund", "needs_person", "late", NOW, PRICE),
        EntryFacts("e2", "of_the_future", "odd", "late", NOW),
    ))  # fmt: skip
    with override(language):
        said = [entry_words(each, "BRL", time_zone="Asia/Jakarta") for each in timeline(odd, NOW)]
    assert all(each.title for each in said) and len(said) == 8
