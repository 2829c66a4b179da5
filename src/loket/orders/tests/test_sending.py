from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.lib.tests import sender_server as server
from loket.notices.actions.sending import send_due
from loket.notices.models import Notice
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.jobs import send_code
from loket.orders.models import OneTimeCode, Order, Shipment
from loket.orders.proofs.proving import LIFE, SENT_TO_CONTACT
from loket.orders.tests.proving_cast import NUMBER, letters, newest_code, order, run_jobs, someone

pytestmark = pytest.mark.django_db
SEND = "orders.send_code"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"
    settings.LOKET_BRAND = {"name": "Samudra"}


def ask(customer=None, number=NUMBER):
    ask_for_code(customer or someone(), number, now=timezone.now())


@pytest.fixture
def shop(settings, request):
    """The shop's own sender, which behaves as the test says."""
    with server.sender_server(request.param) as running:
        settings.LOKET_SMTP_URL = ""
        settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = running.url, "secret"
        yield running


@pytest.mark.parametrize("shop", [server.answers(204)], indirect=True)
def test_the_letter_goes_to_the_contact_and_says_what_it_is(shop):
    order(language="en")
    bea = someone()
    ask(bea)
    code = newest_code()
    send_due()
    (letter,) = shop.letters
    assert (letter["to_phone"], letter["to_email"]) == ("+55 11 98765-4317", "bea@bolt.example")
    assert (letter["language"], letter["kind"]) == ("en", "one_time_code")
    for part in ("Samudra", NUMBER, code, "10 minutes", "Nobody of us asks for it"):
        assert part in letter["text"]
    assert len(letter["text"]) <= 300
    assert confirm_code(bea, NUMBER, code, now=timezone.now()) == Order.objects.get()


@pytest.mark.parametrize(
    ("language", "used"), [("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("es-MX", "es"), ("id", "id"), ("", "en")]
)
def test_the_letter_is_in_a_language_that_its_reader_knows(language, used):
    order(language=language)
    ask()
    run_jobs(SEND)
    assert letters()[0]["language"] == used


def test_where_there_is_no_order_nothing_is_sent():
    ask()
    assert run_jobs(SEND) == 1
    assert letters() == []
    assert not ProcrastinateJob.objects.exists()
    assert not Event.objects.exists()


def test_a_number_that_may_mean_two_orders_means_the_one_that_was_typed():
    order("LK-12-3", language="en")
    order("LK-1-23", language="en")
    ask(number="LK-1-23")
    ask(number="LK123")
    run_jobs(SEND)
    (letter,) = letters()
    assert letter["order"] == "LK-1-23"


def test_an_order_without_a_contact_gets_none():
    order(contact_email="", contact_phone="")
    ask()
    run_jobs(SEND)
    assert letters() == []


def test_a_contact_is_left_in_peace_after_five_a_day_and_nobody_notices():
    placed = order()
    now = timezone.now()
    for number in range(SENT_TO_CONTACT.most):
        Shipment.objects.create(order=placed, external_id=str(number), tracking_key=f"TRACK{number}", state="lost")
        ask(number=f"TRACK{number}")
    bea = someone()
    ask(bea)
    run_jobs(SEND)
    assert len(letters()) == SENT_TO_CONTACT.most
    OneTimeCode.objects.filter(order=placed).update(created_at=now - timedelta(hours=25))
    ask(bea)
    run_jobs(SEND)
    assert len(letters()) == SENT_TO_CONTACT.most + 1


def test_a_code_that_was_held_back_opens_nothing(monkeypatch):
    monkeypatch.setattr("loket.orders.proofs.proving.secrets.randbelow", lambda _most: 123456)
    placed, bea = order(), someone()
    for number in range(SENT_TO_CONTACT.most):
        OneTimeCode.objects.create(
            customer=someone(), number_key=f"X{number}", order=placed, expires_at=timezone.now() + LIFE
        )
    ask(bea)
    run_jobs(SEND)
    assert confirm_code(bea, NUMBER, "123456", now=timezone.now()) is None


@pytest.mark.parametrize("shop", [server.fails(1)], indirect=True)
def test_what_fails_is_tried_again_with_the_same_words_and_reference(shop):
    order()
    ask()
    run_jobs(SEND)
    now = timezone.now()
    send_due(now)
    send_due(now + timedelta(minutes=2))
    assert len(shop.bodies) == 2
    assert len(set(shop.bodies)) == len({each["Idempotency-Key"] for each in shop.headers}) == 1
    assert Notice.objects.get().state == "accepted"
    told = ["order.code_asked", "notice.accepted"]
    assert [each.action for each in Event.objects.order_by("id")] == told


@pytest.mark.parametrize("shop", [server.answers(422)], indirect=True)
def test_what_the_shop_refuses_is_told_to_the_desk_and_not_repeated(shop):
    placed = order()
    ask()
    run_jobs(SEND)
    send_due()
    send_due(timezone.now() + timedelta(minutes=5))
    assert len(shop.bodies) == 1
    event = Event.objects.get(subject=placed.subject, action="notice.failed")
    assert (event.data["purpose"], event.data["problem"]) == ("one_time_code", "refused")


@pytest.mark.parametrize("shop", [server.answers(204)], indirect=True)
def test_trying_ends_with_the_codes_life(shop):
    order()
    ask()
    run_jobs(SEND)
    send_due(timezone.now() + LIFE)
    assert shop.bodies == []
    assert Notice.objects.get().problem == "expired"


def test_where_nothing_is_set_up_the_desk_sees_it_and_the_asker_does_not(settings):
    settings.LOKET_SMTP_URL = ""
    order()
    ask()
    run_jobs(SEND)
    assert (Notice.objects.get().state, OneTimeCode.objects.get().problem) == ("unreachable", "no_channel")


def test_a_code_that_was_told_or_has_ended_is_not_told_again():
    order()
    ask()
    arguments = dict(ProcrastinateJob.objects.get(task_name=SEND).args)
    run_jobs(SEND)
    send_code(**arguments)
    OneTimeCode.objects.update(sent_at=None, expires_at=timezone.now())
    send_code(**arguments)
    assert len(letters()) == 1


def test_a_newer_code_takes_the_older_one_back():
    order()
    bea = someone()
    for _time in range(2):
        ask(bea)
        run_jobs(SEND)
    assert [each.state for each in Notice.objects.order_by("pk")] == ["withdrawn", "ready"]
    ask(someone())
    run_jobs(SEND)
    assert Notice.objects.filter(state="ready").count() == 2
