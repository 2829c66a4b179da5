"""Take out of a text what must arrive untouched, and put it back only where a translation kept all of it.

Pure. Whoever translates sees ``⟦1⟧`` for the first part; what comes back is believed only after it was read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from loket.translation.finding import SPACED, Found, find_parts, mask
from loket.translation.shapes import CLOSES, NEUTRAL, OPENS, placeholder

# Kinds whose text the caller knows, and which a pattern would not find again.
_GIVEN = frozenset({"name", "title", "term"})
_SIGNS = re.compile(r"[$€£¥₹₱₫₩฿₺₽₦%‰％@]")
_WORD = re.compile(SPACED)
# Beside a link or an address these end it, so that no blank is needed.
_AFTER_LINK = frozenset(" \t\n\r.,;:!?)]}>\"'”’»")


@dataclass(frozen=True, slots=True)
class Part:
    """What one placeholder stands for; ``rendering`` is what is put in its place in the translation."""

    kind: str
    text: str
    rendering: str


@dataclass(frozen=True, slots=True)
class Protected:
    """A text with placeholders, and the parts that they stand for, the first being number 1."""

    text: str
    parts: tuple[Part, ...]

    @property
    def has_words(self) -> bool:
        """Whether anything is left to translate."""
        return any(character.isalpha() for character in NEUTRAL.sub(" ", self.text))


def protect(
    text: str,
    *,
    names: Collection[str] = (),
    titles: Collection[str] = (),
    terms: Mapping[str, str] | None = None,
) -> Protected:
    """Take out numbers, money, dates, links and so on, and these names, titles and terms.

    ``terms`` are the glossary's: how each is rendered in the target language.
    """
    rendered = {_key(term): rendering for term, rendering in (terms or {}).items()}
    pieces, parts, end = [], list[Part](), 0
    for found in _all_parts(text, names, titles, rendered):
        part = text[found.start : found.end]
        parts.append(Part(found.kind, part, rendered[_key(part)] if found.kind == "term" else part))
        pieces += [text[end : found.start], placeholder(len(parts))]
        end = found.end
    return Protected("".join([*pieces, text[end:]]), tuple(parts))


def restore(translated: str, protected: Protected) -> str | None:
    """The translation with every part in its place; None where one was lost, doubled, changed or invented."""
    numbers = [int(found[1]) for found in NEUTRAL.finditer(translated)]
    if sorted(numbers) != list(range(1, len(protected.parts) + 1)):
        return None
    before, after = NEUTRAL.sub("\n", protected.text), NEUTRAL.sub("\n", translated)
    if OPENS in after or CLOSES in after or _counted(before) != _counted(after):
        return None
    result, masked = _filled(translated, protected)
    # Read again as a reader does: a link that grew, two numbers that ran together, an address that nobody wrote.
    expected = Counter(_tokens((part.kind, part.text) for part in protected.parts if part.kind not in _GIVEN))
    arrived = Counter(_tokens((each.kind, masked[each.start : each.end]) for each in find_parts(masked)))
    return result if arrived == expected else None


def fill(template: str, protected: Protected) -> str:
    """A text that people approved, with the parts of another one in it; nothing is checked."""
    return NEUTRAL.sub(lambda found: protected.parts[int(found[1]) - 1].text, template)


def _all_parts(text: str, names: Collection[str], titles: Collection[str], terms: Collection[str]) -> list[Found]:
    """Links and addresses go before names, which may stand in them; the rest after."""
    firm = [each for each in find_parts(text) if each.kind in {"link", "email", "mark", "span"}]
    masked = mask(text, firm)
    given: list[Found] = []
    for kind, pattern in _given_patterns(names, titles, terms):
        hits = [Found(kind, *match.span()) for match in pattern.finditer(masked)]
        given += hits
        masked = mask(masked, hits)
    return sorted([*firm, *given, *find_parts(masked)], key=lambda each: each.start)


def _given_patterns(
    names: Collection[str], titles: Collection[str], terms: Collection[str]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    # One word may be any word in small letters: "Rose", "Sol"; a title of several is nothing else.
    several = [title for title in titles if len(title.split()) > 1]
    single = [title for title in titles if len(title.split()) == 1]
    for kind, wanted, flags in (
        ("title", several, re.IGNORECASE),
        ("title", single, 0),
        ("name", names, 0),
        ("term", terms, re.IGNORECASE),
    ):
        spelled = sorted({" ".join(each.split()) for each in wanted if len(each.strip()) > 1}, key=len, reverse=True)
        if spelled:
            choices = "|".join(re.escape(each).replace(r"\ ", r"[ \t]+") for each in spelled)
            yield kind, re.compile(rf"(?<!{SPACED})(?:{choices})(?!{SPACED})", flags)


def _filled(translated: str, protected: Protected) -> tuple[str, str]:
    """The text with its parts, and the same with those the caller gave as blanks, for reading it again."""
    whole, masked = "", ""
    end = 0
    for found in NEUTRAL.finditer(translated):
        part = protected.parts[int(found[1]) - 1]
        between = translated[end : found.start()]
        gap = " " if _runs_together(whole, between, part.rendering) else ""
        whole += between + gap
        masked += between + gap
        whole += part.rendering
        masked += "\n" if part.kind in _GIVEN else part.rendering
        end = found.end()
        if _needs_blank_after(part, translated[end : end + 1]):
            whole, masked = whole + " ", masked + " "
    return whole + translated[end:], masked + translated[end:]


def _runs_together(whole: str, between: str, part: str) -> bool:
    last = (between or whole)[-1:]
    return bool(_WORD.fullmatch(last) and _WORD.fullmatch(part[:1]))


def _needs_blank_after(part: Part, following: str) -> bool:
    if not following or following == OPENS:
        return False
    if part.kind in {"link", "email"}:
        return following.isalpha()
    return bool(_WORD.fullmatch(following) and _WORD.fullmatch(part.rendering[-1:]))


def _counted(text: str) -> Counter[str]:
    """The short numbers that stayed in a text, and the signs that give a number its meaning."""
    return Counter([*_digit_runs(text), *_SIGNS.findall(text)])


def _digit_runs(text: str) -> list[str]:
    spelled = "".join(_digit(character) for character in text)
    return spelled.split()


def _digit(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    # Fractions, circled and raised digits; not the numerals that are words of a language.
    return character if unicodedata.category(character) in {"No", "Nl"} else " "


def _tokens(parts: Iterator[tuple[str, str]]) -> Iterator[str]:
    """What is compared: the parts, and of pictures each one, for they may come to stand together."""
    for kind, text in parts:
        if kind == "emoji":
            yield from text
        elif kind != "code" or any(character.isdecimal() for character in text):
            yield text


def _key(term: str) -> str:
    return " ".join(term.split()).casefold()
