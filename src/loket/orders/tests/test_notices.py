from __future__ import annotations

import pytest

from loket.notices.actions.sending import send_due
from loket.notices.models import DemoLetter, Notice
from loket.orders.actions.erasure import erase_orders
from loket.orders.actions.ledger import ask_for
from loket.orders.actions.notices import warn_of_other_destination
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


def test_with_a_buyer_goes_where_the_contact_was_reached():
    placed, _entry = asked()
    send_due()
    erase_orders(placed.customer, by=SYSTEM)
    assert Notice.objects.get().email == "" and not DemoLetter.objects.exists()
