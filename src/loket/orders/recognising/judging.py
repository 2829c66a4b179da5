"""What one way of reading a number is: an order's, a parcel's, perhaps either, or surely something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from loket.orders.recognising.carriers import carrier
from loket.orders.recognising.chains import Window
from loket.orders.recognising.documents import (
    is_boleto,
    is_card,
    is_clabe,
    is_cnpj,
    is_cpf,
    is_curp,
    is_iban,
    is_nik,
    is_rfc,
    is_turkish_identity,
)
from loket.orders.recognising.phones import is_grouped_like_phone, is_phone
from loket.orders.recognising.words import Said, is_word, meaning_of

# "doubtful": its check digits fit something else, but nobody says so.
Judgement = Literal["order", "tracking", "unknown", "doubtful", "other", "nothing"]

_POSTCODES = frozenset({(5, 3), (5, 4), (3, 3)})
_TYPED = re.compile(r"[A-Z]{1,6}\d{5,24}")
_DATED = re.compile(r"\d{6}[A-Z0-9]{8}")
_ASIN = re.compile(r"B0[A-Z0-9]{8}")
# How many digits what a word names may have.
_LENGTHS: dict[str, range] = {
    "phone": range(7, 16),
    "document": range(5, 20),
    "card": range(13, 20),
    "postcode": range(4, 10),
    "payment": range(5, 49),
    "money": range(1, 10),
    "unit": range(1, 8),
    "coupon": range(1, 20),
    "product": range(1, 20),
    "code": range(3, 9),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a chain: the words, a "#", and whether it is all that the message says."""

    before: Said
    after: Said
    is_marked: bool = False
    is_alone: bool = False
    # The sentence speaks of a parcel or courier, and of no phone.
    is_about_parcel: Callable[[], bool] = bool

    @property
    def names_order(self) -> bool:
        """Whether a word right beside it says order or parcel."""
        return _names(self.before) or (not self._is_bound and _names(self.after))

    @property
    def other(self) -> str:
        """What else a word right beside it says it is, or nothing; units stand after their number."""
        for said in (self.before, self.after):
            if said.is_linked and said.meaning and not (said is self.before and said.meaning == "unit"):
                return "" if _names(said) else said.meaning
        return ""

    @property
    def _is_bound(self) -> bool:
        return self.before.is_linked and self.before.meaning is not None

    @property
    def speaks_of_order(self) -> bool:
        """Whether an order or a parcel is spoken of near it."""
        before = self.before
        return (before.meaning in {"order", "tracking"} and before.is_in_sentence) or _names(self.after)


def is_whole(window: Window) -> bool:
    """Whether nobody would write several numbers like this: tied together, with letters, or in even groups."""
    if not window.is_loose or not window.is_digits:
        return True
    return len(window.groups) >= 3 and len(window.key) >= 8 and _is_evenly_grouped(window)


def _names(said: Said) -> bool:
    return said.is_linked and said.meaning in {"order", "tracking"}


def judge(window: Window, context: Context, *, is_first: bool) -> Judgement:
    """What ``window`` is; ``is_first`` where the words before the chain stand right before it."""
    digits = sum(map(str.isdigit, window.key))
    if window.is_digits:
        return _judge_digits(window, context, is_first=is_first)
    if digits < 3:
        return "nothing"
    return _judge_letters(window, context, digits, is_first=is_first)


def _judge_digits(window: Window, context: Context, *, is_first: bool) -> Judgement:
    key, length = window.key, len(window.key)
    is_named = is_first and (context.names_order or (context.is_marked and not context.other))
    if context.after.meaning == "unit" and length <= 5:
        return "other"
    if is_first and context.other and length in _LENGTHS[context.other] and not _is_several(window):
        return "other"
    if length > 26:
        return "other" if is_boleto(key) else "nothing"
    if is_named:
        return _named(window, context)
    if carrier(key) and not window.is_loose:
        return "tracking"
    if is_grouped_like_phone(window.groups):
        return "other"
    if _is_postcode(window):
        return "doubtful" if context.is_alone else "other"
    if _is_something_else(key) or is_phone(key):
        return _doubtful(window, context)
    return _by_length(window, context)


def _is_several(window: Window) -> bool:
    """Whether blanks divide what is too long in each part to be one number."""
    return window.is_loose and min(map(len, window.groups)) >= 6


def _doubtful(window: Window, context: Context) -> Judgement:
    """A phone number or a document by its digits, though the sentence is about a parcel."""
    if _is_something_else(window.key) or window.is_loose or not context.is_about_parcel():
        return "doubtful"
    return "tracking" if len(window.key) >= 10 else "unknown"


