"""The small pictures of a printed record: drawn anew, so that nothing of the sender's file travels but what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from PIL import Image, UnidentifiedImageError

from loket.disputes.view_parts import EvidenceView
from loket.files.models import Upload
from loket.files.thumbnails import thumbnail

_QUALITY = 78
# More would make a file that no letter carries; the others are listed without their picture.
_MOST = 200


def place_pictures(evidence: Iterable[EvidenceView], folder: Path) -> Mapping[UUID, str]:
    """Put a small copy of each picture that the viewer may see into ``folder``; its name there, by the item's id."""
    shown = [each for each in evidence if each.file and each.file.is_image and each.file.may_be_served][:_MOST]
    names = {each.id: f"{each.id}.jpg" for each in shown}
    return {each.id: names[each.id] for each in shown if each.file and _place(each.file, folder / names[each.id])}


def _place(file: Upload, path: Path) -> bool:
    """False for a picture that is gone or damaged: its name and digest still tell of it."""
    try:
        with Image.open(thumbnail(file)) as small:
            _on_white(small).save(path, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, UnidentifiedImageError):
        return False
    return True


def _on_white(picture: Image.Image) -> Image.Image:
    drawn = picture.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    white.alpha_composite(drawn)
    return white.convert("RGB")
