"""Guided flows where care is needed: an unsure question, an address in parts, money without a way back."""

from __future__ import annotations

import pytest
from django.utils import timezone

from journeys.cast import bea as somebody
from loket.orders.models import LedgerEntry
from loket.orders.tests.documents import document, imported
from loket.reception.tests import test_guided
from loket.reception.tests.story import now_of, says
from loket.reception.tests.test_guided import NUMBER, OTHER, bea, code_of, ids, taps

pytestmark = pytest.mark.django_db

guided_bank, bank, paid = test_guided.guided_bank, test_guided.bank, test_guided.paid
# Three articles are about as near.
UNSURE = "it has not come"


def wants_another_address(opened, *words):
    says(opened, NUMBER)
    taps(opened, "flow:change_address")
    for each in words:
        (reply,) = says(opened, each)
    return reply


def test_an_address_is_read_in_parts_shown_and_sent_on(paid):
    opened = bea()
    asked = wants_another_address(opened, "Ana Souza, Rua Chile, 30, ap. 4, Salvador, CEP 40020010")
    assert "- Street: Rua Chile, 30, ap. 4\n- City: Salvador\n- Postcode: 40020-010\n- Country: Brazil" in asked.text
    (done,) = taps(opened, "go:change_address:change")
    assert "goes to the new address" in done.text
    assert LedgerEntry.objects.get().details["address"] == {
        "name": "Ana Souza", "lines": ["Rua Chile, 30, ap. 4"], "city": "Salvador", "postcode": "40020-010",
        "country": "BR",
    }  # fmt: skip


@pytest.mark.parametrize(
    "abroad", ["Bea Souza, Rua das Flores 12, 1200-195 Lisboa", "910 Calle Ocho, Miami, FL 33135, Estados Unidos"]
)
def test_an_address_in_another_country_is_left_to_a_person(paid, abroad):
    opened = bea()
    reply = wants_another_address(opened, abroad)
    assert (reply.language, "only be changed within that country" in reply.text) == ("en", True)
    assert ids(reply) == ["go:change_address:again", "later", "person"]
    taps(opened, "go:change_address:change")
    assert not LedgerEntry.objects.exists()


def test_a_missing_postcode_is_asked_for_once_and_may_come_alone(paid):
    opened = bea()
    asked = wants_another_address(opened, "Bea Souza, Rua Chile 30, Salvador")
    assert "postcode" in asked.text
    (shown,) = says(opened, "40020-010")
    assert "- City: Salvador\n- Postcode: 40020-010" in shown.text


def test_who_finds_no_postcode_gets_a_person_who_looks_at_the_address(paid):
    opened = bea()
    handover = wants_another_address(opened, "Bea Souza, Rua Chile 30, Salvador", "rua Chile 30 em Salvador")
    assert handover.kind == "handover"
    stood = now_of(opened)
    assert (stood.flow, stood.flow_data["address"]) == ("change_address", "Bea Souza, Rua Chile 30, Salvador")
    assert not LedgerEntry.objects.exists()


def test_an_unsure_question_of_a_buyer_with_several_orders_asks_for_the_order_first(paid):
    imported(document(OTHER, items__0__title="Kettle"))
    opened = bea()
    (asked,) = says(opened, UNSURE)
    assert sorted(ids(asked)) == [f"order:{NUMBER}", f"order:{OTHER}", "person"]
    (reply,) = taps(opened, f"order:{OTHER}")
    assert "on its way" in reply.text.lower()
    assert ids(reply)[:2] == ["flow:damaged", "flow:tracking"]


def test_an_unsure_question_with_a_number_tells_the_order_and_what_it_may_be_about():
    imported(document(NUMBER))
    (reply,) = says(bea(), f"{UNSURE} {NUMBER}")
    assert reply.sources[0]["article"] == f"order:{NUMBER}"
    assert f"What do you need for order {NUMBER}?" in reply.text
    assert ids(reply)[:3] == ["flow:damaged", "article:refund-time", "flow:tracking"]


def test_a_code_remembers_what_an_unsure_question_may_have_been_about(paid):
    opened = somebody()
    says(opened, f"{UNSURE} {NUMBER}")
    taps(opened, "code:send")
    (reply,) = says(opened, code_of(opened))
    assert ids(reply)[:2] == ["flow:damaged", "flow:tracking"]


def test_a_question_near_to_nothing_brings_no_list_of_orders(paid):
    imported(document(OTHER, items__0__title="Kettle"))
    (reply,) = says(bea(), "is the warehouse in Spain open on sunday")
    assert not [each for each in ids(reply) if each.startswith("order:")]


def test_an_unsure_question_asked_again_comes_to_a_person(paid):
    imported(document(OTHER, items__0__title="Kettle"))
    opened = bea()
    kinds = [says(opened, UNSURE)[0].kind for _time in range(3)]
    assert kinds[-1] == "handover"


def paid_with_oxxo(**changes):
    imported(document(NUMBER, payments__0__method="oxxo", currency="MXN", market="MX", **changes))


def test_money_that_cannot_go_back_is_not_promised_but_sent_to_the_page_that_asks_where():
    paid_with_oxxo(state="cancelled", shipments=[])
    opened = bea()
    says(opened, NUMBER)
    (reply,) = taps(opened, "flow:refund_status")
    assert "OXXO carries no money back" in reply.text
    assert "a bank account" in reply.text
    assert reply.sources[0]["url"] == f"/en/orders/{NUMBER}"
    taps(opened, "go:refund_status:refund")
    assert not LedgerEntry.objects.exists()


def test_cancelling_what_was_paid_in_cash_promises_no_way_back():
    paid_with_oxxo(state="paid", shipments=[], placed_at=timezone.now().isoformat(), promised_by=None)
    opened = bea()
    says(opened, NUMBER)
    (asked,) = taps(opened, "flow:cancel_order")
    assert "OXXO carries no money back" in asked.text
    (done,) = taps(opened, "go:cancel_order:cancel")
    assert "is being cancelled" in done.text
    assert "go:cancel_order:settle" in ids(done)
    (handover,) = taps(opened, "go:cancel_order:settle")
    assert handover.kind == "handover"
