"""A message as numbers are looked for in it: digits of every script as ASCII, one kind of dash, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DROPPED = "\0"
# Variation selectors and the enclosing keycap: what an emoji digit carries.
_MARKS = frozenset({*range(0xFE00, 0xFE10), 0x20E3})
# A dash that was spoken.
_SPELLED = re.compile(
    r"(?<=[A-Za-z0-9])\s?(?:dash|hyphen|h[ií]fen|tra[cç]o|gui[oó]n|[cç]izgi|tire|strip|minus|Strich|横杠|横线|杠|тире|дефис|डैश|"
    r"شرطة)\s?(?=\d)",
    re.IGNORECASE,
)
_OWN_LINE = frozenset("\u2028\u2029\x85\v\f")


@dataclass(frozen=True, slots=True)
class Written:
    """The text to look in, and where each of its characters stands in the original."""

    text: str
    original: str
    places: Sequence[int] | None = None

    def place(self, index: int) -> int:
        """Where the character at ``index`` stands in the original."""
        return index if self.places is None else self.places[index]


def read(text: str) -> Written:
    """``text`` with one ASCII character for each that has a plain form, and without the invisible ones."""
    if text.isascii() and _DROPPED not in text:
        return Written(text, text) if not _SPELLED.search(text) else _without_dropped(text, text)
    plain = text.translate(_PLAIN)
    return _without_dropped(plain, text)


def _without_dropped(plain: str, text: str) -> Written:
    plain = _SPELLED.sub(lambda match: "-" + _DROPPED * (len(match.group()) - 1), plain)
    if _DROPPED not in plain:
        return Written(plain, text)
    places = [index for index, character in enumerate(plain) if character != _DROPPED]
    return Written(plain.replace(_DROPPED, ""), text, places)


def folded(word: str) -> str:
    """``word`` in small letters without accents, as words are compared."""
    small = word.casefold()
    if small.isascii():
        return small
    decomposed = unicodedata.normalize("NFKD", small).casefold()
    return "".join(each for each in decomposed if not "\u0300" <= each <= "\u036f").replace("ı", "i")


class _Plain(dict[int, str]):
    """The plain form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN = _Plain()


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf" or ord(character) in _MARKS:
        return _DROPPED
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in _OWN_LINE:
        return "\n"
    if category == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", character)
    # Ordinal signs (nº) are letters only by decomposition.
    return folded if len(folded) == 1 and folded.isascii() and category != "Lo" else character
