"""Every route of the description, asked by people who have no business there."""

import json
import re

import pytest

from loket.api.description import SNAPSHOT
from loket.api.tests.calling import Caller, nobody, opens, server
from loket.conversations.models import Message
from loket.surveys.models import Rating

pytestmark = pytest.mark.django_db

PUBLIC = {("get", "/articles"), ("get", "/articles/{article_id}"), ("post", "/conversations")}
BODIES = {
    "messages": {"text": "I am Olga"},
    "replies": {"text": "I am Ada"},
    "rating": {"score": 1},
    "read": {"seq": 1},
    "order-code": {"number": "LK-1"},
    "order-proof": {"number": "LK-1", "code": "123456"},
    "disputes": {"order": "LK-1", "lines": [1]},
    "webhooks": {"url": "https://olga.example/loket"},
}


def private_routes():
    paths = json.loads(SNAPSHOT.read_text())["paths"]
    routes = [(method, path.removeprefix("/api/v1")) for path, methods in paths.items() for method in methods]
    # The stream is no page of Django's; test_streams asks it the same.
    return sorted(route for route in set(routes) - PUBLIC if not route[1].endswith("/events"))


PRIVATE = private_routes()
ABOUT_A_CONVERSATION = [(method, path) for method, path in PRIVATE if "{conversation_id}" in path]


@pytest.fixture
def bea():
    return opens({"language": "en", "message": {"text": "A secret"}})


def ask(caller, method, path, conversation_id):
    path = re.sub(r"\{\w+_id\}", conversation_id, path).replace("{action}", "withdraw")
    if path.endswith("/uploads") and method == "post":
        return caller.send_file(picture(), path=path)
    return caller.call(method.upper(), path, BODIES.get(path.rsplit("/", 1)[-1], {}) if method == "post" else None)


def picture():
    from loket.api.tests.test_messages import picture  # noqa: PLC0415

    return picture()


@pytest.mark.parametrize(("method", "path"), PRIVATE)
@pytest.mark.parametrize("secret", ["", "dead", "lk_dead"])
def test_nothing_private_without_a_living_secret(bea, method, path, secret):
    response = ask(Caller(secret), method, path, bea[1]["id"])
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), ABOUT_A_CONVERSATION)
def test_olgas_token_opens_nothing_of_beas(bea, method, path):
    olga, _hers = opens()
    check_refused(bea, ask(olga, method, path, bea[1]["id"]))


@pytest.mark.parametrize(("method", "path"), ABOUT_A_CONVERSATION)
@pytest.mark.parametrize("scopes", [("conversations", "replies"), ()])
def test_another_servers_key_opens_nothing_of_beas(bea, method, path, scopes):
    check_refused(bea, ask(server(scopes=scopes), method, path, bea[1]["id"]))


@pytest.mark.parametrize(("method", "path"), ABOUT_A_CONVERSATION)
def test_a_conversation_that_does_not_exist_looks_the_same(method, path):
    olga, _hers = opens()
    response = ask(olga, method, path, "00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404


def check_refused(bea, response):
    before = 2
    assert response.status_code == 404
    assert "secret" not in response.content.decode()
    assert Message.objects.filter(conversation=bea[1]["id"]).count() <= before
    assert not Rating.objects.exists()
    assert bea[0].get().json()["state"] == bea[1]["state"]


def test_what_is_public_asks_for_no_secret():
    assert nobody().get("/articles").status_code == 200
    assert nobody().get("/openapi.json").status_code == 200


def test_a_secret_that_is_given_must_live_even_where_none_is_needed():
    assert Caller("dead").post("/conversations", {}).status_code == 401
