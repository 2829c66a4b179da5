"""The words beside a number that say what it is, in the languages of buyers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from loket.orders.recognising.vocabulary import FILLERS, FRAGMENTS, MISTYPED, WORDS, Meaning, beginning_of, letters_of
from loket.orders.recognising.writing import folded

BEFORE, AFTER = 64, 40
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~،。，：；、（）「」【】؟؛।“”«»…]+")
# What languages glue to a number: "1045'ü", "1045nya"; and what people trail off with.
_ENDING = re.compile(r"['\u2019`-]?[a-zа-яçğıöşü]{0,5}(?:[.…]{2,}|\*)?")
_SENTENCE = re.compile(r"[.?!;。？！؟](?!\w)|\n")
_ENDS = re.compile(r"[.,;!?\n،。，；؟।(\d]")
_BREAKS = re.compile(r"[?!؟;\d]|[.…]{2,}")
# Houses have numbers, and so have letters that were answered.
_OTHERWISE = re.compile(r"\b(?:calle|jl|jalan|rua|av|avenida|ул|улица|sokak|cadde)\b[^\n?!]*$|\bref\W*$", re.IGNORECASE)
_STOP = re.compile(r"([^\s.]*)[.。]\s")
_COMMA = re.compile(r"[,،，]\s|(?<![:\s])[ \t]*\n")
_PROPER = re.compile(r"(?:[#№]|[nN][.]?[º°][.]?|\b[nN](?:o|ro|r)\.)\s*:?\s*[*(]?$")
_LINKED_LIST = re.compile(
    r"(?:[\s,;&/+،、;\-)\]*!।的`'\"»”」>]|\.{3})*(?:(?:and|e|y|dan|и|ve|und|or|ou|o|atau|или|oder|veya|और|या|و|أو|和|sama|ile|aur|con|com|跟|还有|以及|或|,)(?![a-z])[\s,:]*)?"
    r"(?:#|№|nº|n°|no\.?|nr\.?|nomor|رقم|номер|el |o |a |the |la |n[ouº°]\\.? )?[\s:*(`'\"«“「<]*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[#№]|[nN][.]?[º°]")
# Scripts without spaces between words, and Arabic with its articles in front.
_RUNS_ON = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words beside a number say of it; ``is_linked`` where nothing but filling stands between."""

    meaning: Meaning | None
    is_linked: bool = False
    # Words such as "of" between: "an order of 1200".
    is_vague: bool = False
    is_in_sentence: bool = False


SILENT = Said(None)


def said_before(text: str, start: int) -> Said:
    """What the words before ``start`` say, the nearest that says anything."""
    # A word cut at the slice's edge says nothing.
    slice_start = max(0, start - BEFORE)
    words = list(_WORD.finditer(text, slice_start, start))
    vague, linked = False, True
    for place, word in reversed(list(enumerate(words))):
        meaning, is_bound = _meaning_at_end(word.group())
        if meaning is not None:
            meaning = "money" if place and _is_sum(words[place - 1], word) else meaning
            is_broken = _breaks(text, word, start, meaning)
            return Said(meaning, linked and is_bound and not is_broken, vague, not is_broken)
        filler = _filler(word.group())
        vague = vague or filler == "vague"
        linked = linked and bool(filler)
    return SILENT


def _is_sum(previous: re.Match[str], word: re.Match[str]) -> bool:
    """ "Minimum order 1500": not a number but an amount."""
    is_beside = word.start() - previous.end() == 1 and len(previous.group()) > 2
    return is_beside and meaning_of(word.group()) != "money" and _meaning_at_end(previous.group())[0] == "money"


def _breaks(text: str, word: re.Match[str], start: int, meaning: Meaning) -> bool:
    """Whether a sentence ends between a word and a number; "Order no. 5" and "Tel. 5" are one."""
    if _BREAKS.search(text, word.end(), start):
        return True
    gap = text[word.end() : start]
    if meaning not in {"order", "tracking"} and _COMMA.search(gap):
        return True
    is_shortened = word.end() - word.start() <= 4 and gap.startswith(".")
    return any(len(each.group(1)) not in {1, 2, 3, 4} for each in _STOP.finditer(gap[is_shortened:]))


