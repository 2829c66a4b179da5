from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.proofs.proving import (
    Limit,
    NotANumber,
    digest_of_code,
    is_code,
    new_code,
    typed_code,
    typed_key,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECONDS = st.integers(min_value=0, max_value=4 * 3600)


def asked(limit, at):
    """Who asks at these moments, and which of them were let through."""
    allowed = []
    for moment in sorted(at):
        if limit.seconds_until_free(allowed, now=moment) == 0:
            allowed.append(moment)
    return allowed


@given(st.lists(SECONDS, max_size=60), st.integers(1, 5), st.integers(1, 120))
def test_no_stretch_of_time_ever_holds_more_than_the_limit(at, most, minutes):
    limit = Limit(most, minutes * MINUTE)
    allowed = asked(limit, [NOW + timedelta(seconds=each) for each in at])
    for first in allowed:
        assert sum(first <= each < first + limit.within for each in allowed) <= most


@given(st.lists(SECONDS, min_size=1, max_size=60), st.integers(1, 5))
def test_the_wait_that_is_told_is_enough_and_no_longer_than_needed(at, most):
    limit = Limit(most, timedelta(hours=1))
    moments = [NOW - timedelta(seconds=each) for each in at]
    wait = limit.seconds_until_free(moments, now=NOW)
    assert limit.seconds_until_free(moments, now=NOW + timedelta(seconds=wait)) == 0
    if wait > 1:
        assert limit.seconds_until_free(moments, now=NOW + timedelta(seconds=wait - 1)) == 1


@pytest.mark.parametrize(
    "text", ["123456", " 123 456 ", "123-456", "１２３４５６", "١٢٣٤٥٦", "१२३४५६", "๑๒๓๔๕๖", "12\u00a034\u200956"]
)
def test_a_code_is_read_in_every_script_and_with_spaces(text):
    assert typed_code(text) == "123456"


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "code", "½12345", "1" * 500, "0" * 7])
def test_what_is_not_six_digits_is_no_code(text):
    assert typed_code(text) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_codes_and_numbers(text):
    code = typed_code(text)
    assert code is None or (len(code) == 6 and code.isascii())
    with suppress(NotANumber):
        assert any(each.isdigit() for each in typed_key(text))


@pytest.mark.parametrize("text", ["", "LK", "#", "minha encomenda", "1" * 61, "1" + " " * 300])
def test_what_cannot_be_a_number_is_said_to_be_none(text):
    with pytest.raises(NotANumber):
        typed_key(text)


@pytest.mark.parametrize("text", ["LK-2026-00817-3", "lk 2026 00817 3", "#LK2026008173", "ＬＫ-２０２６-００８１７-３"])
def test_a_number_is_the_same_however_it_is_typed(text):
    assert typed_key(text) == "LK2026008173"


def test_a_digest_is_good_for_its_code_customer_and_number_alone(settings):
    olga, bea = uuid4(), uuid4()
    digest = digest_of_code("123456", customer_id=bea, key="LK1")
    assert is_code("123456", digest, customer_id=bea, key="LK1")
    assert not is_code("123457", digest, customer_id=bea, key="LK1")
    assert not is_code("123456", digest, customer_id=olga, key="LK1")
    assert not is_code("123456", digest, customer_id=bea, key="LK2")
    settings.SECRET_KEY = "another installation"
    assert not is_code("123456", digest, customer_id=bea, key="LK1")


def test_codes_are_six_digits_and_differ():
    codes = {new_code() for _ in range(200)}
    assert all(len(each) == 6 and each.isdigit() for each in codes)
    assert len(codes) > 190
