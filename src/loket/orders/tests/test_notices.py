from __future__ import annotations

import pytest
from django.utils import timezone

from loket.notices.actions.sending import send_due
from loket.notices.models import DemoLetter, Notice
from loket.orders.actions.erasure import erase_orders
from loket.orders.actions.ledger import Request, ask_for
from loket.orders.actions.notices import warn_of_changed_address, warn_of_other_destination
from loket.orders.actions.settling import settle
from loket.orders.models import LedgerEntry, Order
from loket.orders.tests.ledger_shop import ada, elsewhere, order, proven
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.LOKET_DEMO = True


def asked():
    """An order whose money was asked for to another account, and the entry."""
    placed = order()
    proven(placed)
    placed.contact_email, placed.contact_phone, placed.language = "bea@bolt.example", "", "pt-BR"
    placed.save()
    return placed, ask_for(placed, elsewhere(), key="k-1", by=ada())


def test_the_old_contact_is_told_though_it_was_changed_meanwhile():
    placed, _entry = asked()
    placed.contact_email = "olga@thief.example"
    placed.save()
    send_due()
    letter = DemoLetter.objects.get()
    assert (letter.to_address, letter.language, letter.purpose) == ("bea@bolt.example", "pt-BR", "refund_elsewhere")
    assert placed.number in letter.text


def test_the_letter_leads_to_where_somebody_says_that_it_was_not_them(settings):
    placed, _entry = asked()
    send_due()
    assert f"{settings.LOKET_URL}/pt-BR/contact?order={placed.number}" in DemoLetter.objects.get().text


def test_one_request_is_told_once():
    placed, entry = asked()
    warn_of_other_destination(placed, entry)
    assert Notice.objects.count() == 1


def test_an_order_without_a_contact_has_nobody_to_tell():
    placed, entry = asked()
    Notice.objects.all().delete()
    placed.contact_email = placed.contact_phone = ""
    warn_of_other_destination(placed, entry)
    assert not Notice.objects.exists()


def test_whoever_had_the_order_hears_that_its_parcel_goes_elsewhere(settings):
    placed = order(state="paid")
    Order.objects.update(contact_email="bea@bolt.example", contact_phone="", language="pt-BR")
    address = {"name": "Olga", "lines": ["Rua A, 1"], "city": "Recife", "postcode": "50000-000", "country": "BR"}
    entry = ask_for(
        placed, Request("change_address", "ordered_by_mistake", details={"address": address}), key="k", by=ada()
    )
    assert not Notice.objects.exists()
    settle_twice(entry)
    send_due()
    letter = DemoLetter.objects.get()
    assert (letter.to_address, letter.purpose, letter.language) == ("bea@bolt.example", "address_changed", "pt-BR")
    assert "Rua •••, Recife, 50•••" in letter.text and "Olga" not in letter.text
    assert f"{settings.LOKET_URL}/pt-BR/contact?order={placed.number}" in letter.text


@pytest.mark.parametrize("told", [None, "Rua A", {}, {"lines": []}, {"lines": "Rua A", "city": None}])
def test_an_address_in_another_shape_is_told_without_it(told):
    placed = order(state="paid")
    Order.objects.update(contact_email="bea@bolt.example")
    placed.refresh_from_db()
    entry = LedgerEntry(order=placed, kind="change_address", details={"address": told})
    warn_of_changed_address(placed, entry, at=timezone.now())
    assert "address" not in Notice.objects.get().fields


def settle_twice(entry):
    for _each in range(2):
        settle(LedgerEntry.objects.select_related("order").get(pk=entry.pk), reference="", now=timezone.now())


def test_with_a_buyer_goes_where_the_contact_was_reached():
    placed, _entry = asked()
    send_due()
    erase_orders(placed.customer, by=SYSTEM)
    assert Notice.objects.get().email == "" and not DemoLetter.objects.exists()
