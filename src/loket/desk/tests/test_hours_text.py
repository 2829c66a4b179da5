from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.calendars.service_hours import DayHours
from loket.desk.hours_text import HoursUnclear, read_extra, read_holidays, read_spans, write_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("8:00-12:00, 13:00-20:00", [(480, 720), (780, 1200)]),
        ("13-20; 8-12", [(480, 720), (780, 1200)]),
        ("9h–18h30", [(540, 1110)]),
        ("9am to 5pm", [(540, 1020)]),
        ("12am-12pm", [(0, 720)]),
        ("18:00-24:00", [(1080, 1440)]),
        ("18:00-0:00", [(1080, 1440)]),
        ("24h", [(0, 1440)]),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert read_spans(text) == spans


@pytest.mark.parametrize("text", ["nine to five", "8", "8-", "12-8", "8-8", "25:00-26:00", "8:75-9:00", "8-12-14"])
def test_what_is_unclear_is_refused(text):
    with pytest.raises(HoursUnclear):
        read_spans(text)


MINUTES = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda pair: (min(pair), max(pair)))
SPANS = st.lists(MINUTES.filter(lambda pair: pair[0] < pair[1]), max_size=4)


@given(SPANS)
def test_what_is_written_is_read_again(spans):
    assert read_spans(write_spans(spans)) == sorted(spans)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        spans = read_spans(text)
    except HoursUnclear:
        return
    assert all(0 <= opens < closes <= 1440 for opens, closes in spans)


def test_holidays_and_extra_hours_stand_one_a_line():
    days = read_holidays("2026-12-25 Christmas\n\n 2027-01-01 ")
    assert [(day.date, day.name) for day in days] == [(date(2026, 12, 25), "Christmas"), (date(2027, 1, 1), "")]
    assert read_extra("2026-12-24 9-13, 14-15") == [
        DayHours(date(2026, 12, 24), 540, 780),
        DayHours(date(2026, 12, 24), 840, 900),
    ]


def test_a_wrong_line_is_named_by_its_number():
    with pytest.raises(HoursUnclear, match="Line 2"):
        read_holidays("2026-12-25 Christmas\n25/12/2026 Christmas")
    with pytest.raises(HoursUnclear, match="needs hours"):
        read_extra("2026-12-24")
