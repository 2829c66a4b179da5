"""Pieces of a picture's hash, by which an index finds those that are nearly the same.

Two hashes that differ in fewer bits than there are pieces have at least one piece in common.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField

# Pictures of one thing that were cut, shrunk or brightened differ in about this many bits of 64.
NEARLY_THE_SAME = 6
_BITS = 64
_BANDS = NEARLY_THE_SAME + 1
_WIDTH = _BITS // _BANDS
# The last piece takes the bits that are left over.
_WIDTHS = (*([_WIDTH] * (_BANDS - 1)), _BITS - _WIDTH * (_BANDS - 1))
# Above the widest piece: which one it is.
_PLACE = max(_WIDTHS)


def bands_of(picture_hash: int) -> list[int]:
    """The pieces of a hash, each with its place."""
    return [(picture_hash >> band * _WIDTH & (1 << width) - 1) | band << _PLACE for band, width in enumerate(_WIDTHS)]


def stored_bands() -> Func:
    """The same of the hash in a row, as the index has it."""
    pieces = ", ".join(
        f"((%(expressions)s >> {band * _WIDTH}) & {(1 << width) - 1} | {band << _PLACE})::int"
        for band, width in enumerate(_WIDTHS)
    )
    return Func(F("picture_hash"), template=f"ARRAY[{pieces}]", output_field=ArrayField(IntegerField()))
