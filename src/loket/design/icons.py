"""The icon sprite, read once so that pages carry only the few icons they show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "design" / "icons.svg"
# These point along the line of reading and turn with it.
TURNING = frozenset({"back", "chevron", "send", "external", "return", "signout", "chat"})

_SYMBOL = re.compile(r'<symbol id="([a-z]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)


@cache
def load_icons() -> dict[str, str]:
    """The drawing of every icon by its name."""
    return {name: body.strip() for name, body in _SYMBOL.findall(SPRITE.read_text(encoding="utf-8"))}
