"""What an MP4, MOV, 3GP or M4A file tells beside its pictures and sounds: where, when, with what device, by whom.

Boxes that no player needs become ``free`` boxes of the same length, so that nothing moves. Tracks other than pictures
and sounds (phones and cameras write positions into them) lose their samples too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from loket.files.blanking import Blank, Plan

# What players need; everything else is emptied. An empty name stands for the file itself.
_NEEDED = {
    b"": {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"pdin"},
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref", b"tapt"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"nmhd", b"hdlr", b"dinf", b"stbl"},
    b"stbl": {
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"stps"),
        *(b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"padb", b"stdp", b"stsh"),
    },
    b"mvex": {b"mehd", b"trex"},
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc"},
}
_SEEN_AND_HEARD = {b"vide", b"soun"}
# They begin with when the film was made and changed: two numbers, of eight bytes each in their second version.
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_MOST_BOXES = 100_000
_MOST_TABLE_BYTES = 16 << 20


class FilmDamaged(Exception):
    """Boxes that do not fit into each other."""


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    start: int
    payload: int
    end: int


def plan_without_particulars(file: BinaryIO) -> Plan:
    """How to copy a film without what it tells about its maker; raises FilmDamaged."""
    end = file.seek(0, os.SEEK_END)
    top = list(_boxes(file, 0, end, strict=False))
    if not any(box.name == b"moov" for box in top):
        raise FilmDamaged
    if any(box.name == b"moof" for box in top) and _has_strange_track(file, top):
        # Whose samples lie among the others'; no camera is known to write so.
        raise FilmDamaged
    blanks: list[Blank] = []
    for box in top:
        blanks += _blanks_of(file, box, within=b"")
    # Cameras append notes of their own behind the last box.
    return Plan(end=top[-1].end, blanks=tuple(blanks))


def _has_strange_track(file: BinaryIO, top: list[_Box]) -> bool:
    inner = [each for box in top if box.name == b"moov" for each in _boxes(file, box.payload, box.end)]
    return any(each.name == b"trak" and _handler_of(file, each) not in _SEEN_AND_HEARD for each in inner)


def _blanks_of(file: BinaryIO, box: _Box, *, within: bytes) -> Iterator[Blank]:
    if box.name not in _NEEDED[within]:
        yield _emptied(box)
        return
    if box.name in _DATED:
        file.seek(box.payload)
        yield Blank(box.payload + 4, 16 if file.read(1) == b"\x01" else 8)
    if box.name == b"trak" and _handler_of(file, box) not in _SEEN_AND_HEARD:
        yield from _samples_of(file, box)
        yield _emptied(box)
        return
    if box.name in _NEEDED:
        for inner in _boxes(file, box.payload, box.end):
            yield from _blanks_of(file, inner, within=box.name)


def _emptied(box: _Box) -> Blank:
    return Blank(box.start + 4, box.end - box.start - 4, _label_of(box))


def _label_of(box: _Box) -> bytes:
    """The name ``free``, and the long form's length once more where the box has it."""
    long = box.payload - box.start == 16
    return b"free" + ((box.end - box.start).to_bytes(8) if long else b"")


def _boxes(file: BinaryIO, start: int, end: int, *, strict: bool = True) -> Iterator[_Box]:
    """The boxes between two places; where not ``strict``, up to the first thing that is none."""
    at = start
    for _ in range(_MOST_BOXES):
        if at >= end:
            return
        box = _box_at(file, at, end)
        if box is None and strict:
            raise FilmDamaged
        if box is None:
            return
        yield box
        at = box.end
    raise FilmDamaged


def _box_at(file: BinaryIO, at: int, end: int) -> _Box | None:
    file.seek(at)
    header = file.read(8)
    if len(header) < 8:
        return None
    size, payload = int.from_bytes(header[:4]), at + 8
    if size == 1:
        size, payload = int.from_bytes(file.read(8)), at + 16
    if size == 0:
        size = end - at
    if size < payload - at or at + size > end:
        return None
    return _Box(header[4:], at, payload, at + size)


def _handler_of(file: BinaryIO, track: _Box) -> bytes:
    """Of what kind the samples of a track are."""
    handler = _find(file, track, b"mdia", b"hdlr")
    if handler is None:
        return b""
    file.seek(handler.payload + 8)
    return file.read(4)


def _find(file: BinaryIO, box: _Box, *path: bytes) -> _Box | None:
    found: _Box | None = box
    for name in path:
        assert found is not None  # noqa: S101  for mypy
        found = next((inner for inner in _boxes(file, found.payload, found.end) if inner.name == name), None)
        if found is None:
            return None
    return found


# -- where the samples of a track lie ----------


def _samples_of(file: BinaryIO, track: _Box) -> Iterator[Blank]:
    table = _find(file, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    tables = {box.name: box for box in _boxes(file, table.payload, table.end)}
    sizes = _sizes(file, tables.get(b"stsz"))
    starts = _chunk_starts(file, tables)
    taken = 0
    for start, count in zip(starts, _counts(file, tables.get(b"stsc"), len(starts)), strict=True):
        length = sum(sizes[taken : taken + count])
        taken += count
        yield Blank(start, length)


def _sizes(file: BinaryIO, box: _Box | None) -> list[int]:
    if box is None:
        return []
    payload = _read(file, box)
    same, count = int.from_bytes(payload[4:8]), int.from_bytes(payload[8:12])
    if same:
        return [same] * min(count, _MOST_BOXES)
    return _numbers(payload[12:], 4)


def _chunk_starts(file: BinaryIO, tables: dict[bytes, _Box]) -> list[int]:
    if b"co64" in tables:
        return _numbers(_read(file, tables[b"co64"])[8:], 8)
    return _numbers(_read(file, tables[b"stco"])[8:], 4) if b"stco" in tables else []


def _counts(file: BinaryIO, box: _Box | None, chunks: int) -> list[int]:
    """How many samples each chunk has: the table names the first chunk of each run."""
    runs = _numbers(_read(file, box)[8:], 4) if box else []
    counts: list[int] = []
    for at in range(0, len(runs) - 2, 3):
        following = runs[at + 3] - 1 if at + 3 < len(runs) else chunks
        counts += [runs[at + 1]] * max(0, min(following, chunks) - len(counts))
    return counts + [0] * (chunks - len(counts))


def _read(file: BinaryIO, box: _Box) -> bytes:
    if box.end - box.payload > _MOST_TABLE_BYTES:
        raise FilmDamaged
    file.seek(box.payload)
    return file.read(box.end - box.payload)


def _numbers(data: bytes, width: int) -> list[int]:
    whole = len(data) - len(data) % width
    return [int.from_bytes(data[at : at + width]) for at in range(0, whole, width)]
