"""How one line of a talk stands for one reader: their own words and what they read as it was written. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from loket.orders.talk.lines import Side, TalkLine, TalkWords
from loket.orders.talk.wishes import Wish, wishes_in
from loket.people.language import best_match


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line for one reader; ``words`` stand in the place of what was written, where there are any.

    ``lacks_words``: the reader does not read the language, and nobody has translated the line yet, or could; ``why``
    says why nobody could. ``wishes``: what a line of the seller asks for that its reader is warned of.
    """

    line: TalkLine
    is_own: bool
    words: TalkWords | None = None
    lacks_words: bool = False
    why: str = ""
    wishes: tuple[Wish, ...] = ()

    @property
    def text(self) -> str:
        """What the reader is shown first."""
        return self.words.text if self.words else self.line.text

    @property
    def language(self) -> str:
        """The language of what is shown first."""
        return self.words.language if self.words else self.line.language


def read_line(line: TalkLine, *, side: Side | None, language: str) -> ReadLine:
    """A line for the buyer, the seller, or (without a side) somebody at the desk who reads ``language``."""
    if line.sender == side:
        return ReadLine(line, is_own=True)
    wishes = wishes_in(line.text) if line.sender == "seller" else ()
    if not line.text or reads(language, line.language):
        return ReadLine(line, is_own=False, wishes=wishes)
    words = next((each for each in line.translations if each.text and reads(language, each.language)), None)
    why = "" if words else was_tried(line, language)
    return ReadLine(line, is_own=False, words=words, lacks_words=words is None, why=why, wishes=wishes)


def was_tried(line: TalkLine, language: str) -> str:
    """Why nobody could translate a line into ``language``; empty where nobody tried, or somebody could."""
    return next((each.problem for each in line.translations if each.language == language), "")


def reads(reader: str, written: str) -> bool:
    """Whether a reader of one language reads what is written in another: the same one, of whatever region."""
    return best_match(reader, [written]) is not None
