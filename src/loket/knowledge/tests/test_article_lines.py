from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.knowledge.article_lines import BadText, ImportRefused, read_lines, read_text

GOOD = {"id": "a", "topic": "orders", "translations": {"en": {"question": "Where?"}}}


def refused(*lines):
    with pytest.raises(ImportRefused) as caught:
        read_lines([line if isinstance(line, str | bytes) else json.dumps(line) for line in lines])
    return [str(problem) for problem in caught.value.problems]


def test_a_line_becomes_an_article():
    line = {
        "id": "a-1", "topic": "orders", "subtopic": "tracking", "flow": "find_parcel", "unknown": 1,
        "translations": {"en": None, "pt_br": {"question": " Cadê\n pedido? ", "also_asked": ["cade", "cade", " "]}},
    }  # fmt: skip
    (article,) = read_lines([json.dumps(line)]).articles
    assert (article.slug, article.topic, article.subtopic, article.flow) == ("a-1", "orders", "tracking", "find_parcel")
    assert article.translations["en"] is None
    assert article.translations["pt-BR"].question == "Cadê pedido?"
    assert article.translations["pt-BR"].also_asked == ("cade",)


def test_topics_and_blank_lines_and_a_byte_order_mark_are_read():
    topic = {"topic": "refunds", "titles": {"en": "Refunds"}, "position": 2, "parent": "returns-refunds"}
    contents = read_lines([b"\xef\xbb\xbf" + json.dumps(topic).encode(), b"  \n", json.dumps(GOOD)])
    assert contents.topics[0].parent == "returns-refunds"
    assert contents.articles[0].number == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ("{}", "neither an id"),
        (b"\xff{}", "is not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ({**GOOD, "id": "a b"}, "id is missing or no slug"),
        ({**GOOD, "id": 7}, "id is missing or no slug"),
        ({"id": "a", "translations": GOOD["translations"]}, "topic is missing"),
        ({**GOOD, "state": "gone"}, "state is one of"),
        ({**GOOD, "flow": "a flow"}, "flow is a name"),
        ({**GOOD, "translations": {}}, "at least one language"),
        ({**GOOD, "translations": {"english!": {"question": "?"}}}, "language tag"),
        ({**GOOD, "translations": {"pt-BR": {"question": "a"}, "pt_br": {"question": "b"}}}, "pt-BR twice"),
        ({**GOOD, "translations": {"en": {"question": " "}}}, "translations.en.question is empty"),
        ({**GOOD, "translations": {"en": {"question": "x" * 301}}}, "301 characters; 300 are allowed"),
        ({**GOOD, "translations": {"en": {"question": "a\0b"}}}, "cannot be stored"),
        ({**GOOD, "translations": {"en": {"question": "a", "answer": "\ud800"}}}, "cannot be stored"),
        ({**GOOD, "translations": {"en": {"question": "a", "also_asked": "b"}}}, "is a list"),
        ({**GOOD, "translations": {"en": {"question": "a", "also_asked": [1]}}}, "is not a text"),
        ({"topic": "x", "titles": {"en": "X"}, "position": -1}, "whole number"),
        ({"topic": "x", "titles": {"en": "X"}, "position": True}, "whole number"),
        ("x" * 1_000_001, "longer than"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(line, message):
    (problem,) = refused(GOOD, line)
    assert problem.startswith("line 2: ")
    assert message in problem


def test_all_bad_lines_are_named_up_to_a_number():
    assert len(refused("{", GOOD, "[", "{")) == 3
    assert len(refused(*["{"] * 50)) == 20


def test_the_second_line_of_an_article_is_refused():
    assert refused(GOOD, GOOD) == ["line 2: article “a” stands already in line 1"]


def test_a_topic_and_a_subtopic_may_share_a_slug():
    top, below = {"topic": "a", "titles": {"en": "A"}}, {"topic": "a", "parent": "b", "titles": {"en": "A"}}
    assert len(read_lines([json.dumps(top), json.dumps(below)]).topics) == 2
    assert refused(top, top)


@given(st.one_of(st.text(), st.binary(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_any_line_is_read_or_refused(line):
    try:
        read_lines([line])
    except ImportRefused as refusal:
        assert refusal.problems[0].number == 1


@given(
    st.dictionaries(st.sampled_from([*GOOD, "state", "flow", "titles"]), st.one_of(st.none(), st.text(), st.just(GOOD)))
)
def test_any_object_is_read_or_refused(fields):
    try:
        read_lines([json.dumps(fields)])
    except ImportRefused as refusal:
        assert refusal.problems[0].number == 1


def test_an_editors_text_follows_the_same_rules():
    assert read_text("  A  b ", "x\r\ny").answer == "x\ny"
    with pytest.raises(BadText, match="question is empty"):
        read_text(" ")
