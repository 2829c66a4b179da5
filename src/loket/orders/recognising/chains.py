"""Numbers as they stand in a text: pieces of letters and digits, and what joins them to one number perhaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loket.orders.recognising.words import is_word, meaning_of, said_after

LONGEST = 44
# More pieces than any number has: what goes on longer is cut here, so that the time stays linear.
MOST_PIECES = 20
# A number that goes on in the next line does so after a short group, or after a dash.
LONGEST_BEFORE_BREAK, COMPLETE, LONG = 6, 12, 16
_HYPHENATED = re.compile(r"[-/_]\s*\n\s*|\r?\n-")
_RUN = re.compile(r"\d[A-Za-z0-9]*")
_JOINT = r"(?:[#.]|\r?\n-|[ \t]{0,2}[-/_\\|~]{0,2}[ \t]?(?:\r?\n){0,2}[ \t]?)"
_TIGHT = r"[-/._\\#|~]"
_BETWEEN = re.compile(
    rf"{_JOINT}|({_JOINT}){_TIGHT}([A-Za-z]{{1,5}}){_TIGHT}({_JOINT})|({_JOINT})([A-Za-z]{{1,4}})({_JOINT})"
)
# Letters of other scripts may stand right beside a number; Latin ones make a longer word.
_LEAD = re.compile(
    r"(?<![A-Za-z0-9\u00c0-\u024f])((?:[A-Z] ){1,3}[A-Z]|[A-Za-z]{1,10})"
    r"(?:[ \t]?[#:][ \t]?|[ \t]?[-/._\\|~]{0,2}[ \t]?|[-/_]\r?\n)\Z"
)
_POSTAL_REST = re.compile(r"[- ]?\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?[A-Z]{2}(?![A-Za-z0-9])")
_TRAIL = re.compile(rf"{_JOINT}([A-Za-z]{{1,3}})(?![A-Za-z0-9\u00c0-\u024f])")
_GLUED_WORD = re.compile(r"([A-Za-z]{1,14})(\d.*)", re.DOTALL)
_PARTICLE = re.compile(r"(.*\d[A-Za-z]{0,4}?)(nya|ku|ya|lah|kah)", re.DOTALL | re.IGNORECASE)
_GLUED_ENDING = re.compile(r"(.*[A-Z0-9])([a-z]{1,7})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters and digits; ``is_loose`` where a blank or a line break stands before it."""

    start: int
    end: int
    text: str
    is_loose: bool = False
    has_digit: bool = True

    @property
    def is_apart(self) -> bool:
        """Whether these are small letters that may be a word rather than a number's first ones."""
        return not self.has_digit and not self.text.isupper()


@dataclass(frozen=True, slots=True)
class Window:
    """Some pieces of a chain read as one number."""

    first: int
    last: int
    start: int
    end: int
    key: str
    groups: tuple[str, ...]
    is_loose: bool
    # As it is written, and whether no blank stands after its first piece.
    raw: str
    is_glued: bool

    @property
    def is_digits(self) -> bool:
        """Whether there are no letters in it."""
        return self.key.isdigit()


def chains(text: str, taken: list[tuple[int, int]]) -> Iterator[list[Piece]]:
    """The pieces that may make up numbers together; what lies in ``taken`` is left out."""
    chain: list[Piece] = []
    spans = iter(taken)
    span = next(spans, None)
    for start, end in _runs(text):
        while span and span[1] <= start:
            span = next(spans, None)
        if span and span[0] < end:
            continue
        joining = _joining(text, chain, start, end) if chain else None
        if joining is None or len(chain) >= MOST_PIECES:
            yield from _finished(text, chain)
            chain = _leading(text, start)
            joining = [], bool(chain) and text[start - 1] in " \t" and text[chain[0].end : start].isspace()
        letters, is_loose = joining
        chain.extend(letters)
        chain.extend(_split(text, start, end, is_loose=is_loose))
    yield from _finished(text, chain)


def windows(text: str, chain: list[Piece]) -> list[Window]:
    """Every way to read neighbours in ``chain`` as one number, the longest first."""
    found = [each for first in range(len(chain)) for each in _from(text, chain, first)]
    return sorted(found, key=lambda each: -len(each.key))


