from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.files.ranges import ByteRange, RangeNotSatisfiable, parse_range

UNDERSTOOD = {
    "bytes=0-": ByteRange(0, 99),
    "bytes=0-0": ByteRange(0, 0),
    "bytes=10-19": ByteRange(10, 19),
    "bytes=90-500": ByteRange(90, 99),
    "bytes=-10": ByteRange(90, 99),
    "bytes=-500": ByteRange(0, 99),
}
WHOLE = ["", "bytes=-", "bytes=", "bytes=5-2", "bytes=a-b", "bytes=0-1,5-6", "items=0-1", "bytes=٣-", "\x00"]


@pytest.mark.parametrize("header", UNDERSTOOD)
def test_part_is_understood(header):
    assert parse_range(header, size=100) == UNDERSTOOD[header]


@pytest.mark.parametrize("header", WHOLE)
def test_whole_file_where_the_header_makes_no_sense(header):
    assert parse_range(header, size=100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_part_beyond_the_end_cannot_be_had(header):
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, size=100)


@given(first=st.integers(0, 300), last=st.integers(0, 300), size=st.integers(1, 200))
def test_part_always_lies_within_the_file(first, last, size):
    try:
        part = parse_range(f"bytes={first}-{last}", size=size)
    except RangeNotSatisfiable:
        assert first >= size
        return
    assert part is None or 0 <= part.first <= part.last < size
