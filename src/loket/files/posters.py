"""What stands for a film until it is played: a mark on a plain ground, as no decoder of films is at hand."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image, ImageDraw

_GROUND, _DISC, _MARK = (38, 43, 51), (70, 77, 88), (244, 246, 248)


def write_poster(target: BinaryIO, *, side: int) -> None:
    """Write a WebP of ``side`` by nine sixteenths of it."""
    height = side * 9 // 16
    image = Image.new("RGB", (side, height), _GROUND)
    draw = ImageDraw.Draw(image)
    middle_x, middle_y, radius = side / 2, height / 2, height * 0.24
    draw.ellipse((middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius), fill=_DISC)
    tip, left = radius * 0.52, middle_x - radius * 0.36
    corners = [(left, middle_y - tip), (left, middle_y + tip), (middle_x + tip, middle_y)]
    draw.polygon(corners, fill=_MARK)
    image.save(target, "WEBP", quality=80)
