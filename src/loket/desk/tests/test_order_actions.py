from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.cast import ada, edith, max_
from loket.conversations.actions.orders import attach_order
from loket.desk.forms.orders import read_amount
from loket.desk.tests.waiting import signed_in, waiting
from loket.orders.models import LedgerEntry
from loket.orders.money import written
from loket.orders.tests import ledger_shop

pytestmark = pytest.mark.django_db


def address(order, kind="refund"):
    return f"/desk/orders/{order.number}/actions/{kind}"


def fields(**changes):
    return {
        "key": str(uuid4()),
        "reason": "damaged",
        "amount": "10.00",
        "destination": "original",
        "step": "confirm",
        **changes,
    }


def ask(order, member=None, kind="refund", *, htmx=False, **changes):
    headers = {"HX-Request": "true"} if htmx else {}
    return signed_in(member or ada()).post(address(order, kind), fields(**changes), headers=headers)


def entries(order):
    return list(LedgerEntry.objects.filter(order=order).order_by("created_at"))


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_refund_is_looked_over_and_then_asked_for_once():
    order = ledger_shop.order()
    shown = text_of(signed_in(ada()).get(address(order)))
    assert "What the rules allow" in shown
    review = ask(order, step="review")
    assert "R$10.00" in text_of(review).replace("\N{NO-BREAK SPACE}", "")
    assert entries(order) == []
    assert ask(order).status_code == 302
    (entry,) = entries(order)
    assert (entry.kind, entry.amount, entry.reason, entry.asked_by) == ("refund", 10, "damaged", ada().label)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_double_click_makes_one_entry(htmx):
    order, sent = ledger_shop.order(), fields()
    for _time in range(3):
        assert ask(order, htmx=htmx, **sent).status_code in (204, 302)
    assert len(entries(order)) == 1


def test_the_same_form_with_other_words_moves_nothing_and_says_so():
    order, sent = ledger_shop.order(), fields()
    ask(order, **sent)
    client = signed_in(ada())
    answer = client.post(address(order), {**sent, "amount": "12.00"}, follow=True)
    assert "This was sent before, with other words" in text_of(answer)
    assert len(entries(order)) == 1


def test_nobody_is_told_of_anothers_entry_by_its_key():
    order, sent = ledger_shop.order(), fields()
    ask(order, **sent)
    assert ask(order, max_(), **sent).status_code == 409
    assert len(entries(order)) == 1


def test_above_the_cap_the_sentence_says_so_and_keeps_what_was_typed():
    order = ledger_shop.order()
    answer = ask(order, amount="4.321,00")
    assert answer.status_code == 422
    assert "At most" in text_of(answer)
    assert "4.321,00" in text_of(answer)
    assert entries(order) == []


@pytest.mark.parametrize(
    "wrong", [{"amount": "ten"}, {"amount": "0"}, {"amount": ""}, {"reason": "because"}, {"key": "x"}]
)
def test_what_is_wrong_is_said_and_nothing_is_asked_for(wrong):
    order = ledger_shop.order()
    assert ask(order, **wrong).status_code == 422
    assert entries(order) == []


def test_chosen_items_without_an_amount_are_refunded_whole():
    order = ledger_shop.order()
    ask(order, amount="", lines=["2"])
    (entry,) = entries(order)
    assert (entry.amount, entry.lines) == (40, [2])


def test_what_the_rules_forbid_says_why_and_is_not_done():
    order = ledger_shop.order(state="delivered")
    shown = signed_in(ada()).get(address(order, "cancel"))
    assert "This cannot be done now" in text_of(shown)
    answer = ask(order, kind="cancel", reason="changed_mind")
    assert answer.status_code == 409
    assert shown.context["page"].why in answer.content.decode().replace("&#x27;", "'")
    assert entries(order) == []


def test_above_the_agents_limit_a_second_person_is_announced_and_waited_for():
    order = ledger_shop.order(lines=("900.00", "200.00"))
    review = text_of(ask(order, step="review", amount="1000.00"))
    assert "A second person must approve this" in review
    ask(order, amount="1000.00")
    (entry,) = entries(order)
    assert entry.state == "awaiting_approval"


