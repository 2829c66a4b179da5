"""The frame's one stylesheet: the parts of the design system that a chat shows, its own rules, and the shop's colour."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from loket.design.brand import write_brand_css
from loket.design.bundles import SOURCE, minify
from loket.design.colour import ColourError
from loket.widget.scripts import digest

PARTS = ("button", "field", "card", "person-door", "message", "composer", "badge", "menu", "dialog", "frame")
OWN = Path(__file__).parent / "static" / "widget" / "chat.css"


@lru_cache(maxsize=32)
def frame_style(colour: str) -> str:
    """The stylesheet in a shop's colour, kept readable; a colour that is none gives the operator's own."""
    return _plain_style() + _brand(colour)


def style_address(colour: str) -> str:
    """Where the stylesheet is served: the address changes with its content."""
    query = {"v": digest(frame_style(colour))} | ({"colour": colour} if colour else {})
    return f"{reverse('widget:style')}?{urlencode(query)}"


@cache
def _plain_style() -> str:
    parts = [SOURCE / "tokens.css", SOURCE / "base.css", *(SOURCE / "components" / f"{part}.css" for part in PARTS), OWN]
    return minify("\n".join(part.read_text() for part in parts))


def _brand(colour: str) -> str:
    own: str = settings.LOKET_BRAND["colour"]
    try:
        return write_brand_css(colour or own)
    except ColourError:
        return write_brand_css(own)
