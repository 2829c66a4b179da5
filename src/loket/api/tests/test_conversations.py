from datetime import timedelta

import pytest
from django.utils import timezone

from journeys import cast
from loket.api.tests.calling import Caller, nobody, opens, server
from loket.conversations.models import Conversation, ConversationToken, Message
from loket.people.models import Customer
from loket.reception.counter import take

pytestmark = pytest.mark.django_db


def test_a_chat_opens_with_its_number_and_token():
    response = nobody().post("/conversations", {"channel": "chat", "language": "pt_br", "article": "refund"})
    answer = response.json()
    assert response.status_code == 201
    assert (len(answer["number"]), answer["state"], answer["messages"], answer["queue"]) == (8, "assistant", [], None)
    stored = Conversation.objects.get(pk=answer["id"])
    assert (stored.language, stored.article) == ("pt-BR", "refund")
    assert not ConversationToken.objects.filter(digest=answer["token"]).exists()


def test_a_first_message_is_answered_in_the_same_response():
    _bea, answer = opens({"language": "en", "message": {"text": "Where is my refund?", "external_id": "m1"}})
    first, *replies = answer["messages"]
    assert (first["seq"], first["sender"], first["text"], first["external_id"]) == (
        1,
        "customer",
        "Where is my refund?",
        "m1",
    )
    assert replies[0]["sender"] in {"assistant", "system"}


def test_without_a_language_the_browsers_is_taken():
    answer = nobody().post("/conversations", {}, Accept_Language="id,en;q=0.5").json()
    assert answer["language"] == "id"


def test_its_facts_are_told_to_its_customer():
    bea, answer = opens()
    facts = bea.get().json()
    assert facts["id"] == answer["id"]
    assert {"number", "state", "queue", "answer_by", "agent", "open", "opens_at", "rating", "can_rate", "seen"} <= set(
        facts
    )


def test_who_answers_is_told_by_name_and_languages():
    bea, answer = opens()
    assert bea.get().json()["agent"] is None
    take(answer["id"], by=cast.ada())
    assert bea.get().json()["agent"] == {"name": "Ada", "languages": ["en", "es"]}


def test_a_visitor_may_say_who_they_are_but_is_linked_to_nobody():
    opens({"customer": {"external_id": "u-17", "name": "Bea", "email": "bea@mail.example"}})
    customer = Customer.objects.get()
    assert (customer.external_id, customer.name, customer.email) == (None, "Bea", "bea@mail.example")


def test_a_server_speaks_as_the_customer_it_names():
    shop = server()
    answer = shop.post(
        "/conversations", {"customer": {"external_id": "u-17", "name": "Bea"}, "external_id": "c-1"}
    ).json()
    again = shop.post("/conversations", {"customer": {"external_id": "u-17"}, "external_id": "c-1"})
    assert Customer.objects.get(external_id="u-17").name == "Bea"
    assert (again.status_code, again.json()["id"]) == (200, answer["id"])
    assert shop.get(f"/conversations/{answer['id']}").status_code == 200


def test_an_external_id_belongs_to_its_server():
    first, second = server(), server()
    body = {"external_id": "c-1"}
    assert first.post("/conversations", body).json()["id"] != second.post("/conversations", body).json()["id"]


def test_an_identity_that_proves_nothing_is_refused():
    response = nobody().post("/conversations", {"customer": {"identity": "not.a.jwt"}})
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "customer.identity")
    assert not Conversation.objects.exists()


def test_closing_is_done_once_and_writing_opens_it_again():
    bea, _answer = opens()
    assert bea.post("/closure").json()["state"] == "closed"
    assert bea.post("/closure").json()["state"] == "closed"
    assert bea.says("One more thing").status_code == 201
    assert bea.get().json()["state"] != "closed"


def test_a_case_closed_long_ago_does_not_go_on(settings):
    bea, answer = opens()
    bea.post("/closure")
    long_ago = timezone.now() - settings.LOKET_REOPEN_WITHIN - timedelta(hours=1)
    Conversation.objects.filter(pk=answer["id"]).update(closed_at=long_ago)
    response = bea.says("Hello again")
    assert (response.status_code, response.json()["code"]) == (409, "ended")
    assert not Message.objects.exists()


def test_a_person_is_fetched_once():
    cast.team(languages=("en",))
    bea, _answer = opens()
    standing = bea.post("/handover").json()
    assert (standing["state"], standing["queue"]["position"]) == ("queued", 1)
    assert standing["answer_by"] is not None
    assert bea.post("/handover").json()["state"] == "queued"
    assert [item["kind"] for item in bea.get("/messages").json()["items"]] == ["handover"]


def test_what_was_seen_is_kept():
    bea, _answer = opens()
    bea.says("Hello")
    assert bea.post("/read", {"seq": 1}).status_code == 204
    assert bea.get().json()["seen"] == 1
    assert bea.post("/read", {"seq": 99999}).status_code == 204
    assert bea.get().json()["seen"] <= 2


def test_a_forgotten_device_is_out():
    bea, answer = opens()
    assert bea.call("DELETE", f"{bea.path}/token").status_code == 204
    assert bea.get().status_code == 401
    assert Conversation.objects.filter(pk=answer["id"]).exists()


def test_a_token_ends_when_it_lies_idle(settings):
    bea, _answer = opens()
    ConversationToken.objects.update(used_at=timezone.now() - settings.LOKET_TOKEN_IDLE - timedelta(minutes=1))
    assert bea.get().status_code == 401


def test_use_keeps_a_token_alive():
    bea, _answer = opens()
    ConversationToken.objects.update(used_at=timezone.now() - timedelta(days=2))
    bea.get()
    assert ConversationToken.objects.get().used_at > timezone.now() - timedelta(minutes=1)


def test_typing_is_told_and_leaves_nothing():
    bea, _answer = opens()
    assert bea.post("/typing").status_code == 204
    assert not Message.objects.exists()


def test_a_key_without_the_scope_opens_nothing():
    assert server(scopes=("articles",)).post("/conversations", {}).status_code == 403


def test_addresses_that_lead_nowhere_are_problems_too():
    for path in ("/conversations/not-a-uuid", "/nothing", "/conversations/1/2/3"):
        response = Caller().get(path)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
