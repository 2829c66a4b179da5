"""Idempotency-Key on every POST of the description, one after the other and at the same moment."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from loket.api import actions
from loket.api.description import SNAPSHOT
from loket.api.models import IdempotentCall
from loket.api.tests.calling import nobody, opens, server
from loket.api.tests.test_messages import picture
from loket.api.tests.test_outsiders import BODIES
from loket.conversations.models import Conversation, Message

pytestmark = pytest.mark.django_db

POSTS = sorted(
    path.removeprefix("/api/v1")
    for path, methods in json.loads(SNAPSHOT.read_text())["paths"].items()
    # A proof is refused without the code that only an order's contact has, an address for what a server tells itself.
    if "post" in methods and "{conversation_id}" in path and not path.endswith(("/order-proof", "/contact"))
)


@pytest.mark.parametrize("path", POSTS)
def test_a_repeat_happens_once_and_is_answered_the_same(path):
    shop = server()
    opened = shop.post("/conversations", {"message": {"text": "Hello"}}).json()
    path = path.replace("{conversation_id}", opened["id"])

    def post():
        if path.endswith("uploads"):
            return shop.send_file(picture(), path=path, key="k" * 32)
        return shop.post(path, BODIES.get(path.rsplit("/", 1)[-1]), key="k" * 32)

    first, again = post(), post()
    assert first.status_code < 300
    assert again.status_code in {200, 202, 204}
    assert without_clock(again) == without_clock(first)


def without_clock(response):
    """A wait that is still estimated is estimated anew for a message that is asked for again."""
    body = json.loads(response.content or b"{}")
    return {name: value for name, value in body.items() if name not in {"answer_by", "queue", "state", "agent"}}


def test_a_repeated_opening_has_the_same_token_and_nothing_of_it_can_be_read_in_the_database():
    body = {"language": "en", "message": {"text": "Hello"}}
    first = nobody().post("/conversations", body, key="k" * 32)
    again = nobody().post("/conversations", body, key="k" * 32)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Conversation.objects.count() == 1
    kept = IdempotentCall.objects.get()
    assert first.json()["token"].encode() not in bytes(kept.answer)
    assert "k" * 32 not in kept.digest


def test_a_key_with_another_body_is_refused():
    nobody().post("/conversations", {"language": "en"}, key="k")
    response = nobody().post("/conversations", {"language": "id"}, key="k")
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Conversation.objects.count() == 1


def test_a_refused_call_may_be_tried_again_under_its_key():
    bea, _answer = opens()
    bea.post("/handover")
    assert bea.post("/rating", {"score": 5}, key="k").status_code == 409
    bea.post("/closure")
    assert bea.post("/rating", {"score": 5}, key="k").status_code == 200


def test_a_key_is_its_callers_own():
    (bea, _hers), (olga, _other) = opens(), opens()
    for caller in (bea, olga):
        assert caller.post("/messages", {"text": "Hello"}, key="k").status_code == 201
    assert Message.objects.filter(text="Hello").count() == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "ключ"])
def test_a_key_that_is_none_is_refused(key):
    response = nobody().post("/conversations", {}, Idempotency_Key=key)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "Idempotency-Key")


def test_answers_are_forgotten_after_a_day():
    nobody().post("/conversations", {}, key="k")
    actions.sweep()
    assert IdempotentCall.objects.count() == 1
    IdempotentCall.objects.update(created_at=timezone.now() - timedelta(hours=25))
    actions.sweep()
    assert IdempotentCall.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_twin_openings_at_the_same_moment_are_one_conversation():
    def post(_number):
        try:
            return nobody().post("/conversations", {"language": "en"}, key="twin")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        responses = list(threads.map(post, range(4)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 201]
    assert len({response.json()["token"] for response in responses}) == 1
    assert Conversation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twin_openings_of_a_server_are_one_conversation():
    shop = server()

    def post(_number):
        try:
            return shop.post("/conversations", {"external_id": "c-1"})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        responses = list(threads.map(post, range(4)))
    assert {response.status_code for response in responses} <= {200, 201}
    assert len({response.json()["id"] for response in responses}) == 1
