from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.design.colour import (
    DARK_GROUND,
    LIGHT_GROUND,
    READABLE,
    ColourError,
    measure_contrast,
    read_colour,
    readable_accent,
    write_hex,
)

hex_colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(hex_colours)
def test_any_colour_becomes_readable_on_light_and_dark_grounds(colour):
    assert measure_contrast(readable_accent(colour, dark=False), LIGHT_GROUND) >= READABLE
    assert measure_contrast(readable_accent(colour, dark=True), DARK_GROUND) >= READABLE


@given(hex_colours)
def test_white_words_stand_on_a_light_accent(colour):
    assert measure_contrast("#ffffff", readable_accent(colour, dark=False)) >= READABLE


@given(hex_colours)
def test_a_colour_survives_reading_and_writing(colour):
    written = _channels(write_hex(read_colour(colour)))
    assert all(abs(a - b) <= 1 for a, b in zip(written, _channels(colour), strict=True))


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_every_oklch_colour_can_be_shown(lightness, chroma, hue):
    assert len(write_hex(read_colour(f"oklch({lightness:.4f} {chroma:.4f} {hue:.2f})"))) == 7


def test_a_readable_colour_stays_as_it_is():
    assert readable_accent("#0a5c66", dark=False) == "#0a5c66"


def test_contrast_of_black_and_white_is_21():
    assert measure_contrast("#000", "#fff") == pytest.approx(21)


@pytest.mark.parametrize("text", ["", "red", "#12", "#12345g", "rgb(1, 2, 3)", "oklch(0.5)", "#fff;}body{"])
def test_other_texts_are_refused_with_an_example(text):
    with pytest.raises(ColourError, match="#0a5c66"):
        read_colour(text)


def _channels(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
