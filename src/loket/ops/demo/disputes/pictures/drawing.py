"""A scene as a file."""

from __future__ import annotations

import io

from loket.ops.demo.disputes.pictures.canvas import Canvas
from loket.ops.demo.disputes.pictures.scenes import SCENES
from loket.ops.demo.orders.dice import Dice

_QUALITY = 72


def picture(scene: str, seed: str) -> bytes:
    """A JPEG of 1200 by 900; the same scene and seed give the same bytes. Raises KeyError for an unknown scene."""
    canvas = Canvas(Dice(f"picture {scene} {seed}"))
    SCENES[scene](canvas)
    kept = io.BytesIO()
    canvas.finished().save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()
