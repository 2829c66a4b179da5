from __future__ import annotations

from datetime import UTC, datetime

import pytest

from loket.orders.documents.order_errors import OrderRefused
from loket.orders.documents.talk_document import read_talk

MESSAGE = {"external_id": "m-1", "sender": "buyer", "text": "Oi", "sent_at": "2026-10-05T10:00:00Z"}


def read(*messages, zone="America/Recife"):
    return read_talk({"messages": list(messages)}, time_zone=zone)


def problems(*messages):
    with pytest.raises(OrderRefused) as refused:
        read(*messages)
    return {(each.field, each.code) for each in refused.value.problems}


def test_what_was_said_earlier_comes_first():
    later = MESSAGE | {"external_id": "m-0", "sent_at": "2026-10-06T10:00:00Z"}
    assert [each.external_id for each in read(later, MESSAGE)] == ["m-1", "m-0"]


def test_lines_and_blanks_stay_as_they_were_written():
    (told,) = read(MESSAGE | {"text": " one\n\n  two "})
    assert told.text == "one\n\n  two"


def test_a_moment_without_a_zone_is_the_buyers():
    (told,) = read(MESSAGE | {"sent_at": "2026-10-05T10:00:00"})
    assert told.sent_at == datetime(2026, 10, 5, 13, tzinfo=UTC)


def test_what_the_contract_does_not_know_is_kept():
    (told,) = read(MESSAGE | {"seen": True, "device": {"os": "x"}})
    assert told.unknown == {"seen": True, "device": {"os": "x"}}


def test_a_picture_alone_says_something():
    (told,) = read({**MESSAGE, "text": None, "attachments": ["https://cdn.shop.example/a.jpg"]})
    assert (told.text, told.attachments) == ("", ("https://cdn.shop.example/a.jpg",))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"external_id": None}, ("messages.0.external_id", "missing")),
        ({"external_id": "x" * 201}, ("messages.0.external_id", "string_too_long")),
        ({"sender": "agent"}, ("messages.0.sender", "choice")),
        ({"sender": None}, ("messages.0.sender", "missing")),
        ({"sent_at": None}, ("messages.0.sent_at", "missing")),
        ({"sent_at": "soon"}, ("messages.0.sent_at", "date")),
        ({"text": 7}, ("messages.0.text", "string_type")),
        ({"text": "a\0b"}, ("messages.0.text", "unstorable")),
        ({"text": "x" * 20_001}, ("messages.0.text", "string_too_long")),
        ({"text": " "}, ("messages.0.text", "missing")),
        ({"language": "klingon!"}, ("messages.0.language", "language_tag")),
        ({"attachments": ["javascript:alert(1)"]}, ("messages.0.attachments", "url")),
        ({"attachments": "https://a.example"}, ("messages.0.attachments", "list_type")),
        ({"note": "\ud800"}, ("messages.0.note", "unstorable")),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(change, problem):
    assert problems({**MESSAGE, **change}) == {problem}


def test_the_same_message_twice_in_one_telling_is_refused():
    assert problems(MESSAGE, MESSAGE) == {("messages.1.external_id", "twice")}


@pytest.mark.parametrize("document", [{}, {"messages": None}, {"messages": "none"}, {"messages": [7]}])
def test_a_telling_that_is_none_is_refused(document):
    with pytest.raises(OrderRefused):
        read_talk(document, time_zone="")


def test_nothing_said_yet_is_no_fault():
    assert read() == ()
