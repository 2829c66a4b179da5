from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loket.desk.differences import Piece, compare


def test_only_the_changed_word_is_marked():
    assert compare("It takes five days.", "It takes seven days.") == [
        Piece("same", "It takes "),
        Piece("removed", "five"),
        Piece("added", "seven"),
        Piece("same", " days."),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_back(before, after):
    pieces = compare(before, after)
    assert "".join(each.text for each in pieces if each.kind != "added") == before
    assert "".join(each.text for each in pieces if each.kind != "removed") == after


def test_very_long_texts_are_compared_by_lines():
    before = "\n".join(f"line {number} of many" for number in range(3000))
    pieces = compare(before, before.replace("line 1500 of", "line 1500 among"))
    assert Piece("removed", "line 1500 of many\n") in pieces
