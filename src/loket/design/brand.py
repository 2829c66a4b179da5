"""The operator's name, logo and one colour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from loket.design.colour import read_colour, readable_accent


@dataclass(frozen=True)
class Brand:
    """Who the pages belong to; an empty colour keeps Loket's own."""

    name: str = "Loket"
    logo_url: str = ""
    colour: str = ""


def load_brand() -> Brand:
    """The brand of `LOKET_BRAND` ({"name", "logo", "colour"}, each optional)."""
    chosen = getattr(settings, "LOKET_BRAND", {})
    return Brand(
        name=chosen.get("name") or "Loket",
        logo_url=chosen.get("logo") or "",
        colour=chosen.get("colour") or "",
    )


@lru_cache(maxsize=8)
def write_brand_css(colour: str) -> str:
    """The stylesheet that gives the tokens this colour, kept readable; raises ColourError."""
    if not colour:
        return ""
    read = read_colour(colour)
    # A grey brand gets grey tints: its hue means nothing.
    strength = round(min(read.chroma / 0.06, 1.0), 2)
    light, dark = readable_accent(colour, dark=False), readable_accent(colour, dark=True)
    return f":root{{--brand-hue:{read.hue:.1f};--brand-strength:{strength};--brand-light:{light};--brand-dark:{dark}}}"


def brand_version(colour: str) -> str:
    """Changes whenever the stylesheet of this colour does."""
    return hashlib.sha256(write_brand_css(colour).encode()).hexdigest()[:8]
