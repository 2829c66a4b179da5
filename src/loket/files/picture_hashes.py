"""How a picture looks, in 64 bits: nearly the same pictures differ in few of them (difference hash)."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

_WIDTH, _HEIGHT = 9, 8
_SIGN = 1 << 63


def difference_hash(picture: BinaryIO) -> int:
    """A signed number of 64 bits, each telling whether brightness rises from one spot to the next on its right.

    ``picture`` is one that Loket wrote itself.
    """
    picture.seek(0)
    with Image.open(picture) as image:
        image.draft("L", (_WIDTH * 16, _HEIGHT * 16))
        small = image.convert("L").resize((_WIDTH, _HEIGHT), Image.Resampling.BOX)
    spots = small.tobytes()
    bits = 0
    for row in range(_HEIGHT):
        for column in range(_WIDTH - 1):
            at = row * _WIDTH + column
            bits = bits << 1 | (spots[at + 1] > spots[at])
    return bits - (1 << 64) if bits & _SIGN else bits


def says_nothing(picture_hash: int) -> bool:
    """Whether it is that of an even surface, which all blank pictures share."""
    return picture_hash == 0
