"""Input that nobody sends in good faith: a clear refusal, no error of ours, nothing stored by half."""

import json

import pytest

from loket.api.tests.calling import nobody, opens, server
from loket.conversations.models import Conversation, Message

pytestmark = pytest.mark.django_db

STRINGS = {
    "nul": "a\0b",
    "half a pair": "\ud83d",
    "other half": "\ude00 text",
}
REFUSED = {400, 413, 415, 422}


def raw(text):
    return json.dumps(text).encode()


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
@pytest.mark.parametrize("field", ["text", "external_id", "choice"])
def test_what_cannot_be_stored_is_refused_by_field(field, text):
    bea, _answer = opens()
    response = bea.post("/messages", raw({"text": "Hello", field: text}))
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
@pytest.mark.parametrize("field", ["language", "article", "topic", "order", "time_zone", "external_id", "channel"])
def test_no_conversation_begins_with_what_cannot_be_stored(field, text):
    response = nobody().post("/conversations", raw({field: text}))
    assert response.status_code == 422
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
@pytest.mark.parametrize("field", ["name", "email", "phone", "external_id", "identity"])
def test_no_customer_is_made_of_what_cannot_be_stored(field, text):
    response = server().post("/conversations", raw({"customer": {field: text}}))
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == f"customer.{field}"
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("size", [10_001, 1_000_000, 2_000_000])
def test_too_long_a_text_is_refused_whole(size):
    bea, _answer = opens()
    response = bea.says("x" * size)
    assert response.status_code in {413, 422}
    assert response["Content-Type"] == "application/problem+json"
    assert not Message.objects.exists()


def test_ten_thousand_emoji_fit_and_come_back_whole():
    bea, _answer = opens()
    assert bea.says("🧡" * 10_000).json()["message"]["text"] == "🧡" * 10_000
    assert bea.says("🧡" * 10_001).status_code == 422


def test_a_script_is_text_and_nothing_else():
    bea, _answer = opens()
    text = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    response = bea.says(text)
    assert response.json()["message"]["text"] == text
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"


BODIES = [
    b"", b"{", b"null", b"[]", b'"text"', b"7", b"\xff\xfe", b"\0", b'{"text": NaN}', b'{"text": ["a"]}',
    b'{"text": 7}',
    b'{"text": {"a": 1}}', b'{"text": null}', b'{"text": true}', b'{"text":"a","attachments":"x"}',
    b'{"text":"a","attachments":[1]}', b'{"text":"a","attachments":["x"]}', b'{"text":"a","choice":7}',
    b'{"text":"a","external_id":""}', b'{"text":"a","external_id":' + b'"' + b"x" * 201 + b'"}',
    b'{"a":' * 3000 + b"1" + b"}" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_bodies_of_the_wrong_kind_are_refused(body):
    bea, _answer = opens()
    response = bea.post("/messages", body)
    assert response.status_code in REFUSED
    assert response["Content-Type"] == "application/problem+json"
    assert not Message.objects.exists()


@pytest.mark.parametrize("body", [{"score": 0}, {"score": 6}, {"score": "5"}, {"score": 4.5}, {"score": True}, {}])
def test_a_score_is_a_whole_number_from_one_to_five(body):
    bea, _answer = opens()
    bea.post("/closure")
    response = bea.post("/rating", body)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "score")


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        "after=x",
        "after=99999999999999999999",
        "limit=0",
        "limit=101",
        "limit=x",
        "wait=x",
        "after=%00",
        "after=1.5",
    ],
)
def test_wrong_questions_are_refused(query):
    bea, _answer = opens()
    assert bea.get(f"/messages?{query}").status_code == 422


@pytest.mark.parametrize(
    "path", ["/articles?q=%00", "/articles?language=%00", "/articles?language=klingon-language", "/articles/%00",
             "/articles?limit=0", "/articles/" + "x" * 500, "/articles?topic=%ff", "/articles?after=%00"],
)  # fmt: skip
def test_wrong_questions_about_articles_are_refused(path):
    assert nobody().get(path).status_code in {404, 422}


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer ", "Bearer \xff\xfe", "bearer\tx", "x" * 5000])
def test_odd_credentials_are_refused(header):
    _bea, answer = opens()
    response = nobody().get(f"/conversations/{answer['id']}", Authorization=header)
    assert response.status_code == 401


def test_errors_speak_the_readers_language_and_name_the_field():
    bea, _answer = opens()
    response = bea.post("/messages", {"text": "x" * 10_001}, Accept_Language="en")
    problem = response.json()
    assert {"type", "title", "status", "detail", "errors"} <= set(problem)
    assert problem["errors"] == [
        {
            "field": "text",
            "code": "string_too_long",
            "message": "This is too long: at most 10000 characters are allowed.",
        }
    ]
