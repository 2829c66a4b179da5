"""Several questions in one message: where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loket.assistant.phrase_lists import phrases, read_words
from loket.assistant.small_talk import small_talk

SHORTEST = 2  # words of a part
MOST = 6  # parts looked up

_SENTENCES = re.compile(r"(?<=[.!?…;])\s+|(?<=[。！？；?])|\n+")
_COMMAS = re.compile(r"(?<=,)\s+|(?<=[，、])|\s+[-–—]\s+|\s+(?=¿)")
_EDGES = re.compile(r"[.!?…;,]\s+|[。！？；，、]")
COURTESIES = frozenset({"greeting", "thanks", "laughter"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a message that may be a question of its own; one that was sent by itself always may."""

    text: str
    is_asked: bool
    is_alone: bool = False

    @property
    def may_be_question(self) -> bool:
        return self.is_asked or self.is_alone


@lru_cache(maxsize=64)
def split(text: str) -> tuple[Part, ...]:
    """The parts of a burst, in order; fewer than two mean that there is nothing to split."""
    if len(text.split()) < 2 * SHORTEST:
        return ()
    found = [
        Part(part, is_asking(part), is_alone=line.strip() == part and "\n" in text)
        for line in text.split("\n")
        for sentence in _SENTENCES.split(line)
        for part in _clauses(sentence.strip())
    ]
    parts = [each for each in found if len(each.text.split()) >= SHORTEST and small_talk(each.text) is None]
    if len(parts) > MOST:
        # A story: what is asked in it counts, and that comes last.
        return tuple(each for each in parts if each.is_asked)[-MOST:]
    return tuple(parts) if len(found) > 1 else ()


def clauses(text: str) -> tuple[str, ...]:
    """A message cut at every comma and sentence; fewer than two mean that there is nothing to cut."""
    pieces = (piece.strip(" ,，、") for line in text.split("\n") for piece in _pieces(line))
    found = tuple(piece for piece in pieces if piece)
    return found if len(found) > 1 else ()


def without_courtesies(text: str) -> str:
    """The message without the greeting before it and the plea after it ("hello, ..., what should I do?")."""
    pieces = [piece for line in text.split("\n") for piece in _pieces(f"{line}\n")]
    first, last = 0, len(pieces)
    while first < last and small_talk(pieces[first]) in COURTESIES:
        first += 1
    while last > first and (is_plea(pieces[last - 1]) or small_talk(pieces[last - 1]) in COURTESIES):
        last -= 1
    left = "".join(pieces[first:last]).strip(" ,，、\n")
    return left if len(left.split()) >= SHORTEST else text


def _pieces(line: str) -> list[str]:
    """What stands between commas and ends of sentences, each piece with the mark and blank after it."""
    ends = [0, *(each.end() for each in _EDGES.finditer(line)), len(line)]
    return [line[start:end] for start, end in pairwise(ends) if line[start:end].strip()]


def is_asking(text: str) -> bool:
    """Whether a text has the shape of a question."""
    if text.rstrip().endswith(("?", "？", "؟")) or "¿" in text:
        return True
    words = read_words(text).words
    while skipped := phrases("joins").starts(words):
        words = words[skipped:]
    return bool(words) and (phrases("asking_starts").starts(words) > 0 or phrases("asking_ends").ends(words) > 0)


def is_plea(text: str) -> bool:
    """Whether a question asks for help and nothing else ("what should I do?")."""
    words = read_words(text).words
    while words and not phrases("pleas").are(words):
        skipped = phrases("joins").starts(words)
        if not skipped:
            return False
        words = words[skipped:]
    return True


def _clauses(sentence: str) -> list[str]:
    """A sentence cut at commas and at "and", but only before what is itself asked."""
    clauses: list[str] = []
    for clause in (each for part in _COMMAS.split(sentence) if part for each in _before_joins(part)):
        if clauses and not (is_asking(clause) and len(clause.split()) >= SHORTEST and is_asking(clauses[-1])):
            clauses[-1] = f"{clauses[-1]} {clause}"
        else:
            clauses.append(clause)
    return [clause.strip(" ,，、") for clause in clauses if clause.strip(" ,，、")]


def _before_joins(part: str) -> list[str]:
    written = read_words(part)
    joins, starts = phrases("joins"), phrases("asking_starts")
    for place in range(SHORTEST, len(written.words)):
        joined = joins.starts(written.words, at=place)
        if joined and starts.starts(written.words, at=place + joined):
            return [written.until(place), *_before_joins(written.since(place + joined))]
    return [part]
