"""The widget's scripts as browsers get them: modules joined into one file, since each round trip costs a phone 400 ms."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.urls import reverse

SOURCES = Path(__file__).parent / "static" / "widget"
FRAME = "frame"
# In the order of their imports; joined they are the script "frame".
MODULES = (
    "api",
    "words",
    "memory",
    "markdown",
    "connection",
    "chat",
    "outbox",
    "bubbles",
    "thread",
    "composer",
    "status",
    "host",
    "main",
)
LATER = ("uploads", "voice", "rating", "menu", "files")

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[\w-]+\.js";\n', re.MULTILINE)
_NEIGHBOUR = re.compile(r'"\./([\w-]+)\.js"')
_COMMENT_OR_INDENT = re.compile(r"^(?:\s*//.*\n|\s+)", re.MULTILINE)


@cache
def script(name: str) -> str:
    """The text of one script; KeyError where there is none of that name."""
    if name == FRAME:
        return "".join(_IMPORT.sub("", _compact(module)) for module in MODULES)
    if name not in LATER:
        raise KeyError(name)
    return _NEIGHBOUR.sub(lambda found: json.dumps(address(found[1])), _compact(name))


@cache
def address(name: str) -> str:
    """Where a script is served: the address changes with its content, so that it may be kept for ever."""
    name = FRAME if name in MODULES else name
    return f"{reverse('widget:script', args=[name])}?v={digest(script(name))}"


def digest(text: str) -> str:
    """A short name for exactly this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def loader(settings: Mapping[str, object]) -> str:
    """The script of the host page, with the operator's colour and the few words of the launcher put in."""
    return _compact("loader").replace("/* settings */ {}", json.dumps(settings, ensure_ascii=False), 1)


def _compact(name: str) -> str:
    return _COMMENT_OR_INDENT.sub("", (SOURCES / f"{name}.js").read_text())
