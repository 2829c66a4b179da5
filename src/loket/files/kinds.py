"""What may be sent, judged by content alone: neither the name nor the sender's claim counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import BinaryIO

# The wheel points the loader of the next import at its own library, so no system library is needed.
import pylibmagic  # isort: skip
import magic  # isort: skip

from loket.files import sounds

HEAD_BYTES = 65_536


class Family(StrEnum):
    """How a file is shown: looked at, listened to, watched or downloaded."""

    IMAGE = "image"
    VOICE = "voice"
    FILM = "film"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be sent; the first suffix is the one that names given by Loket end in."""

    media_type: str
    family: Family
    suffixes: tuple[str, ...]


JPEG = Kind("image/jpeg", Family.IMAGE, ("jpg", "jpeg"))
PNG = Kind("image/png", Family.IMAGE, ("png",))
WEBP = Kind("image/webp", Family.IMAGE, ("webp",))
GIF = Kind("image/gif", Family.IMAGE, ("gif",))
HEIF = Kind("image/heif", Family.IMAGE, ("heic", "heif"))
PDF = Kind("application/pdf", Family.DOCUMENT, ("pdf",))
WEBM = Kind("audio/webm", Family.VOICE, ("webm", "weba"))
OGG = Kind("audio/ogg", Family.VOICE, ("ogg", "oga", "opus"))
MP4 = Kind("audio/mp4", Family.VOICE, ("m4a", "mp4"))
MP3 = Kind("audio/mpeg", Family.VOICE, ("mp3",))
WAV = Kind("audio/wav", Family.VOICE, ("wav",))
ALLOWED = (JPEG, PNG, WEBP, GIF, HEIF, PDF, WEBM, OGG, MP4, MP3, WAV)
FILM_MP4 = Kind("video/mp4", Family.FILM, ("mp4", "m4v"))
FILM_QUICKTIME = Kind("video/quicktime", Family.FILM, ("mov",))
FILM_3GP = Kind("video/3gpp", Family.FILM, ("3gp", "3gpp"))
FILM_WEBM = Kind("video/webm", Family.FILM, ("webm",))
FILMS = (FILM_MP4, FILM_QUICKTIME, FILM_3GP, FILM_WEBM)

# Browsers record voice into containers made for films; libmagic names the container, not what is in it.
_BY_DETECTED_TYPE = {
    **{kind.media_type: kind for kind in ALLOWED},
    "image/heic": HEIF,
    "image/heic-sequence": HEIF,
    "image/heif-sequence": HEIF,
    "video/webm": WEBM,
    "video/mp4": MP4,
    "audio/x-m4a": MP4,
    "audio/x-wav": WAV,
}
_FILMS_BY_DETECTED_TYPE = {**{kind.media_type: kind for kind in FILMS}, "video/x-m4v": FILM_MP4}
# What would run on somebody's device.
_PROGRAMS = re.compile(
    r"application/(?:x-(?:dosexec|executable|pie-executable|sharedlib|object|mach-binary|msi|ms-dos-executable)"
    r"|vnd\.microsoft\.portable-executable|vnd\.android\.package-archive|java-archive)"
    r"|text/x-(?:shellscript|msdos-batch)"
)


def judge(file: BinaryIO, *, films: bool = False) -> Kind | None:
    """The kind of a file by its content, None where it may not be sent; a film counts as no voice note."""
    detected = detect(head_of(file))
    kind = _BY_DETECTED_TYPE.get(detected)
    if kind is not None and kind.family is not Family.VOICE:
        return kind
    film = _FILMS_BY_DETECTED_TYPE.get(detected)
    container = kind or film
    if container is None:
        return None
    sound = read_sound(file, container)
    if sound.has_video:
        return film if films else None
    return kind if sound.has_audio else None


def may_become(head: bytes, *, films: bool) -> bool:
    """Whether a file that begins so might be taken when it is whole."""
    detected = detect(head)
    return detected in _BY_DETECTED_TYPE or (films and detected in _FILMS_BY_DETECTED_TYPE)


def is_program(head: bytes) -> bool:
    """Whether a file that begins so would run on somebody's device."""
    return _PROGRAMS.fullmatch(detect(head)) is not None


def head_of(file: BinaryIO) -> bytes:
    """As much of a file's beginning as tells its kind."""
    file.seek(0)
    return file.read(HEAD_BYTES)


def detect(head: bytes) -> str:
    """The media type that the first bytes of a file speak of."""
    return str(_detector().from_buffer(head))


def read_sound(file: BinaryIO, kind: Kind) -> sounds.Sound:
    """What a voice note or a film says about its tracks and length."""
    file.seek(0)
    return sounds.READERS[kind.media_type](file)


def by_media_type(media_type: str) -> Kind:
    """The kind that carries this media type."""
    return next(kind for kind in (*ALLOWED, *FILMS) if kind.media_type == media_type)


@cache
def _detector() -> magic.Magic:
    return magic.Magic(mime=True, magic_file=str(pylibmagic.data / "magic.mgc"))