def test_a_new_address_is_asked_for():
    order = ledger_shop.order(state="paid")
    asked = {"name": "Bea", "street": "Rua Nova 2\nApto 4", "city": "Olinda", "postcode": "53020", "country": "BR"}
    answer = ask(order, kind="change_address", reason="ordered_by_mistake", **asked)
    assert answer.status_code in (302, 422)
    for entry in entries(order):
        assert entry.details["address"]["lines"] == ["Rua Nova 2", "Apto 4"]


def test_in_a_conversation_the_drawer_closes_and_the_panel_is_told():
    order, opened = ledger_shop.order(), waiting()
    attach_order(opened.conversation, order, by=ada())
    answer = ask(order, htmx=True, conversation=str(opened.conversation.pk))
    assert answer.status_code == 204
    assert "order-acted" in answer.headers["HX-Trigger"]
    page = signed_in(ada()).get(f"/desk/conversations/{opened.conversation.pk}/state").content.decode()
    assert "To be sent" in page


def test_who_does_not_answer_customers_asks_for_nothing():
    order = ledger_shop.order()
    assert ask(order, edith()).status_code == 404
    assert ask(order, kind="burn").status_code == 404
    assert ask(order, conversation=str(uuid4())).status_code == 404
    assert entries(order) == []


@pytest.mark.parametrize(
    ("typed", "decimals", "meant"),
    [
        ("10", 2, "10"), ("10.5", 2, "10.5"), ("10,50", 2, "10.50"), ("R$ 1.234,50", 2, "1234.50"),
        ("1,234.50", 2, "1234.50"), ("150.000", 2, "150000"), ("1.234.567", 2, "1234567"), ("1 234,5", 2, "1234.5"),
        ("1.234", 3, "1.234"), ("Rp150.000", 2, "150000"), ("12,345,678.90", 2, "12345678.90"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed, decimals, meant):
    assert read_amount(typed, decimals=decimals) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "ten", "-5", "1.23.4", "1,2,3", "1.2345", "12.34.567", "1e5", "٣٫٥", "1.234,567.8"]
)
def test_what_is_no_amount_is_none(typed):
    assert read_amount(typed, decimals=2) is None


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999999"), places=2))
def test_an_amount_that_a_form_carries_comes_back_the_same(amount):
    assert read_amount(written(amount, "BRL"), decimals=2) == amount


def test_a_refund_can_become_store_credit_and_says_where_it_goes():
    order = ledger_shop.order()
    assert 'value="store_credit"' in text_of(signed_in(ada()).get(address(order)))
    assert "Store credit" in text_of(ask(order, step="review", destination="store_credit"))
    ask(order, destination="store_credit")
    (entry,) = entries(order)
    assert (entry.destination, entry.state) == ("store_credit", "ready")


@pytest.mark.parametrize("destination", ["wallet", "bank_account", "pix_key"])
def test_another_account_stays_the_buyers_own_page(destination):
    order = ledger_shop.order()
    assert ask(order, destination=destination).status_code == 422
    assert entries(order) == []


def test_where_the_shop_can_only_send_it_back_nothing_else_is_offered(settings):
    settings.LOKET_MARKETPLACE, settings.LOKET_MARKETPLACE_URL = "woocommerce", "https://shop.example"
    settings.LOKET_MARKETPLACE_KEY = settings.LOKET_MARKETPLACE_SECRET = "key"
    order = ledger_shop.order()
    assert 'name="destination"' not in text_of(signed_in(ada()).get(address(order)))
    ask(order, destination="store_credit")
    assert [each.destination for each in entries(order)] == ["original"]


def test_the_same_form_with_another_destination_moves_nothing_and_says_so():
    order, sent = ledger_shop.order(), fields(destination="store_credit")
    ask(order, **sent)
    again = signed_in(ada()).post(address(order), {**sent, "destination": "original"}, follow=True)
    assert "This was sent before, with other words" in text_of(again)
    repeated = signed_in(ada()).post(address(order), sent, follow=True)
    assert "This was sent before" not in text_of(repeated)
    assert len(entries(order)) == 1
