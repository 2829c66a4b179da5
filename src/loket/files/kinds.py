"""What may be sent, judged by content alone: neither the name nor the sender's claim counts."""

from __future__ import annotations

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
    """How a file is shown: looked at, listened to or downloaded."""

    IMAGE = "image"
    VOICE = "voice"
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


def judge(file: BinaryIO) -> Kind | None:
    """The kind of a file by its content, None where it may not be sent; a film counts as no voice note."""
    file.seek(0)
    kind = _BY_DETECTED_TYPE.get(_detector().from_buffer(file.read(HEAD_BYTES)))
    if kind is None or kind.family is not Family.VOICE:
        return kind
    sound = read_sound(file, kind)
    return kind if sound.has_audio and not sound.has_video else None


def read_sound(file: BinaryIO, kind: Kind) -> sounds.Sound:
    """What a voice note says about its tracks and length."""
    file.seek(0)
    return sounds.READERS[kind.media_type](file)


def by_media_type(media_type: str) -> Kind:
    """The allowed kind that carries this media type."""
    return next(kind for kind in ALLOWED if kind.media_type == media_type)


@cache
def _detector() -> magic.Magic:
    return magic.Magic(mime=True, magic_file=str(pylibmagic.data / "magic.mgc"))
