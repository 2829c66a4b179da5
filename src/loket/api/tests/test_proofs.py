from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.api.pace import CODES_PER_MINUTE
from loket.api.tests.calling import Caller, opens, server
from loket.conversations.models import Conversation
from loket.orders.access import visible_to
from loket.orders.models import OneTimeCode
from loket.orders.tests.proving_cast import NUMBER, newest_code, order, other_than
from loket.people.actors import CustomerActor

pytestmark = pytest.mark.django_db
UNKNOWN = "LK-2026-99999-9"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def ask(caller, number=NUMBER, **options):
    return caller.post("/order-code", {"number": number}, **options)


def prove(caller, code, number=NUMBER, **options):
    return caller.post("/order-proof", {"number": number, "code": code}, **options)


def sees(answer):
    customer = Conversation.objects.get(pk=answer["id"]).customer_id
    return list(visible_to(CustomerActor(customer)))


def watched(call):
    """The response without what differs anyway, and its statements without their values."""
    with CaptureQueriesContext(connection) as captured:
        response = call()
    shape = [re.sub(r"'(?:[^']|'')*'|\b\d+\b|_x\d+", "?", each["sql"]) for each in captured]
    return response.status_code, response.content, dict(response.headers), shape


def test_the_code_opens_the_order_to_this_conversation(settings):
    placed = order()
    bea, answer = opens()
    assert sees(answer) == []
    asked = ask(bea)
    assert (asked.status_code, asked.json()["seconds"]) == (202, 600)
    assert asked["Cache-Control"] == "no-store"
    proven = prove(bea, newest_code())
    assert (proven.status_code, proven.json()) == (200, {"order": NUMBER})
    assert sees(answer) == [placed]


def test_asking_is_answered_the_same_for_every_number():
    order()
    bea, _bea = opens()
    olga, _olga = opens()
    assert watched(lambda: ask(bea, NUMBER)) == watched(lambda: ask(olga, UNKNOWN))


def test_a_wrong_code_is_answered_the_same_for_every_number(settings):
    order()
    bea, _bea = opens()
    olga, _olga = opens()
    ask(bea, NUMBER)
    ask(olga, UNKNOWN)
    wrong = other_than(newest_code())
    known = watched(lambda: prove(bea, wrong, NUMBER))
    assert known == watched(lambda: prove(olga, wrong, UNKNOWN))
    assert known[0] == 422


@pytest.mark.parametrize("number", [NUMBER, UNKNOWN])
def test_limits_are_told_the_same_for_every_number(number):
    order()
    olga, _answer = opens()
    statuses = [ask(olga, number).status_code for _ in range(4)]
    statuses += [prove(olga, f"00000{each}", number).status_code for each in range(6)]
    assert statuses == [202] * 3 + [429] + [422] * 5 + [429]
    assert 0 < int(prove(olga, "000000", number)["Retry-After"]) <= 600


def test_a_wrong_code_names_its_field():
    bea, _answer = opens()
    problem = prove(bea, "123456").json()
    assert (problem["errors"][0]["field"], problem["errors"][0]["code"]) == ("code", "wrong_code")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "missing"),
        ({"number": "my order"}, "not_a_number"),
        ({"number": "1\0"}, "unstorable"),
        ({"number": 7}, "string_type"),
    ],
)
def test_what_is_no_number_is_refused_at_once(body, code):
    bea, _answer = opens()
    response = bea.post("/order-code", body)
    assert (response.status_code, response.json()["errors"][0]["code"]) == (422, code)
    assert not OneTimeCode.objects.exists()


def test_a_repeat_sends_no_second_code():
    bea, _answer = opens()
    first, again = ask(bea, key="k"), ask(bea, key="k")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.content == again.content
    assert OneTimeCode.objects.count() == 1


def test_an_address_asks_only_so_often_a_minute():
    callers = [opens()[0] for _ in range(CODES_PER_MINUTE + 1)]
    statuses = [ask(each, f"LK-{place}").status_code for place, each in enumerate(callers)]
    assert statuses == [202] * CODES_PER_MINUTE + [429]


def test_a_shops_server_asks_for_its_customers():
    shop = server()
    paths = [shop.post("/conversations", {}).json()["id"] for _ in range(CODES_PER_MINUTE + 1)]
    bodies = [{"number": f"LK-{place}"} for place in range(len(paths))]
    statuses = [
        shop.post(f"/conversations/{each}/order-code", body).status_code
        for each, body in zip(paths, bodies, strict=True)
    ]
    assert statuses == [202] * len(paths)


@pytest.mark.parametrize("door", ["order-code", "order-proof"])
def test_olga_asks_nothing_in_beas_name(door):
    _bea, answer = opens()
    olga, _hers = opens()
    body = {"number": NUMBER, "code": "123456"}
    path = f"/conversations/{answer['id']}/{door}"
    statuses = [each.call("POST", path, body).status_code for each in (olga, server(), Caller(), Caller("dead"))]
    assert statuses == [404, 404, 401, 401]
    assert not OneTimeCode.objects.exists()
