"""A letter as HTML that mail programs show: no remote content, no script, light and dark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.template import Context, Engine
from django.utils.safestring import SafeString

from loket.notices.letters.blocks import Page, Quote
from loket.notices.letters.peoples_words import as_html
from loket.notices.letters.styles import write_looks, write_sheet
from loket.notices.letters.wording import say_preferences

_BLANK = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote with its text as HTML."""

    quote: Quote
    text: SafeString
    original: SafeString


def write_html(page: Page, *, colour: str) -> str:
    """The whole document; everything that came from people is escaped or cleaned."""
    context = {
        "page": page,
        "content": page.content,
        "quotes": [Shown(each, as_html(each.text), as_html(each.original)) for each in page.quotes],
        "look": write_looks(colour),
        "sheet": write_sheet(colour),
        "home": urlsplit(page.home_url).netloc,
        "preferences": say_preferences(),
    }
    return _BLANK.sub("\n", _engine().get_template("notices/letter.html").render(Context(context)))


@lru_cache(maxsize=1)
def _engine() -> Engine:
    # An engine of its own: a letter has no request, so nothing of a page's context may slip in.
    return Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)
