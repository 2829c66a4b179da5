from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.texts.fields import FIELDS_OF_KIND, SAMPLES, check_fields, fields_in, fill, fill_whole, fits
from loket.texts.text_errors import BadField

MACRO = FIELDS_OF_KIND["macro"]


@pytest.mark.parametrize("text", ["", "Plain.", "Hello {name}, {order}!", "{cursor}"])
def test_texts_with_known_fields_are_taken(text):
    check_fields(text, MACRO)
    assert fits(text, MACRO)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hello {nmae}", "“{nmae}”"),
        ("Hello {name", "“{”"),
        ("Hello name}", "“}”"),
        ("{}", "“{}”"),
        ("{name!r}", "“{name!r}”"),
        ("{name.__class__}", "“{name.__class__}”"),
        ("{{name}}", "“{”"),
        ("{ name }", "“{ name }”"),
    ],
)
def test_what_is_unknown_or_broken_is_refused_by_name(text, named):
    with pytest.raises(BadField) as refused:
        check_fields(text, MACRO)
    assert named in str(refused.value)
    assert not fits(text, MACRO)


def test_the_refusal_says_which_fields_there_are():
    with pytest.raises(BadField, match=r"\{name\}, \{agent\}"):
        check_fields("{x}", MACRO)
    with pytest.raises(BadField, match="has none"):
        check_fields("{x}", ())


@pytest.mark.parametrize(
    ("text", "said", "missing"),
    [
        ("Hi {name}. Order {order} left.", "Hi Bea.", ("order",)),
        ("Hi {agent},\n\nOrder {order} left. Bye, {name}.", "Bye, Bea.", ("agent", "order")),
        ("您好，{name}。订单{order}已发货。请稍候。", "您好，Bea。请稍候。", ("order",)),
        ("{order}", "", ("order",)),
        ("One.\n\nOf {order}.\n\nTwo.", "One.\n\nTwo.", ("order",)),
    ],
)
def test_a_sentence_without_its_value_is_left_out_and_told(text, said, missing):
    filled = fill(text, {"name": "Bea", "order": "", "agent": None})
    assert (filled.text, filled.missing) == (said, missing)


def test_the_caret_stands_where_the_text_says():
    filled = fill("Hi {name},\n\n{cursor}\n\nBye", {"name": "Bea"})
    assert (filled.before, filled.after) == ("Hi Bea,\n\n", "\n\nBye")
    assert fill("Hi.", {}).before == "Hi."


def test_a_text_that_is_said_by_itself_is_said_whole_or_not():
    assert fill_whole("Your code is {code}.", {"code": 123}) == "Your code is 123."
    assert fill_whole("Hello. Your code is {code}.", {}) is None


def test_what_a_value_holds_is_not_filled_again():
    assert fill("Hi {name}", {"name": "{order}", "order": "LK-1"}).text == "Hi {order}"


@given(
    st.text(alphabet=st.sampled_from("{}ab .!\n。\0namecursor"), max_size=60),
    st.dictionaries(
        st.sampled_from(["name", "a", "order", ""]),
        st.one_of(st.none(), st.integers(), st.just("Bea")),
        max_size=4,
    ),
)
def test_filling_never_raises_and_leaves_no_brace(text, values):
    filled = fill(text, values)
    assert "{" not in filled.text
    assert "}" not in filled.text
    assert "\0" not in filled.text


@given(st.text(alphabet="{}ab", max_size=12))
def test_what_is_taken_can_be_filled(text):
    allowed = ("a", "b")
    if fits(text, allowed):
        check_fields(text, allowed)
        assert fill_whole(text, {"a": "1", "b": "2"}) is not None


def test_every_field_has_a_sample():
    named = {name for fields in FIELDS_OF_KIND.values() for name in fields} - {"cursor"}
    assert named <= set(SAMPLES)
    assert fields_in("{a} {b} {a}") == ("a", "b")
