"""The copy of a file that other people may see: nothing in it tells where, when, with what or by whom it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from loket.files import blanking, film_boxes, images, isolation, kinds, sound_tags

_PLANS: dict[str, Callable[[BinaryIO], blanking.Plan]] = {
    "video/mp4": film_boxes.plan_without_particulars,
    "video/quicktime": film_boxes.plan_without_particulars,
    "video/3gpp": film_boxes.plan_without_particulars,
    "audio/mp4": film_boxes.plan_without_particulars,
    "video/webm": sound_tags.plan_webm,
    "audio/webm": sound_tags.plan_webm,
    "audio/mpeg": sound_tags.plan_mp3,
    "audio/wav": sound_tags.plan_wav,
}


@dataclass(frozen=True, slots=True)
class Copied:
    """What was written."""

    media_type: str
    width: int | None = None
    height: int | None = None


def write_copy(source: BinaryIO, target: BinaryIO, *, media_type: str) -> Copied:
    """Write the copy of a file of this kind; both are files on disk.

    Raises images.PictureTooLarge, images.PictureDamaged and film_boxes.FilmDamaged.
    """
    if media_type.startswith("image/"):
        picture = reencode_picture(source, target, media_type=media_type)
        return Copied(picture.media_type, picture.width, picture.height)
    blanking.copy_by(plan_of(source, media_type), source, target)
    return Copied(media_type)


def reencode_picture(source: BinaryIO, target: BinaryIO, *, media_type: str) -> images.Picture:
    """Write a picture anew, without anything that came along with its pixels."""
    if media_type == kinds.HEIF.media_type:
        return isolation.reencode_heif(source, target)
    return images.reencode(source, target, media_type=media_type)


def plan_of(source: BinaryIO, media_type: str) -> blanking.Plan:
    """What a copy of a film, sound or document leaves empty; raises film_boxes.FilmDamaged."""
    return _PLANS.get(media_type, sound_tags.plan_as_it_is)(source)