def _named(window: Window, context: Context) -> Judgement:
    length = len(window.key)
    if context.before.is_vague and length < 5 and not context.is_marked:
        return "nothing"
    is_parcel = context.before.meaning == "tracking" or context.after.meaning == "tracking"
    return "tracking" if is_parcel and length >= 8 else "order"


def _is_something_else(key: str) -> bool:
    """Whether the check digits of a document, card or account fit."""
    if not 11 <= len(key) <= 19:
        return False
    return is_cpf(key) or is_turkish_identity(key) or is_card(key) or is_nik(key) or is_clabe(key) or is_cnpj(key)


def _is_postcode(window: Window) -> bool:
    return not window.is_loose and tuple(map(len, window.groups)) in _POSTCODES


def _by_length(window: Window, context: Context) -> Judgement:
    length = len(window.key)
    if length >= 12:
        return "order" if _is_evenly_grouped(window) else "unknown"
    if context.is_alone and length >= 4:
        return "order"
    if context.speaks_of_order and length >= 5 and not window.is_loose:
        return "order"
    return "unknown" if length >= 5 else "nothing"


def _is_evenly_grouped(window: Window) -> bool:
    """Whether blanks divide a number as people divide one: in threes and more, or digit by digit."""
    if not window.is_loose:
        return True
    lengths = list(map(len, window.raw.split()))
    if max(lengths) == 1:
        return True
    return all(each == lengths[0] for each in lengths[1:-1]) and lengths[0] >= 3 and lengths[-1] <= max(lengths[0], 4)


def _judge_letters(window: Window, context: Context, digits: int, *, is_first: bool) -> Judgement:
    key, head = window.key, window.groups[0]
    if is_curp(key) or is_iban(key) or (is_rfc(key) and not (is_first and context.names_order)):
        return "other"
    if is_first and context.other and context.other not in {"money", "unit"} and not _is_initialled(window):
        return "other"
    if carrier(key):
        return "tracking"
    if head.isalpha() and is_word(head):
        return _after_word(window, digits)
    if _ASIN.fullmatch(key):
        return "doubtful"
    if window.groups[-1].isalpha() and (window.groups[-1].islower() or (window.is_loose and not _is_divided(window))):
        return "unknown" if digits >= 5 else "nothing"
    if is_first and (context.names_order or (context.is_marked and not context.other)):
        return "order"
    return _by_form(window, context, digits)


def _after_word(window: Window, digits: int) -> Judgement:
    """A word tied to digits may still be the number's own: "ORDER-55812"."""
    meaning = meaning_of(window.groups[0])
    if _is_initialled(window):
        return "order"
    if window.is_loose or (meaning is not None and meaning not in {"order", "tracking"}):
        return "nothing"
    return "order" if meaning and digits >= 4 else "unknown"


def _is_initialled(window: Window) -> bool:
    """Whether two capitals begin a number in several parts, whatever word they could be: "AG-2026-00817-3"."""
    head, groups = window.groups[0], window.groups[1:]
    digits = "".join(groups)
    if window.is_loose or len(groups) < 2 or len(head) != 2 or not (head.isupper() and digits.isdigit()):
        return False
    return len(digits) >= 6 and not (is_grouped_like_phone(groups) or _is_something_else(digits))


def _by_form(window: Window, context: Context, digits: int) -> Judgement:
    key, groups = window.key, window.groups
    if window.is_loose and not _is_prefixed(window) and not _is_divided(window):
        return "unknown" if digits >= 5 else "nothing"
    if _TYPED.fullmatch(key) or (len(groups) >= 3 and digits >= 6):
        return "order"
    if _DATED.fullmatch(key) or (len(key) >= 10 and digits >= 5 and len(groups) == 1):
        return "order"
    if (context.is_alone or context.speaks_of_order) and len(key) >= 5 and digits >= 4:
        return "order"
    return "unknown" if len(key) >= 5 else "nothing"


def _is_divided(window: Window) -> bool:
    """Whether letters and digits stand in even groups: "2604 14UU 25RY JJ"."""
    parts = window.raw.split()
    return len(parts) >= 3 and len(parts[0]) >= 3 and window.raw.isupper() and _is_evenly_grouped(window)


def _is_prefixed(window: Window) -> bool:
    """Whether blanks divide a number that begins with letters: "LK 2026 00817 3"."""
    head, groups = window.groups[0], window.groups[1:]
    digits = "".join(groups)
    if not (head.isalpha() and digits.isdigit() and len(digits) >= (5 if window.is_glued else 8) and (head.isupper() or len(head) == 2)):
        return False
    return window.is_glued or not (_is_something_else(digits) or is_grouped_like_phone(groups) or (len(groups) == 1 and is_phone(digits)))
