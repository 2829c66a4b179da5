"""The frame's stylesheet: the parts of the design system that a chat shows, its own rules, the shop's colour."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from loket.design.brand import write_brand_css
from loket.design.bundles import SOURCE, minify
from loket.design.colour import ColourError
from loket.widget.scripts import digest

OWN = Path(__file__).parent / "static" / "widget"
FIRST = ("button", "message", "composer", "badge", "menu", "frame")
# In the file of the avatars and the counter, but shown in no chat.
_UNUSED = re.compile(r"^\.(?:badge|counter--busy|avatar--(?:large|here))[^\n]*\n", re.MULTILINE)
LATER = ("field", "card", "dialog")  # for rating and questions: not before a message can be sent


@lru_cache(maxsize=32)
def frame_style(colour: str) -> str:
    """The stylesheet in a shop's colour, kept readable; a colour that is none gives the operator's own."""
    return _plain_style() + _brand(colour)


def style_address(colour: str) -> str:
    """Where the stylesheet is served: the address changes with its content."""
    query = {"v": digest(frame_style(colour))} | ({"colour": colour} if colour else {})
    return f"{reverse('widget:style')}?{urlencode(query)}"


@cache
def later_style() -> str:
    """What is needed when a conversation ends or a question is asked."""
    return _joined(*map(_component, LATER), OWN / "later.css")


def later_address() -> str:
    """Where that second stylesheet is served."""
    return f"{reverse('widget:style')}?{urlencode({'later': '1', 'v': digest(later_style())})}"


@cache
def _plain_style() -> str:
    parts = (SOURCE / "tokens.css", SOURCE / "base.css", *map(_component, FIRST), OWN / "chat.css")
    return minify(_UNUSED.sub("", "\n".join(part.read_text() for part in parts)))


def _component(name: str) -> Path:
    return SOURCE / "components" / f"{name}.css"


def _joined(*parts: Path) -> str:
    return minify("\n".join(part.read_text() for part in parts))


def _brand(colour: str) -> str:
    own: str = settings.LOKET_BRAND["colour"]
    try:
        return write_brand_css(colour or own)
    except ColourError:
        return write_brand_css(own)