def _from(text: str, chain: list[Piece], first: int) -> Iterator[Window]:
    key, loose = "", False
    groups: tuple[str, ...] = ()
    for last in range(first, len(chain)):
        piece = chain[last]
        key, groups = key + piece.text.upper(), (*groups, piece.text)
        loose = loose or (last > first and piece.is_loose)
        glued = last > first and not chain[first + 1].is_loose
        if len(key) > LONGEST:
            return
        if len(key) >= 3 and any(map(str.isdigit, key)):
            start = chain[first].start
            yield Window(first, last, start, piece.end, key, groups, loose, text[start : piece.end], glued)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and digits that hold a digit."""
    reached = 0
    for match in _RUN.finditer(text):
        start = match.start()
        while start > reached and text[start - 1].isascii() and text[start - 1].isalpha():
            start -= 1
        reached = match.end()
        yield start, reached


def _joining(text: str, chain: list[Piece], start: int, end: int) -> tuple[list[Piece], bool] | None:
    """The letters between a chain and what comes next, if they may belong together."""
    reached = chain[-1].end
    if start - reached > 14:
        return None
    match = _BETWEEN.fullmatch(text, reached, start)
    # "5086931/6 items"
    if (
        match is None
        or (not chain[0].has_digit and text.startswith(chain[0].text, start))
        or _is_count(text, reached, start, end)
    ):
        return None
    is_loose = _is_loose(match.group())
    if "\n" in match.group() and is_loose and (match.group().strip() or _is_complete(chain, text[start:end])):
        return None
    group = 2 if match.group(2) else 5
    if not match.group(group):
        return [], is_loose
    # "LK-1/LK-2" are two, and "100234 e 100235".
    is_word_between = group == 5 and not match.group(group).isupper() and chain[0].text.upper() not in {"1Z", "1"}
    if match.group(group) == chain[0].text or is_word_between:
        return None
    return [_letters(text, *match.span(group), is_loose=is_loose)], is_loose


def _is_count(text: str, reached: int, start: int, end: int) -> bool:
    """Whether a short number counts things: "5086931/6 items"."""
    if end - start > 2 or text[reached:start].strip(" /"):
        return False
    return said_after(text, end).meaning == "unit"


def _is_complete(chain: list[Piece], following: str) -> bool:
    """Whether a number is unlikely to go on in the next line with ``following``."""
    length = sum(len(each.text) for each in chain)
    if following.isdigit() and (length + len(following) == LONG or (len(following) <= 2 and not chain[0].has_digit)):
        return False
    if len(following) > LONGEST_BEFORE_BREAK or following[0].isalpha():
        return True
    return len(chain[-1].text) > LONGEST_BEFORE_BREAK or length >= COMPLETE


def _is_loose(joint: str) -> bool:
    """Whether blanks part what a dash at the end of a line does not hold together."""
    return any(map(str.isspace, joint)) and not _HYPHENATED.fullmatch(joint) and joint != " - "


def _leading(text: str, start: int) -> list[Piece]:
    """The letters before a number that may be its own: "LK 2026", "ORD-55812"; a common word only with a dash."""
    match = _LEAD.search(text, max(0, start - 15), start)
    if match is None:
        return []
    letters = match.group(1)
    if len(letters) == 2 and letters.isupper() and _POSTAL_REST.match(text, start):
        return [_letters(text, *match.span(1))]
    is_apart = match.end(1) == start or any(map(str.isspace, text[match.end(1) : start]))
    if is_apart and (is_word(letters) or len(letters) > (5 if letters.isupper() else 4)):
        return []
    sign = text[match.end(1) : start]
    if (":" in sign or ("#" in sign and sign != "#")) and meaning_of(letters) != "order":
        return []
    return [_letters(text, *match.span(1))]


def _finished(text: str, chain: list[Piece]) -> Iterator[list[Piece]]:
    if not chain:
        return
    match = _TRAIL.match(text, chain[-1].end)
    if match:
        is_loose = any(map(str.isspace, match.group()))
        if not is_loose or match.group(1).isupper() or _is_postal_ending(chain, match.group(1)):
            chain.append(_letters(text, *match.span(1), is_loose=is_loose))
    yield chain


def _is_postal_ending(chain: list[Piece], letters: str) -> bool:
    """ "rr 123 456 785 cn": two letters at either end."""
    return len(letters) == len(chain[0].text) == 2 and not chain[0].has_digit


def _letters(text: str, start: int, end: int, *, is_loose: bool = False) -> Piece:
    return Piece(start, end, text[start:end].replace(" ", ""), is_loose, has_digit=False)


def _split(text: str, start: int, end: int, *, is_loose: bool) -> Iterator[Piece]:
    """A run with the word before its first digit and the small letters after its last one apart, if it has them."""
    glued = _GLUED_WORD.fullmatch(text, start, end)
    if glued and (glued.group(2).isdigit() or (len(glued.group(1)) > 2 and meaning_of(glued.group(1)))):
        yield _letters(text, *glued.span(1), is_loose=is_loose)
        start, is_loose = glued.start(2), False
    ending = _GLUED_ENDING.fullmatch(text, start, end)
    ending = ending if ending and ending.group(1) == ending.group(1).upper() else _PARTICLE.fullmatch(text, start, end)
    middle = ending.end(1) if ending else end
    yield Piece(start, middle, text[start:middle], is_loose)
    if ending:
        yield _letters(text, middle, end)
