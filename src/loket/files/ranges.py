"""The one part of a file that a player asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})", re.ASCII)


class RangeNotSatisfiable(Exception):
    """The part lies beyond the end of the file."""


@dataclass(frozen=True)
class ByteRange:
    """A part of a file, counted in bytes from 0; both ends belong to it."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1


def parse_range(header: str, *, size: int) -> ByteRange | None:
    """The part that a Range header names; None (the whole file) where it is absent or not understood."""
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or header.strip() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return _part(max(0, size - int(last)), size - 1, size)
    if last and int(last) < int(first):
        return None
    return _part(int(first), min(int(last or size), size - 1), size)


def _part(first: int, last: int, size: int) -> ByteRange:
    if first >= size:
        raise RangeNotSatisfiable
    return ByteRange(first, last)
