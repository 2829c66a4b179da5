"""What WebM, MP3 and WAV files tell beside their pictures and sounds, and how to copy them without it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from loket.files.blanking import Blank, Plan
from loket.files.film_boxes import FilmDamaged

_MOST_PARTS = 500_000
# WebM: the elements on the highest level that tell things, and those of the part called Info.
_SEGMENT, _INFO, _CLUSTER = 0x18538067, 0x1549A966, 0x1F43B675
_TAGS, _ATTACHMENTS, _VOID = 0x1254C367, 0x1941A469, 0xEC
_TITLE, _WRITTEN_WITH, _WRITTEN_AT, _FILE_NAME = 0x7BA9, 0x5741, 0x4461, 0x7384
_TELLING = {_TAGS, _ATTACHMENTS, _TITLE, _WRITTEN_WITH, _WRITTEN_AT, _FILE_NAME}
_NEEDED_OF_WAV = {b"fmt ", b"data", b"fact"}


def plan_webm(file: BinaryIO) -> Plan:
    """A WebM without tags, attachments, title, date and the name of what wrote it."""
    end = file.seek(0, os.SEEK_END)
    file.seek(0)
    return Plan(end=end, blanks=tuple(_webm_blanks(file, end)))


def plan_mp3(file: BinaryIO) -> Plan:
    """An MP3 without its tags in front and at the end."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 128))
    if end >= 128 and file.read(3) == b"TAG":
        end -= 128
    file.seek(0)
    head = file.read(10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:
        # Seven bits of each byte count.
        start = 10 + sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    return Plan(start=min(start, end), end=end)


def plan_wav(file: BinaryIO) -> Plan:
    """A WAV without chunks that hold words."""
    end = file.seek(0, os.SEEK_END)
    blanks: list[Blank] = []
    at = 12
    for _ in range(_MOST_PARTS):
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            break
        size = int.from_bytes(header[4:], "little")
        if header[:4] not in _NEEDED_OF_WAV:
            blanks += [Blank(at, 4, b"JUNK"), Blank(at + 8, size)]
        at += 8 + size + size % 2
    return Plan(end=end, blanks=tuple(blanks))


def plan_as_it_is(file: BinaryIO) -> Plan:
    """All of it."""
    return Plan(end=file.seek(0, os.SEEK_END))


def _webm_blanks(file: BinaryIO, end: int) -> Iterator[Blank]:
    for _ in range(_MOST_PARTS):
        start = file.tell()
        identity, size = _number(file, keep_marker=True), _number(file, keep_marker=False)
        if identity is None or size is None:
            return
        if identity in (_SEGMENT, _INFO):
            continue
        payload = file.tell()
        if payload + size > end and identity == _CLUSTER:
            # A live recording leaves its parts without a size: what follows is walked through piece by piece.
            continue
        if payload + size > end:
            return
        if identity in _TELLING:
            yield _void(start, payload + size - start)
        file.seek(payload + size)
    raise FilmDamaged


def _void(start: int, length: int) -> Blank:
    """An element of nothing, as long as what it stands for."""
    # Its own length takes eight bytes where there is room for them, else one.
    label = bytes([_VOID, 1]) + (length - 9).to_bytes(7) if length >= 9 else bytes([_VOID, 0x80 | (length - 2)])
    return Blank(start, length, label)


def _number(file: BinaryIO, *, keep_marker: bool) -> int | None:
    first = file.read(1)
    if not first or first == b"\x00":
        return None
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        return None
    number = int.from_bytes(first + rest)
    return number if keep_marker else number & ~(1 << (7 * length))
