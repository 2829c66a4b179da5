"""Numbers in a message that may name an order or a parcel. Whether one does is asked of the orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from loket.orders.recognising.chains import Piece, Window, chains, windows
from loket.orders.recognising.context import Context
from loket.orders.recognising.judging import judge
from loket.orders.recognising.quantities import spans
from loket.orders.recognising.shapes import is_whole
from loket.orders.recognising.words import (
    is_about_parcel,
    is_listed,
    is_marked,
    is_word,
    meaning_of,
    said_after,
    said_before,
)
from loket.orders.recognising.writing import Written, read

# "unknown" ones are looked up without a word: nobody is told that theirs was not found.
Kind = Literal["order", "tracking", "unknown"]
# Pieces weighed in one message: more than any has, and an end to what is only made to take time.
MOST_PIECES_READ = 2_000
# What is shorter and a part of a number is no number.
SHORTEST_PART = 5
_RANKS = {"tracking": 0, "order": 1, "unknown": 2}
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a message, from ``start`` to ``end``, that may be a number.

    ``key`` is what it is compared by: ``number_key`` of ``text``, without the dashes that were spelled out in words.
    """

    text: str
    key: str
    start: int
    end: int
    kind: Kind


def find_numbers(text: str) -> tuple[Candidate, ...]:
    """What may be order or tracking numbers in ``text``, the likeliest first; one candidate for each key."""
    written = read(text)
    digits = sum(map(written.text.count, "0123456789"))
    if not digits:
        return ()
    best: dict[str, Candidate] = {}
    for each in sorted(_candidates(written, digits), key=_rank):
        best.setdefault(each.key, each)
    return tuple(best.values())


def _rank(candidate: Candidate) -> tuple[int, int, int]:
    return _RANKS[candidate.kind], -len(candidate.key), candidate.start


def _candidates(written: Written, digits: int) -> Iterator[Candidate]:
    text, readings, previous = written.text, 0, None
    for chain in chains(text, spans(text, digits)):
        contexts = _contexts(text, chain, previous)
        for window, kind in _weighed(text, chain, contexts):
            yield _candidate(written, window, kind)
        previous = chain[-1].end, contexts[0]
        readings += len(chain)
        if readings > MOST_PIECES_READ:
            return


def _contexts(text: str, chain: list[Piece], previous: tuple[int, Context] | None) -> tuple[Context, Context]:
    """What the words around a chain say of it with the letters before its digits, and of it without them."""
    start = _named_from(chain)
    whole = _context(text, start, chain[-1].end, previous)
    if not chain[0].is_apart or start == chain[1].start:
        return whole, whole
    return whole, _context(text, chain[1].start, chain[-1].end, previous)


def _context(text: str, start: int, end: int, previous: tuple[int, Context] | None) -> Context:
    """What the words around a number say of it; a list goes on as it began."""
    before, after, marked = said_before(text, start), said_after(text, end), is_marked(text, start)
    if previous and not before.is_linked and previous[1].names_order and is_listed(text[previous[0] : start]):
        before = previous[1].before
    is_alone = previous is None and not _LETTER.search(text, 0, start) and not _LETTER.search(text, end)
    return Context(before, after, marked, is_alone, partial(is_about_parcel, text, start, end))


def _named_from(chain: list[Piece]) -> int:
    """Where the number begins for the words before it: "order" in "order55812" is one of them."""
    first = chain[0]
    return first.start if first.has_digit or not (is_word(first.text) or meaning_of(first.text)) else chain[1].start


def _weighed(text: str, chain: list[Piece], contexts: tuple[Context, Context]) -> Iterator[tuple[Window, Kind]]:
    """The readings of a chain that may be a number; what is surely something else takes its part away from the rest."""
    opening = next(index for index, piece in enumerate(chain) if piece.has_digit)
    readings: list[tuple[Window, Kind]] = []
    others: list[Window] = []
    doubtful: list[Window] = []
    sure: list[Window] = []
    for window in windows(text, chain):
        if _touches(window, others) or _touches(window, doubtful):
            continue
        whole = next((each for each in sure if _touches(window, [each])), None)
        if whole and not _is_all_but_letters(chain, window, whole):
            if _is_likely_part(window, whole):
                readings.append((window, "unknown"))
            continue
        judgement = judge(window, contexts[window.first > 0], is_first=window.first <= opening)
        if judgement in {"other", "doubtful"} and not whole:
            (others if judgement == "other" else doubtful).append(window)
        if judgement in {"order", "tracking"} and not whole and is_whole(window):
            sure.append(window)
        if judgement != "other" and judgement != "nothing":
            readings.append((window, "unknown" if judgement == "doubtful" else judgement))
    return (each for each in readings if not _touches(each[0], others))


def _is_all_but_letters(chain: list[Piece], window: Window, whole: Window) -> bool:
    """Whether ``window`` lacks only letters of a surely whole number: "55812" of "ORD-55812"."""
    left = (*chain[whole.first : window.first], *chain[window.last + 1 : whole.last + 1])
    return not any(each.has_digit for each in left)


def _is_likely_part(window: Window, whole: Window) -> bool:
    """Whether a number may end in something else that was typed to it, or begin with it."""
    return len(window.key) >= SHORTEST_PART and (window.first == whole.first or window.last == whole.last)


def _touches(window: Window, others: list[Window]) -> bool:
    return any(window.first <= each.last and each.first <= window.last for each in others)


def _candidate(written: Written, window: Window, kind: Kind) -> Candidate:
    start, end = written.place(window.start), written.place(window.end - 1) + 1
    return Candidate(written.original[start:end], window.key, start, end, kind)
