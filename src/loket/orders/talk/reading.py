"""How one line of a talk stands for one reader: their own words and what they read as it was written. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from loket.orders.talk.lines import Side, TalkLine, TalkWords
from loket.people.language import best_match


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line for one reader; ``words`` stand in the place of what was written, where there are any.

    ``lacks_words``: the reader does not read the language, and nobody has translated the line yet, or could.
    """

    line: TalkLine
    is_own: bool
    words: TalkWords | None = None
    lacks_words: bool = False

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
    if line.sender == side or not line.text or reads(language, line.language):
        return ReadLine(line, is_own=line.sender == side)
    words = next((each for each in line.translations if each.text and reads(language, each.language)), None)
    return ReadLine(line, is_own=False, words=words, lacks_words=words is None)


def was_tried(line: TalkLine, language: str) -> str:
    """Why nobody could translate a line into ``language``; empty where nobody tried, or somebody could."""
    return next((each.problem for each in line.translations if each.language == language), "")


def reads(reader: str, written: str) -> bool:
    """Whether a reader of one language reads what is written in another: the same one, of whatever region."""
    return best_match(reader, [written]) is not None
