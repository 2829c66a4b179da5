from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loket.knowledge.passages import LETTERS_IN_A_PASSAGE, first_line, passages_of, plain_text


def test_marks_are_left_out():
    assert plain_text("## Hi\n\n1. Open **My orders**, see [rules](/r)\n- `x`") == "Hi\n\nOpen My orders, see rules\nx"


def test_a_first_line_ends_between_words():
    assert first_line("**Yes.** Always.\n\nMore.") == "Yes. Always."
    assert first_line("one two three", limit=8) == "one two…"
    assert first_line("") == ""


def test_every_way_of_asking_is_a_passage():
    kinds = [(each.kind, each.position) for each in passages_of("Q?", ["a", "b"], "One.\n\nTwo.")]
    assert kinds == [("question", 0), ("also_asked", 0), ("also_asked", 1), ("answer", 0)]


@given(st.text(max_size=2000))
def test_no_passage_of_an_answer_is_too_long_or_empty(answer):
    for passage in passages_of("Q?", [], answer):
        assert 0 < len(passage.text) <= LETTERS_IN_A_PASSAGE
