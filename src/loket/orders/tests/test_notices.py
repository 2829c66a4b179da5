from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.lib.tests import sender_server as server
from loket.orders.actions.notices import tell_contact
from loket.orders.tests.proving_cast import letters, order, run_jobs

pytestmark = pytest.mark.django_db
SEND = "orders.send_notice"
TEXT = "O endereço do seu pedido mudou."


@pytest.fixture(autouse=True)
def _own_data_directory(settings, tmp_path):
    settings.LOKET_DATA = tmp_path


def test_the_old_contacts_are_told_though_they_were_changed_meanwhile(settings):
    placed = order()
    tell_contact(placed, TEXT, kind="address_changed")
    placed.contact_email, placed.contact_phone = "olga@thief.example", ""
    placed.save()
    run_jobs(SEND)
    (letter,) = letters(settings)
    assert (letter["to_phone"], letter["to_email"]) == ("+55 11 98765-4317", "bea@bolt.example")
    assert (letter["text"], letter["kind"], letter["language"]) == (TEXT, "address_changed", "pt-BR")
    assert Event.objects.get(action="order.contact_told").data == {"kind": "address_changed"}


def test_the_queue_does_not_show_who_is_told_what():
    tell_contact(order(), TEXT, kind="address_changed")
    job = str(ProcrastinateJob.objects.get(task_name=SEND).args)
    for secret in ("bea@", "98765", "endere"):
        assert secret not in job


def test_an_order_without_a_contact_has_nobody_to_tell():
    tell_contact(order(contact_email="", contact_phone=""), TEXT, kind="address_changed")
    assert not ProcrastinateJob.objects.filter(task_name=SEND).exists()


def test_a_notice_is_tried_again_under_the_same_reference(settings):
    with server.sender_server(server.fails(2)) as shop:
        settings.LOKET_SENDER_URL = shop.url
        tell_contact(order(), TEXT, kind="address_changed")
        while run_jobs(SEND):
            pass
    assert len(shop.bodies) == 3
    assert len({each["reference"] for each in shop.letters}) == 1
    assert [each.action for each in Event.objects.all()] == ["order.contact_told"]


def test_a_notice_that_is_refused_is_told_to_the_desk(settings):
    with server.sender_server(server.answers(410)) as shop:
        settings.LOKET_SENDER_URL = shop.url
        tell_contact(order(), TEXT, kind="address_changed")
        assert run_jobs(SEND, SEND) == 1
    event = Event.objects.get()
    assert (event.action, event.data) == (
        "order.contact_not_told",
        {"kind": "address_changed", "problem": "status 410"},
    )


def test_after_a_day_nobody_tries_any_more(settings, monkeypatch):
    monkeypatch.setattr("loket.orders.actions.notices.TRIED_FOR", timedelta(0))
    with server.sender_server(server.answers(503)) as shop:
        settings.LOKET_SENDER_URL = shop.url
        tell_contact(order(), TEXT, kind="address_changed")
        assert [run_jobs(SEND), run_jobs(SEND)] == [1, 0]
    assert Event.objects.get().action == "order.contact_not_told"
