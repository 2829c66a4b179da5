"""What a sound or a film says about itself: its tracks and its length, read from the container alone."""

from __future__ import annotations

import os
import struct
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

# A voice note of 10 MB has a few thousand parts; more than this is made to keep a server busy.
MOST_PARTS = 50_000
OPUS_CLOCK = 48_000


@dataclass(frozen=True)
class Sound:
    """The tracks of a container and its length in seconds, None where it does not tell."""

    has_audio: bool
    has_video: bool
    seconds: float | None


def read_webm(file: BinaryIO) -> Sound:
    """Tracks and length of a WebM file; a recording that never got a length is measured by its last block."""
    reading = _WebmReading()
    for identity, payload in _webm_elements(file):
        reading.take(identity, payload)
    return Sound(
        has_audio=2 in reading.track_types,
        has_video=1 in reading.track_types,
        seconds=_sensible((reading.duration or reading.last_block) * reading.nanoseconds_per_tick / 1e9),
    )


def read_mp4(file: BinaryIO) -> Sound:
    """Tracks and length of an MP4 file; a recording in fragments has no length."""
    tracks: set[bytes] = set()
    seconds: float | None = None
    for name, payload in _mp4_boxes(file):
        if name == b"hdlr":
            tracks.add(payload[8:12])
        if name == b"mvhd":
            seconds = _mp4_seconds(payload)
    return Sound(has_audio=b"soun" in tracks, has_video=b"vide" in tracks, seconds=seconds)


def read_ogg(file: BinaryIO) -> Sound:
    """Length of an Ogg file from the position that its last page carries."""
    head = file.read(256)
    at = head.find(b"\x01vorbis")
    rate = int.from_bytes(head[at + 12 : at + 16], "little") if at >= 0 else OPUS_CLOCK
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 65_536))
    tail = file.read()
    last_page = tail.rfind(b"OggS")
    position = int.from_bytes(tail[last_page + 6 : last_page + 14], "little") if last_page >= 0 else 0
    return Sound(has_audio=True, has_video=False, seconds=_sensible(position / rate if rate else 0.0))


def read_wav(file: BinaryIO) -> Sound:
    """Length of a WAV file, where it holds plain samples."""
    try:
        with wave.open(file, "rb") as sound:
            seconds = _sensible(sound.getnframes() / (sound.getframerate() or 1))
    except (wave.Error, EOFError, struct.error, RuntimeError):
        seconds = None
    return Sound(has_audio=True, has_video=False, seconds=seconds)


def read_mp3(file: BinaryIO) -> Sound:
    """An MP3 file: nothing short of decoding tells its length."""
    return Sound(has_audio=True, has_video=False, seconds=None)


READERS: dict[str, Callable[[BinaryIO], Sound]] = {
    "audio/webm": read_webm,
    "audio/mp4": read_mp4,
    "audio/ogg": read_ogg,
    "audio/wav": read_wav,
    "audio/mpeg": read_mp3,
    "video/webm": read_webm,
    "video/mp4": read_mp4,
    "video/quicktime": read_mp4,
    "video/3gpp": read_mp4,
}

# -- WebM: numbered elements, of which live recordings leave the outer ones without a size ----------
_SEGMENT, _INFO, _TRACKS = 0x18538067, 0x1549A966, 0x1654AE6B
_TRACK, _CLUSTER, _GROUP = 0xAE, 0x1F43B675, 0xA0
_WEBM_CONTAINERS = {_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP}
_TICK, _DURATION, _TRACK_TYPE, _CLUSTER_TIME, _SIMPLE_BLOCK, _BLOCK = 0x2AD7B1, 0x4489, 0x83, 0xE7, 0xA3, 0xA1


@dataclass
class _WebmReading:
    track_types: set[int] = field(default_factory=set)
    nanoseconds_per_tick: int = 1_000_000
    duration: float = 0.0
    cluster_start: int = 0
    last_block: int = 0

    def take(self, identity: int, payload: bytes) -> None:
        """Note one element's value."""
        if identity == _TRACK_TYPE:
            self.track_types.add(int.from_bytes(payload))
        elif identity == _TICK:
            self.nanoseconds_per_tick = int.from_bytes(payload)
        elif identity == _DURATION and len(payload) in (4, 8):
            self.duration = struct.unpack(">f" if len(payload) == 4 else ">d", payload)[0]
        elif identity == _CLUSTER_TIME:
            self.cluster_start = int.from_bytes(payload)
        elif identity in (_SIMPLE_BLOCK, _BLOCK):
            # A track number of one byte stands before the block's time within its cluster.
            self.last_block = self.cluster_start + int.from_bytes(payload[1:3], signed=True)


def _webm_elements(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Every element that holds a value, with its first eight bytes, whatever it is nested in."""
    end = _size(file)
    for _ in range(MOST_PARTS):
        identity, size = _webm_number(file, keep_marker=True), _webm_number(file, keep_marker=False)
        if identity is None or size is None:
            return
        if identity in _WEBM_CONTAINERS:
            continue
        following = file.tell() + size
        if following > end:
            return
        yield identity, file.read(min(size, 8))
        file.seek(following)


def _webm_number(file: BinaryIO, *, keep_marker: bool) -> int | None:
    """A number whose first byte tells its length; None at the end of the file or where it is malformed."""
    first = file.read(1)
    if not first or first == b"\x00":
        return None
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        return None
    number = int.from_bytes(first + rest)
    return number if keep_marker else number & ~(1 << (7 * length))


# -- MP4: named boxes ----------
_MP4_CONTAINERS = {b"moov", b"trak", b"mdia"}


def _mp4_boxes(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Every box on the way to the tracks, with its first 32 bytes."""
    end = _size(file)
    for _ in range(MOST_PARTS):
        start, header = file.tell(), file.read(8)
        if len(header) < 8:
            return
        size, name = int.from_bytes(header[:4]), header[4:]
        if size == 1:
            size = int.from_bytes(file.read(8))
        if name in _MP4_CONTAINERS:
            continue
        following = start + size
        if following <= start or following > end:
            return
        yield name, file.read(min(32, following - file.tell())) if following > file.tell() else b""
        file.seek(following)


def _mp4_seconds(payload: bytes) -> float | None:
    if len(payload) < 32:
        return None
    ticks_at = 20 if payload[0] == 1 else 12
    ticks = int.from_bytes(payload[ticks_at : ticks_at + 4])
    length = int.from_bytes(payload[ticks_at + 4 : ticks_at + (12 if payload[0] == 1 else 8)])
    return _sensible(length / ticks if ticks else 0.0)


def _size(file: BinaryIO) -> int:
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end


def _sensible(seconds: float) -> float | None:
    """The length, unless it is nothing, not a number or longer than a day."""
    return round(seconds, 3) if 0 < seconds < 86_400 else None
