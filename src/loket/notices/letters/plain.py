"""A letter as plain text: lines of at most 72 columns, addresses whole and on lines of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from loket.notices.letters.blocks import Fact, Item, Page, Quote
from loket.notices.letters.peoples_words import as_plain
from loket.notices.letters.wording import say_preferences

COLUMNS = 72
# Below it each character takes one column.
_FIRST_THAT_DIFFERS = "\u0300"
_WORD = re.compile(r"[^ \t]*[ \t]|[^ \t]+")
# What may not stand at the beginning of a line of Chinese or Japanese.
_NOT_FIRST = frozenset("、。，．：；！？）】》」』”’…")


def write_plain(page: Page) -> str:
    """The whole letter; it holds everything that the HTML holds."""
    return "\n\n".join(each for each in _parts(page) if each) + "\n"


def wrap(text: str, *, columns: int = COLUMNS, prefix: str = "") -> str:
    """The text in lines no wider than that; wide characters count two, and what has no space breaks between them."""
    lines = (line for paragraph in text.splitlines() for line in _lines(paragraph, columns - len(prefix)))
    return "\n".join(f"{prefix}{line}".rstrip() for line in lines)


def width(text: str) -> int:
    """Columns that a text takes on a screen of equal letters."""
    if is_narrow(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def is_narrow(text: str) -> bool:
    """Whether no character of it is wide or stands on another: most letters, found without looking at each."""
    return not text or max(text) < _FIRST_THAT_DIFFERS


def _parts(page: Page) -> Iterator[str]:
    content = page.content
    yield wrap(content.headline)
    yield wrap(page.greeting)
    yield wrap(content.lead)
    yield from (wrap(each) for each in content.words)
    yield from (f"    {each.text}" for each in page.codes)
    for quote in page.quotes:
        yield from _quoted(quote)
    yield from (_item(each) for each in page.items)
    if page.scores:
        yield "\n".join((wrap(content.scale), *(f"{each.number} ★ {each.link}" for each in page.scores)))
    elif content.button and page.link:
        yield f"{wrap(content.button)}:\n{page.link}"
    yield "\n".join(_fact(each) for each in content.facts)
    yield from (wrap(each) for each in content.fine_print)
    if page.preferences_link:
        yield f"{wrap(say_preferences())}:\n{page.preferences_link}"
    yield f"-- \n{page.shop}\n{page.home_url}"


def _quoted(quote: Quote) -> Iterator[str]:
    heading, said = " · ".join(filter(None, (quote.by, quote.at))), wrap(as_plain(quote.text), prefix="> ")
    yield "\n".join(filter(None, (wrap(f"{heading}:"), said, wrap(quote.mark))))
    if quote.original:
        yield f"{wrap(quote.original_label)}:\n{wrap(as_plain(quote.original), prefix='> ')}"


def _item(item: Item) -> str:
    return "\n".join(filter(None, (wrap(f"* {item.title}"), wrap(item.text, prefix="  "), f"  {item.link}")))


def _fact(fact: Fact) -> str:
    return wrap(f"{fact.label}: {fact.value}")


def _lines(paragraph: str, columns: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph):
        if line.strip() and width(line + piece.rstrip()) > columns and piece[0] not in _NOT_FIRST:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(paragraph: str) -> Iterator[str]:
    """What may not be broken: words with the space behind them, and each wide character by itself."""
    if is_narrow(paragraph):
        yield from _WORD.findall(paragraph)
        return
    word = ""
    for character in paragraph:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        if is_wide and word:
            yield word
            word = ""
        word += character
        # A no-break space is no place to break.
        if is_wide or character in " \t":
            yield word
            word = ""
    if word:
        yield word
