"""Small copies of pictures, made when first asked for and kept beside the content."""

from __future__ import annotations

from pathlib import Path

from loket.files import images, posters, storage
from loket.files.models import Upload

# A closed list: any number of sides would fill the disk.
SIDES = (160, 320, 640)


def thumbnail(upload: Upload, *, side: int = 320) -> Path:
    """The path of a WebP copy at most `side` pixels a side; a film's shows that it is one.

    ValueError for what is neither and for another side.
    """
    if not (upload.is_image or upload.is_film) or side not in SIDES:
        raise ValueError(f"No thumbnail of {side} pixels of a file of type {upload.media_type}")
    path = storage.thumbnail_path_of(upload.sha256, side)
    if path.exists():
        return path
    with storage.path_of(upload.sha256).open("rb") as source, storage.open_draft() as small:
        if upload.is_film:
            posters.write_poster(small.file, side=side)
        else:
            images.write_thumbnail(source, small.file, side=side)
        storage.seal(small)
        storage.place_at(small, path)
    return path
