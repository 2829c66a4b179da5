from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.lib.tests import sender_server as server
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.jobs import send_code
from loket.orders.models import OneTimeCode, Order, Shipment
from loket.orders.proofs.proving import LIFE, SENT_TO_CONTACT
from loket.orders.tests.proving_cast import NUMBER, code_in, letters, order, run_jobs, someone

pytestmark = pytest.mark.django_db
SEND = "orders.send_code"


@pytest.fixture(autouse=True)
def _own_data_directory(settings, tmp_path):
    settings.LOKET_DATA = tmp_path
    settings.LOKET_BRAND = {"name": "Samudra"}


def ask(customer=None, number=NUMBER):
    ask_for_code(customer or someone(), number, now=timezone.now())


@pytest.fixture
def shop(settings, request):
    """The shop's own sender, which behaves as the test says."""
    with server.sender_server(request.param) as running:
        settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = running.url, "secret"
        yield running


def test_the_letter_goes_to_the_contact_and_says_what_it_is(settings):
    order(language="en")
    ask()
    run_jobs(SEND)
    (letter,) = letters(settings)
    assert (letter["to_phone"], letter["to_email"]) == ("+55 11 98765-4317", "bea@bolt.example")
    assert (letter["language"], letter["kind"]) == ("en", "code")
    for part in ("Samudra", NUMBER, code_in(letter), "10 minutes", "Nobody of us asks for it"):
        assert part in letter["text"]
    assert len(letter["text"]) <= 306


@pytest.mark.parametrize(
    ("language", "used"),
    [("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("es-MX", "es"), ("id", "id"), ("zh-Hans", "en"), ("", "en")],
)
def test_the_letter_is_in_a_language_of_the_interface(settings, language, used):
    order(language=language)
    ask()
    run_jobs(SEND)
    assert letters(settings)[0]["language"] == used


def test_where_there_is_no_order_nothing_is_sent(settings):
    ask()
    assert run_jobs(SEND) == 1
    assert letters(settings) == []
    assert not ProcrastinateJob.objects.filter(task_name=SEND).exists()
    assert not Event.objects.exists()


def test_a_number_that_may_mean_two_orders_means_the_one_that_was_typed(settings):
    order("LK-12-3", language="en")
    order("LK-1-23", language="en")
    ask(number="LK-1-23")
    ask(number="LK123")
    run_jobs(SEND)
    (letter,) = letters(settings)
    assert "LK-1-23" in letter["text"]


def test_an_order_without_a_contact_gets_none(settings):
    order(contact_email="", contact_phone="")
    ask()
    run_jobs(SEND)
    assert letters(settings) == []


def test_a_contact_is_left_in_peace_after_five_a_day_and_nobody_notices(settings):
    placed = order()
    now = timezone.now()
    for number in range(SENT_TO_CONTACT.most):
        Shipment.objects.create(order=placed, external_id=str(number), tracking_key=f"TRACK{number}", state="lost")
        ask(number=f"TRACK{number}")
    bea = someone()
    ask(bea)
    run_jobs(SEND)
    assert len(letters(settings)) == SENT_TO_CONTACT.most
    OneTimeCode.objects.filter(order=placed).update(created_at=now - timedelta(hours=25))
    ask(bea)
    run_jobs(SEND)
    assert len(letters(settings)) == SENT_TO_CONTACT.most + 1


def test_a_code_that_was_held_back_opens_nothing(settings, monkeypatch):
    monkeypatch.setattr("loket.orders.proofs.proving.secrets.randbelow", lambda _most: 123456)
    placed, bea = order(), someone()
    for number in range(SENT_TO_CONTACT.most):
        OneTimeCode.objects.create(
            customer=someone(), number_key=f"X{number}", order=placed, expires_at=timezone.now() + LIFE
        )
    ask(bea)
    run_jobs(SEND)
    assert confirm_code(bea, NUMBER, "123456", now=timezone.now()) is None


@pytest.mark.parametrize("shop", [server.fails(2)], indirect=True)
def test_what_fails_is_tried_again_with_the_same_words_and_reference(shop):
    order()
    bea = someone()
    ask(bea)
    pauses = []
    while ProcrastinateJob.objects.filter(task_name=SEND).exists():
        pauses.append(ProcrastinateJob.objects.get(task_name=SEND).scheduled_at)
        run_jobs(SEND)
    assert pauses[0] is None
    assert pauses[1] < pauses[2]
    assert len(shop.bodies) == 3
    assert len(set(shop.bodies)) == 1
    assert len({each["Idempotency-Key"] for each in shop.headers}) == 1
    assert OneTimeCode.objects.get().sent_at
    assert [each.action for each in Event.objects.all()] == ["order.code_sent"]
    assert confirm_code(bea, NUMBER, code_in(shop.letters[0]), now=timezone.now()) == Order.objects.get()


@pytest.mark.parametrize("shop", [server.answers(422)], indirect=True)
def test_what_the_shop_refuses_is_told_to_the_desk_and_not_repeated(shop):
    placed = order()
    ask()
    run_jobs(SEND)
    assert not ProcrastinateJob.objects.filter(task_name=SEND).exists()
    event = Event.objects.get(subject=placed.subject)
    assert (event.action, event.data) == ("order.code_not_sent", {"problem": "status 422"})
    assert OneTimeCode.objects.get().problem == "status 422"


@pytest.mark.parametrize("shop", [server.answers(503)], indirect=True)
def test_trying_ends_with_the_codes_life(shop):
    order()
    ask()
    OneTimeCode.objects.update(expires_at=timezone.now() + timedelta(seconds=3))
    run_jobs(SEND)
    assert not ProcrastinateJob.objects.filter(task_name=SEND).exists()
    assert Event.objects.get().action == "order.code_not_sent"


@pytest.mark.parametrize("shop", [server.answers(204)], indirect=True)
def test_a_code_that_was_sent_or_has_ended_is_not_sent_again(shop):
    order()
    ask()
    arguments = dict(ProcrastinateJob.objects.get(task_name=SEND).args)
    run_jobs(SEND)
    send_code(**arguments)
    OneTimeCode.objects.update(sent_at=None, expires_at=timezone.now())
    send_code(**arguments)
    assert len(shop.bodies) == 1
