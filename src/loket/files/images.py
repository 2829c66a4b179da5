"""Pictures made anew: nothing of the sender's file survives but what can be seen."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import ExifTags, Image, ImageCms, ImageFile

LONGEST_SIDE = 4096
MOST_PIXELS = 52_000_000  # what phones of 50 megapixels send
# Progressive pictures have about ten scans; thousands of tiny ones keep a decoder busy for minutes.
MOST_SCANS = 100
MOST_FRAME_PIXELS = 12_000_000  # of a whole animation: 48 MB decoded
MOST_FRAMES = 300

_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heif": "HEIF",
}
_SAVED_AS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
# What undoes each orientation that a camera may note.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What decoders raise on hostile bytes, apart from the two kinds of bomb.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    MemoryError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
# A decoded picture takes up to 200 MB: two at a time, however many people send.
ROOM_TO_DECODE = threading.BoundedSemaphore(2)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow remarks on damaged metadata, which is thrown away anyway.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class PictureDamaged(Exception):
    """A picture that cannot be decoded."""


class PictureTooLarge(Exception):
    """A picture with more pixels than `MOST_PIXELS`."""


@dataclass(frozen=True)
class Picture:
    """What was written: its media type and its size in pixels."""

    media_type: str
    width: int
    height: int


@dataclass(frozen=True)
class _Frame:
    image: Image.Image
    milliseconds: int


def reencode(source: BinaryIO, target: BinaryIO, *, media_type: str) -> Picture:
    """Write a picture anew: upright, in sRGB, at most 4096 pixels a side, no metadata; HEIC becomes JPEG.

    Raises PictureDamaged or PictureTooLarge; an OSError comes from writing alone. A server calls
    `isolation.reencode_heif` for HEIC.
    """
    with ROOM_TO_DECODE:
        with _damage_named():
            frames = _decode(source, _FORMATS[media_type])
        # Outside of the naming of damage, so that a full disk is not taken for a broken picture.
        saved_format = "JPEG" if media_type == "image/heif" else _FORMATS[media_type]
        _save(frames, target, saved_format)
    width, height = frames[0].image.size
    return Picture(media_type=_SAVED_AS[saved_format], width=width, height=height)


def write_thumbnail(source: BinaryIO, target: BinaryIO, *, side: int) -> None:
    """Write a WebP of a stored picture's first frame, at most `side` pixels wide and high."""
    with ROOM_TO_DECODE:
        with _damage_named(), Image.open(source, formats=list(_SAVED_AS)) as image:
            image.draft(None, (side * 2, side * 2))
            small = _plain(image)
            small.thumbnail((side, side), Image.Resampling.LANCZOS)
        small.save(target, "WEBP", quality=80)


def _decode(source: BinaryIO, source_format: str) -> list[_Frame]:
    if source_format == "JPEG":
        _refuse_endless_scans(source)
    source.seek(0)
    with Image.open(source, formats=[source_format]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureTooLarge
        if source_format in {"GIF", "WEBP"} and getattr(image, "is_animated", False):
            frames = _animation(image)
            if frames:
                return frames
            image.seek(0)
        return [_Frame(_upright(image), 0)]


def _upright(image: ImageFile.ImageFile) -> Image.Image:
    """A still picture as it is meant to be seen."""
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small at once
    profile = image.info.get("icc_profile")
    image.load()
    whole = _plain(_as_srgb(_turned(image), profile))
    whole.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return whole


def _turned(image: Image.Image) -> Image.Image:
    """The picture as the camera was held; damaged metadata is no reason to refuse it."""
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _DAMAGE:
        turn = None
    return image if turn is None else image.transpose(turn)


def _animation(image: ImageFile.ImageFile) -> list[_Frame]:
    """All frames, or none where they are too many to keep; the first one is shown then."""
    frames: list[_Frame] = []
    most = min(MOST_FRAMES, MOST_FRAME_PIXELS // (image.width * image.height))
    while len(frames) < most and max(image.size) <= LONGEST_SIDE:
        frames.append(_Frame(_plain(image), int(image.info.get("duration") or 100)))
        try:
            image.seek(len(frames))
        except EOFError:
            return frames
    return []


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, in RGB or RGBA, with nothing that came along."""
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {}
    return plain


def _as_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of another space (a phone's Display P3, a printer's CMYK) as every screen shows them."""
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(profile))
        wanted = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, space, ImageCms.createProfile("sRGB"), outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _save(frames: list[_Frame], target: BinaryIO, saved_format: str) -> None:
    first = frames[0].image
    if len(frames) > 1:
        first.save(
            target,
            saved_format,
            save_all=True,
            append_images=[frame.image for frame in frames[1:]],
            duration=[frame.milliseconds for frame in frames],
            loop=0,
        )
        return
    opaque = first.convert("RGB") if saved_format == "JPEG" else first
    opaque.info = {}
    opaque.save(target, saved_format, quality=88)


def _refuse_endless_scans(source: BinaryIO) -> None:
    source.seek(0)
    scans, before = 0, b""
    while block := source.read(1 << 16):
        # The last byte is kept back: a mark may lie across two blocks.
        scans += (before + block).count(b"\xff\xda")
        before = block[-1:]
    if scans > MOST_SCANS:
        raise PictureDamaged


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge from error
    except _DAMAGE as error:
        raise PictureDamaged from error