def said_after(text: str, end: int) -> Said:
    """What the words right after ``end`` say, up to the next punctuation or number."""
    glued = _ENDING.match(text, end)
    end = glued.end() if glued else end
    stop = min(len(text), end + AFTER)
    cut = _ENDS.search(text, end, stop)
    stop = cut.start() if cut else stop
    for word in _WORD.finditer(text, end, stop):
        meaning = _meaning_at_start(word.group())
        if meaning is not None:
            return SILENT if _belongs_to_next(text, word.end()) else Said(meaning, True)
        if not _filler(word.group()):
            return SILENT
    return SILENT


def is_about_parcel(text: str, start: int, end: int) -> bool:
    """Whether the sentence from ``start`` to ``end`` is about a parcel, and no phone."""
    before = re.split(_SENTENCE, text[max(0, start - BEFORE) : start])[-1]
    after = re.split(_SENTENCE, text[end : end + BEFORE], maxsplit=1)[0]
    said = {_meaning_at_end(word)[0] for word in _WORD.findall(f"{before} {after}")}
    return "tracking" in said and not said & {"phone", "document"}


def is_marked(text: str, start: int) -> bool:
    """Whether a "#" or "nº" stands right before ``start``."""
    before = text[max(0, start - 44) : start]
    return bool(_PROPER.search(before[-6:])) and not _OTHERWISE.search(before)


def is_listed(between: str) -> bool:
    """Whether nothing but "and" or a comma stands between two numbers."""
    glued = _ENDING.match(between)
    return len(between) <= 24 and bool(_LINKED_LIST.fullmatch(between, glued.end() if glued else 0))


@lru_cache(maxsize=8192)
def meaning_of(word: str) -> Meaning | None:
    """What one word says of the numbers beside it."""
    plain = folded(word)
    if plain in WORDS:
        return WORDS[plain]
    if plain in FILLERS:
        return None
    return beginning_of(plain) or (MISTYPED.get(letters_of(plain)) if len(plain) > 4 else None)


def is_word(letters: str) -> bool:
    """Whether ``letters`` before digits are a word of the sentence rather than the number's own."""
    meaning = meaning_of(letters)
    if meaning in {"order", "tracking"}:
        return len(letters) > 3
    return meaning is not None or bool(_filler(letters))


@lru_cache(maxsize=8192)
def _filler(word: str) -> Literal["", "plain", "vague"]:
    plain = folded(word)
    if plain in FILLERS:
        return "vague" if FILLERS[plain] else "plain"
    if _RUNS_ON.search(plain) and len(plain) <= 12:
        return "plain" if not _FRAGMENT_FILLER.sub("", plain) else ""
    return ""


_FRAGMENT_FILLER = re.compile(
    "|".join(sorted((re.escape(each) for each in FRAGMENTS["filler"]), key=len, reverse=True))
)
_FRAGMENT_FILLERS = re.compile(f"(?:{_FRAGMENT_FILLER.pattern})*")
_FRAGMENT = re.compile(
    "|".join(
        f"(?P<{meaning}>{'|'.join(sorted(map(re.escape, fragments), key=len, reverse=True))})"
        for meaning, fragments in FRAGMENTS.items()
        if meaning != "filler"
    )
)


@lru_cache(maxsize=8192)
def _meaning_at_end(word: str) -> tuple[Meaning | None, bool]:
    """The last meaning within ``word``, and whether only filling follows it there."""
    if not _RUNS_ON.search(word):
        return meaning_of(word), True
    found = list(_FRAGMENT.finditer(word))
    if not found:
        return None, False
    last = found[-1]
    tail = _FRAGMENT_FILLER.sub("", word[last.end() :])
    return last.lastgroup, not tail or bool(_filler(tail))  # type: ignore[return-value]


@lru_cache(maxsize=8192)
def _meaning_at_start(word: str) -> Meaning | None:
    if not _RUNS_ON.search(word):
        return meaning_of(word)
    first = _FRAGMENT.match(word, _FRAGMENT_FILLERS.match(word).end())  # type: ignore[union-attr]
    return first and first.lastgroup  # type: ignore[return-value]


def _belongs_to_next(text: str, end: int) -> bool:
    """Whether a word names the number after it rather than the one before."""
    following = text[end : end + 16]
    digit = re.search(r"\d", following)
    if digit is None:
        return False
    between = following[: digit.start()]
    return "\n" not in between and all(_filler(each.group()) for each in _WORD.finditer(between))
