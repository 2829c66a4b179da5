"""The widget's scripts as browsers get them.

Modules are joined into one file, since each further round trip costs a phone 400 ms.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from loket.widget.wording import WORDS_BY_SCRIPT

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
LATER = ("uploads", "voice", "rating", "menu", "files", "reach")

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[\w-]+\.js";\n', re.MULTILINE)
_NEIGHBOUR = re.compile(r'"\./([\w-]+)\.js"')
# Quoted text, and the spaces around signs outside it. The loader has no regular expressions, which this would spoil.
_TEXT = re.compile(r'("[^"\n]*"|`[^`]*`)')
_SPACED = re.compile(r" ?([=(){}<>;,:?&|]+) ?")
_COMMENT_OR_INDENT = re.compile(r"^(?:\s*//.*\n|\s+)|(?<=[;{}]) // .*$", re.MULTILINE)


@cache
def script(name: str, language: str = "") -> str:
    """The text of one script, with the words it needs in ``language``; KeyError where there is none of that name."""
    if name == FRAME:
        return "".join(_IMPORT.sub("", _compact(module)) for module in MODULES)
    if name not in LATER:
        raise KeyError(name)
    text = _NEIGHBOUR.sub(lambda found: json.dumps(address(found[1], language)), _compact(name))
    return text.replace("/* words */ {}", _words(name, language), 1)


@cache
def address(name: str, language: str = "") -> str:
    """Where a script is served: the address changes with its content, so that it may be kept for ever."""
    if name in MODULES or name == FRAME:
        return f"{reverse('widget:script', args=[FRAME])}?v={digest(script(FRAME))}"
    query = urlencode({"language": language, "v": digest(script(name, language))})
    return f"{reverse('widget:script', args=[name])}?{query}"


def digest(text: str) -> str:
    """A short name for exactly this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def loader(settings: Mapping[str, object]) -> str:
    """The script of the host page, with the operator's colour and the few words of the launcher put in."""
    pieces = _TEXT.split(_compact("loader"))
    pieces[::2] = [_SPACED.sub(r"\1", piece) for piece in pieces[::2]]
    return "".join(pieces).replace("/* settings */{}", json.dumps(settings, ensure_ascii=False), 1)


def _words(name: str, language: str) -> str:
    with translation.override(language or None):
        return json.dumps({key: str(words) for key, words in WORDS_BY_SCRIPT[name].items()}, ensure_ascii=False)


def _compact(name: str) -> str:
    return _COMMENT_OR_INDENT.sub("", (SOURCES / f"{name}.js").read_text())
