"""What one way of reading a number is: an order's, a parcel's, perhaps either, or surely something else."""

from __future__ import annotations

import re
from typing import Literal

from loket.orders.recognising.carriers import carrier, is_postal, is_ups
from loket.orders.recognising.chains import Window
from loket.orders.recognising.context import Context
from loket.orders.recognising.documents import (
    is_boleto,
    is_card,
    is_curp,
    is_iban,
    is_indian,
    is_rfc,
)
from loket.orders.recognising.phones import is_grouped_like_phone, is_phone
from loket.orders.recognising.shapes import (
    is_divided,
    is_evenly_grouped,
    is_in_long_parts,
    is_initialled,
    is_postcode,
    is_prefixed,
    is_several,
    is_something_else,
    is_unlike_others,
)
from loket.orders.recognising.words import is_word, meaning_of

# "doubtful": its check digits fit something else, but nobody says so.
Judgement = Literal["order", "tracking", "unknown", "doubtful", "other", "nothing"]

_TYPED = re.compile(r"[A-Z]{1,6}\d{5,24}")
_DATED = re.compile(r"\d{6}[A-Z0-9]{8}")
_CHIP, _WALLET = re.compile(r"I[3579]\d{4,5}[A-Z]{0,2}$|DDR[345]\d{4}"), re.compile(r"0X[0-9A-F]{8,40}")
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
    "code": range(3, 24),
}


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
    is_named = is_first and (context.names_order or context.is_numbered)
    if context.after.meaning == "unit" and length <= 5:
        return "other"
    if is_first and context.other and length in _LENGTHS[context.other] and not is_several(window):
        return "other"
    if length > 26 and carrier(key) is None:
        return "other" if is_boleto(key) else "nothing"
    if is_named:
        return _named(window, context)
    if carrier(key) and not window.is_loose:
        return "tracking"
    if is_grouped_like_phone(window.groups):
        return "other"
    if is_postcode(window):
        return "doubtful" if context.is_alone else "other"
    if is_something_else(key) or is_phone(key):
        return _doubtful(window, context)
    return _by_length(window, context)


def _doubtful(window: Window, context: Context) -> Judgement:
    """A phone number or a document by its digits, though the sentence is about a parcel."""
    if is_something_else(window.key) or window.is_loose or not context.is_about_parcel():
        return "doubtful"
    return "tracking" if len(window.key) >= 10 else "unknown"


def _named(window: Window, context: Context) -> Judgement:
    length = len(window.key)
    if context.before.is_vague and length < 5 and not context.is_marked:
        return "nothing"
    # "his order, with 4242 4236 0753 5824, the card"
    if context.after.meaning == "card" and is_card(window.key):
        return "other"
    is_parcel = context.before.meaning == "tracking" or context.after.meaning == "tracking"
    if is_parcel and "order" not in {context.before.meaning, context.after.meaning} and length < 7:
        return "unknown"
    return "tracking" if is_parcel and length >= 8 else "order"


def _by_length(window: Window, context: Context) -> Judgement:
    length = len(window.key)
    if not window.is_loose and len(window.groups) >= 3 and length >= 9 and is_unlike_others(window):
        return "order"
    if length >= 12:
        return "order" if is_evenly_grouped(window) else "unknown"
    if context.is_alone and length >= 4:
        return "order"
    if context.speaks_of_order and length >= 5 and not window.is_loose:
        return "order"
    return "unknown" if length >= 5 else "nothing"


def _judge_letters(window: Window, context: Context, digits: int, *, is_first: bool) -> Judgement:
    key, head = window.key, window.groups[0]
    if (
        is_curp(key)
        or is_iban(key)
        or is_indian(key)
        or _CHIP.match(key)
        or _WALLET.fullmatch(key)
        or (is_rfc(key) and not (is_first and context.names_order))
    ):
        return "other"
    if is_postal(key) or is_ups(key):
        return "tracking"
    if is_first and context.other and context.other not in {"money", "unit"} and not is_initialled(window):
        return "other"
    if carrier(key):
        return "tracking"
    if head.isalpha() and is_word(head):
        return _after_word(window, digits)
    if _ASIN.fullmatch(key):
        return "doubtful"
    if window.groups[-1].isalpha() and (window.groups[-1].islower() or (window.is_loose and not is_divided(window))):
        return "unknown" if digits >= 5 else "nothing"
    if is_first and (context.names_order or context.is_numbered) and is_in_long_parts(window):
        return "order"
    return _by_form(window, context, digits)


def _after_word(window: Window, digits: int) -> Judgement:
    """A word tied to digits may still be the number's own: "ORDER-55812"."""
    meaning = meaning_of(window.groups[0])
    if is_initialled(window):
        return "order"
    if window.is_loose or (meaning is not None and meaning not in {"order", "tracking"}):
        return "nothing"
    return "order" if meaning and digits >= 4 else "unknown"


def _by_form(window: Window, context: Context, digits: int) -> Judgement:
    key, groups = window.key, window.groups
    if (
        window.is_loose
        and not is_prefixed(window)
        and not is_divided(window)
        and not (context.is_alone and digits >= 6)
    ):
        return "unknown" if digits >= 5 else "nothing"
    if _TYPED.fullmatch(key) or (len(groups) >= 3 and digits >= 6):
        return "order"
    if _DATED.fullmatch(key) or (len(key) >= 10 and digits >= 5 and len(groups) <= 1 + groups[0].isalpha()):
        return "order"
    is_long = digits >= 5 or len(groups) > 1
    if (context.is_alone or (context.speaks_of_order and is_long)) and len(key) >= 5 and digits >= 4:
        return "order"
    return "unknown" if len(key) >= 5 else "nothing"
