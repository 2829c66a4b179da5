from __future__ import annotations

import pytest

from journeys.cast import ada, team
from loket.api.tests.calling import Caller, opens, server
from loket.conversations.models import Conversation
from loket.notices.models import Notice
from loket.people.models import Customer
from loket.reception.models import Told

pytestmark = pytest.mark.django_db
BEA = "bea@mail.example"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:9", "help@samudra.example"
    team(members=(ada(),))


def waits(**body):
    """Somebody who waits in line."""
    caller, _answer = opens({"language": "en", **body})
    caller.post("/handover")
    return caller


def test_who_waits_is_asked_where_to_write():
    caller, answer = opens()
    assert answer["contact"] is None
    caller.post("/handover")
    assert caller.get().json()["contact"] == {"known": "", "asks": ["email"]}


def test_an_address_counts_is_masked_and_gets_the_way_back():
    caller = waits()
    answer = caller.post("/contact", {"email": BEA})
    assert (answer.status_code, answer.json()) == (200, {"known": "b•••@mail.example", "asks": ["email"]})
    assert caller.get().json()["contact"]["known"] == "b•••@mail.example"
    assert Customer.objects.get().email == Notice.objects.get(purpose="link_to_conversation").email == BEA


def test_a_repeat_is_answered_the_same_and_sends_nothing_twice():
    caller = waits()
    answers = [caller.post("/contact", {"email": BEA}, key="k" * 32).json() for _each in range(2)]
    assert answers[0] == answers[1] and Notice.objects.count() == 1


@pytest.mark.parametrize(
    "body", [{}, {"email": ""}, {"email": "bea"}, {"email": "a@b"}, {"phone": "+55 81 99999-0000"}]
)
def test_what_is_no_address_or_cannot_be_written_to_is_refused_with_its_field(body):
    answer = waits().post("/contact", body)
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"]
    assert Customer.objects.get().email == ""


def test_without_a_sender_nothing_is_asked_and_nothing_kept(settings):
    settings.LOKET_SMTP_URL = settings.LOKET_SENDER_URL = ""
    settings.LOKET_DEMO = False
    caller = waits()
    assert caller.get().json()["contact"] is None
    assert caller.post("/contact", {"email": BEA}).status_code == 422
    assert Customer.objects.get().email == ""


def test_what_was_said_when_the_chat_began_is_not_asked_again():
    assert waits(customer={"email": BEA}).get().json()["contact"]["known"] == "b•••@mail.example"


def test_the_shops_word_is_not_changed_from_the_chat():
    caller = waits()
    Customer.objects.update(external_id="u-17", email="bea@shop.example")
    assert caller.get().json()["contact"] == {"known": "b•••@shop.example", "asks": []}
    assert caller.post("/contact", {"email": BEA}).json()["errors"][0]["code"] == "not_yours"
    assert Customer.objects.get().email == "bea@shop.example"


def test_too_many_addresses_in_a_minute_are_too_many():
    caller = waits()
    statuses = [caller.post("/contact", {"email": f"bea{number}@mail.example"}).status_code for number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


def test_olga_gives_no_address_for_bea():
    path, stranger = waits().path, Caller("nonsense")
    stranger.path = path
    assert stranger.post("/contact", {"email": "olga@mail.example"}).status_code == 401
    other = waits()
    other.path = path
    assert other.post("/contact", {"email": "olga@mail.example"}).status_code == 404
    assert not Customer.objects.exclude(email="").exists()


def test_what_a_server_opened_is_told_by_the_server():
    shop = server()
    opened = shop.post("/conversations", {"external_id": "c-1", "customer": {"external_id": "u-1", "email": BEA}})
    shop.path = f"/conversations/{opened.json()['id']}"
    shop.post("/handover")
    assert shop.get().json()["contact"] is None


def test_reading_is_looking():
    caller = waits()
    assert caller.post("/read", {"seq": 1}).status_code == 204
    told = Told.objects.get(conversation=Conversation.objects.get())
    assert told.looked_at is not None
