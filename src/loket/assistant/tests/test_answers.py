from __future__ import annotations

import numpy as np
import pytest

from loket.assistant.answers import WAYS_ENOUGH, cut_passages
from loket.assistant.article_texts import ArticleText, by_article
from loket.assistant.bank import build_bank
from loket.lib.embedding import use

UNIVERSITY = "The university stands in Campo Grande. It has nine campuses, and a library that opens at eight."
RIVER = "The river begins in the hills and ends in a lake. Boats carry grain along it every spring."
MUSEUM = "Tickets for the museum cost four coins. Children and students enter without paying on Sundays."
SHELF = (
    ArticleText("university", "orders", "en", "A school", UNIVERSITY),
    ArticleText("river", "orders", "en", "A water", RIVER),
    ArticleText("museum", "orders", "en", "A house", MUSEUM),
)


@pytest.fixture(scope="module")
def bank():
    return build_bank(SHELF, use())


@pytest.mark.parametrize(
    ("asked", "article"),
    [
        ("when does the library open", "university"),
        ("what do the boats carry", "river"),
        ("do students pay on sundays", "museum"),
    ],
)
def test_an_article_of_one_question_is_found_by_what_its_answer_says(bank, asked, article):
    assert bank.search(asked, "en")[0].article == article


def test_words_of_another_language_say_nothing(bank):
    answers = bank.stages[-1].answers
    vectors = {"use": np.zeros(512, dtype=np.float32)}
    assert answers.evidence("when does the library open", "en", vectors, 3).argmax() == 2
    assert bank.slugs[2] == "university"
    assert not answers.evidence("when does the library open", "id", vectors, 3).any()


def test_a_title_that_is_itself_asked_does_not_speak_for_its_article(bank):
    answers = bank.stages[-1].answers
    vectors = {"use": use().embed(["A water"])[0]}
    free = answers.evidence("A water", "en", vectors, 3)
    held = answers.evidence("A water", "en", vectors, 3, without="A water")
    assert bank.slugs[int((free - held).argmax())] == "river"
    assert (free >= held).all()


def test_where_many_ways_of_asking_are_known_the_answer_is_not_read():
    ways = tuple(f"way {number}" for number in range(WAYS_ENOUGH - 1))
    known = ArticleText("known", "orders", "en", "How?", RIVER, ways)
    fewer = ArticleText("fewer", "orders", "en", "When?", MUSEUM, ways[:-1])
    titles, parts = cut_passages(by_article([known, fewer]))
    assert titles.texts == ("When?",)
    assert parts.texts == (MUSEUM,)
    assert 0 < float(parts.weights[0]) < 1


def test_a_bank_of_single_questions_still_learns_when_to_answer(bank):
    assert bank.calibration.examples > 0
