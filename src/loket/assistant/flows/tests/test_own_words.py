from __future__ import annotations

import pytest

from loket.assistant.flows import own_words
from loket.assistant.flows.telling import flow_title, label, tell_shared
from loket.texts.fields import check_fields


@pytest.fixture
def says():
    """Lets an operator's words be said."""
    before = own_words._own_texts
    yield lambda language="en", **texts: own_words.listen_to(
        {language: {slug.replace("__", "."): text for slug, text in texts.items()}}.get
    )
    own_words.listen_to(before)
    own_words._laid.clear()


def test_an_operators_words_stand_in_the_place_of_the_built_in_ones(says):
    built_in = label("fine", "es")
    says(labels__fine="All clear", titles__tracking="Parcel", shared__which_order="Which?\n---\nWhich one?")
    assert label("fine", "en") == "All clear"
    assert flow_title("tracking", "en") == "Parcel"
    assert tell_shared("which_order", "en").texts == ("Which?", "Which one?")
    assert label("fine", "es") == built_in


@pytest.mark.parametrize("text", ["{count} and {seller}", "a brace { alone", "{}", "{0}", "{count!r}"])
def test_words_that_could_not_be_filled_are_passed_over(says, text):
    says(labels__more_items=text)
    assert label("more_items", "en", count="2") == "and 2 more"


def test_words_for_what_is_no_more_are_passed_over(says):
    says(labels__gone="x", flows__gone__start="x", flows__tracking="x", nowhere="x", a__b__c__d="x")
    assert label("fine", "en") == own_words.built_in_wording("en")["labels"]["fine"]


def test_every_built_in_text_is_offered_with_the_fields_that_it_holds():
    offered = {each.slug: each for each in own_words.built_in_texts()}
    assert {"flows.tracking.start", "shared.identify", "labels.fine", "titles.tracking", "rails.pix"} <= set(offered)
    for each in offered.values():
        assert set(each.texts) == set(own_words.LANGUAGES)
        for text in each.texts.values():
            check_fields(text, each.fields)
