"""Numbers in running text, as values with units: "1.000,50", "1,000.50", "5-15 business days", "two weeks"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loket.assistant.composing.vocabulary import Vocabulary
from loket.assistant.words import fold

CURRENCIES = {
    "r$": "BRL", "brl": "BRL", "rp": "IDR", "idr": "IDR", "us$": "USD", "usd": "USD", "mx$": "MXN", "mxn": "MXN",
    "$": "$", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
}  # fmt: skip

_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(
    rf"^(?P<before>[^\W\d]{{0,3}}[$€£¥]|[^\W\d]{{2,3}}\.?)?(?P<low>{_NUMBER})(?:[-–—](?P<high>{_NUMBER}))?"
    r"(?P<after>%|[$€£¥]|[^\W\d]{1,4})?$"
)
_EDGES = "\"'“”‘’«»()[]{}*_.,;:!?…¿¡-–—"
_CLAUSE_ENDS = (",", ";", ":", ".", "!", "?", "…", ")", "—", "–")
_SPELT_TENS = {"belas": 10, "puluh": 0}  # Indonesian: "dua belas" is 12, "dua puluh" 20


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value or a range with its unit ("hour", "business day", "BRL", "percent" or whatever stands there)."""

    values: tuple[Decimal, ...]
    unit: str = ""

    def __str__(self) -> str:
        return " ".join(["-".join(f"{each:f}" for each in self.values), self.unit]).strip()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a quantity; ``core`` is what stands there without the marks around it."""

    core: str
    word: str
    quantity: Quantity | None = None
    ends_clause: bool = False

    @property
    def is_code(self) -> bool:
        """Whether it holds digits and is no plain number: an order number, a time, a date, a web address."""
        return self.quantity is None and any(character.isdecimal() for character in self.core)


def tokenize(text: str, words: Vocabulary) -> tuple[Token, ...]:
    """The words and quantities of a text in one of the checked languages."""
    plain = unicodedata.normalize("NFKC", text).replace("*", "").replace("_", " ")
    chunks = [each for each in plain.split() if each.strip(_EDGES) or each in CURRENCIES]
    return tuple(_with_units(_with_ranges([_token(each, words) for each in chunks], words), words))


def value_of(written: str) -> Decimal:
    """The value of a number, however its thousands and decimals are parted; three digits after a mark are thousands."""
    digits = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in written)
    marks = [each for each in digits if each in ".,"]
    whole, _, rest = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    are_thousands = len(marks) > 0 and len(rest) == 3 and not digits.startswith("0") and len(set(marks)) == 1
    if not marks or are_thousands or marks.count(marks[-1]) > 1:
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")


def _token(chunk: str, words: Vocabulary) -> Token:
    core = chunk.strip(_EDGES) or chunk
    ends = chunk.endswith(_CLAUSE_ENDS)
    word = fold(core)
    if word in words.numbers:
        return Token(core, word, Quantity((Decimal(words.numbers[word]),)), ends)
    # A minus sign makes another number, so it may not be taken for a dash.
    signed = chunk.lstrip("\"'“”‘’«»([{*_").startswith(("-", "−", "–", "+")) and core[:1].isdecimal()
    found = None if signed else _AMOUNT.match(core)
    before = (found["before"] or "").rstrip(".").casefold() if found else ""
    if found is None or (before and before not in CURRENCIES):
        return Token(chunk if signed else core, word, None, ends)
    values = tuple(value_of(each) for each in (found["low"], found["high"]) if each)
    after = (found["after"] or "").casefold()
    unit = CURRENCIES.get(before) or CURRENCIES.get(after) or words.units.get(after, after)
    return Token(core, word, Quantity(values, unit), ends)


def _with_ranges(tokens: list[Token], words: Vocabulary) -> list[Token]:
    """ "5 to 15" as one quantity, "dua belas" too."""
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        one, *others = tokens[place : place + 3]
        first = one.quantity
        if first is not None and others and others[0].word in _SPELT_TENS and one.core.isalpha():
            value = first.values[0] + 10 if others[0].word == "belas" else first.values[0] * 10
            made.append(Token(one.core, one.word, Quantity((value,)), others[0].ends_clause))
            place += 2
            continue
        if _joins(tokens[place : place + 3], words):
            last = tokens[place + 2]
            assert first is not None and last.quantity is not None  # noqa: S101  _joins has seen both
            values = (*first.values, *last.quantity.values)
            made.append(Token(one.core, one.word, Quantity(values, first.unit or last.quantity.unit), last.ends_clause))
            place += 3
            continue
        made.append(one)
        place += 1
    return made


def _joins(three: list[Token], words: Vocabulary) -> bool:
    if len(three) < 3 or three[0].ends_clause or three[0].quantity is None or three[2].quantity is None:
        return False
    is_single = len(three[0].quantity.values) == 1 and len(three[2].quantity.values) == 1
    return is_single and three[1].core.casefold() in words.range


def _with_units(tokens: list[Token], words: Vocabulary) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        following = [] if token.ends_clause else tokens[place + 1 : place + 3]
        unit = _unit_of(following, words)
        quantity = token.quantity
        if quantity is None and token.word in words.one and unit:
            quantity = Quantity((Decimal(1),))
        if quantity is None and token.word.startswith("se") and (whole := words.units.get(token.word[2:])):
            # Indonesian "seminggu" is one week.
            yield Token(token.core, token.word, Quantity((Decimal(1),), whole), token.ends_clause)
            continue
        if quantity is not None and not quantity.unit:
            before = tokens[place - 1].core.casefold().rstrip(".") if place else ""
            quantity = Quantity(quantity.values, CURRENCIES.get(before) or unit)
        yield Token(token.core, token.word, quantity, token.ends_clause)


def _unit_of(following: list[Token], words: Vocabulary) -> str:
    keys = [each.word or each.core.casefold() for each in following]
    units = [words.units.get(key) or CURRENCIES.get(key, "") for key in keys]
    if units and units[0]:
        return f"business {units[0]}" if len(keys) > 1 and keys[1] in words.business else units[0]
    if len(keys) > 1 and keys[0] in words.business and units[1]:
        return f"business {units[1]}"
    return ""
