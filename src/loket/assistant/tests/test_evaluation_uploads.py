from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.assistant.evaluation import Line
from loket.assistant.evaluation_runs import uploads
from loket.assistant.evaluation_runs.uploads import FileRefused, NumberedLine, read_file

GOOD = '{"text": "where is it", "language": "en", "expect": "track-parcel"}'


def read(text, name="questions.jsonl"):
    return read_file(io.BytesIO(text if isinstance(text, bytes) else text.encode()), name=name)


def refusal(text):
    with pytest.raises(FileRefused) as refused:
        read(text)
    return refused.value


def test_lines_keep_their_numbers():
    found = read(f"\n{GOOD}\r\n\n" + '{"text": "x", "expect": "handover"}')
    assert found.lines == (
        NumberedLine(2, Line("where is it", ("track-parcel",), "en")),
        NumberedLine(4, Line("x", ())),
    )


def test_a_mark_of_the_byte_order_is_no_letter():
    assert len(read(b"\xef\xbb\xbf" + GOOD.encode()).lines) == 1


def test_a_separator_inside_a_text_ends_no_line():
    (only,) = read('{"text": "one\u2028two", "expect": "handover"}').lines
    assert only.line.text == "one\u2028two"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "not JSON"),
        ('{"expect": "x"}', "no “text”"),
        ('{"text": "a"}', "“expect” is missing"),
        ('{"text": "a", "expect": "x", "language": 3}', "“language”"),
        (json.dumps({"text": "a" * 5_001, "expect": "x"}), "longer than 5,000"),
        (json.dumps({"text": "a", "expect": "x" * 101}), "“expect” is missing or wrong"),
        (json.dumps({"text": "a", "expect": "x", "language": "e" * 36}), "“language”"),
        ('{"text": "a\\u0000", "expect": "x"}', "no letter or sign"),
        ('{"text": "a\\ud800", "expect": "x"}', "no letter or sign"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(row, says):
    (problem,) = refusal(f"{GOOD}\n{row}").problems
    assert problem.number == 2
    assert says in problem.message


def test_every_wrong_line_is_found_and_the_first_hundred_are_kept():
    refused = refusal("\n".join(["no"] * 150))
    assert (refused.count, len(refused.problems)) == (150, 100)


def test_other_encodings_are_named_with_their_line():
    (problem,) = refusal(GOOD.encode() + b"\n\xff\xfe").problems
    assert (problem.number, "UTF-8" in problem.message) == (2, True)


@pytest.mark.parametrize("empty", ["", "\n\n  \n"])
def test_nothing_is_no_file(empty):
    assert refusal(empty).problems[0].number == 0


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_LINES", 2)
    assert "more than 2 lines" in refusal(f"{GOOD}\n" * 3).problems[0].message
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    assert "5 MB" in refusal(GOOD).problems[0].message


def test_the_same_bytes_are_the_same_file():
    assert read(GOOD).sha256 == read(GOOD, "other.jsonl").sha256 != read(f"{GOOD}\n").sha256


@given(st.text())
def test_any_name_can_be_kept(name):
    kept = read(GOOD, name).name
    assert 0 < len(kept) <= 200
    assert kept.isprintable()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        assert read(content).lines
    except FileRefused as refused:
        assert refused.problems
