from __future__ import annotations

import pytest

from loket.notices.letters.composing import compose
from loket.notices.letters.own_words import TITLES, notice_texts
from loket.notices.letters.tests.samples import FIELDS, notice
from loket.texts import held
from loket.texts.built_in import built_in_texts
from loket.texts.fields import fields_in
from loket.texts.held import Held, Words


@pytest.fixture
def shop_says(monkeypatch):
    """Put a text of the shop's in place of ours."""

    def say(purpose, text, subject=""):
        texts = {("notice", purpose): {"en": Words(text, subject)}}
        monkeypatch.setattr(held, "_held", Held(1, texts))

    return say


def test_the_desk_can_show_every_letter():
    assert set(built_in_texts("notice")) == set(TITLES) == set(FIELDS)


@pytest.mark.parametrize("text", list(notice_texts()), ids=lambda each: each.slug)
def test_a_text_holds_only_fields_that_it_may(text):
    for words in (*text.texts.values(), *text.subjects.values()):
        assert words and set(fields_in(words)) <= set(text.fields) and "%(" not in words


def test_the_shops_own_words_stand_in_place_of_ours(shop_says):
    shop_says("case_queued", "We are on it, case {number}.\n\nBy {date}.", "{shop}: case {number}")
    letter = compose(notice("case_queued", "en"))
    assert "We are on it, case 7KM2QX4D.\n\nBy Thursday" in letter.text
    assert letter.subject_line.endswith("case 7KM2QX4D") and "in line" not in letter.html


def test_own_words_for_which_a_field_is_missing_give_way_to_ours(shop_says):
    shop_says("case_queued", "You hear from us by {date}.")
    letter = compose(notice("case_queued", "en", fields={"number": "7KM2QX4D"}))
    assert "hear from us" not in letter.text and "in line" in letter.text


def test_the_shops_own_words_are_text_and_not_markup(shop_says):
    shop_says("case_queued", "<b>Hello</b> <script>")
    assert "<script" not in compose(notice("case_queued", "en")).html


@pytest.mark.parametrize(("purpose", "name"), [("case_update", "news"), ("promise_changed", "reason")])
def test_what_a_person_wrote_stands_before_whichever_words(shop_says, purpose, name):
    shop_says(purpose, "Our own words.")
    told = {**FIELDS[purpose], name: "The carrier looks for it."}
    text = compose(notice(purpose, "en", fields=told)).text
    assert text.index("The carrier looks for it.") < text.index("Our own words.")
