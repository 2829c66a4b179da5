"""Cuts an article's text into the passages that a search looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# As much as the embedding engines read at once.
LETTERS_IN_A_PASSAGE = 400
PASSAGES_OF_AN_ANSWER = 40

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LINE_MARK = re.compile(r"^[ \t]{0,8}(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+|>[ \t]?)", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|~~|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class PassageText:
    """One text to be found; ``kind`` is a value of ``Passage.Kind``."""

    kind: str
    position: int
    text: str


def passages_of(question: str, also_asked: Sequence[str], answer: str) -> list[PassageText]:
    """The question, each other way of asking it, and the answer in parts."""
    texts = [("question", [question]), ("also_asked", also_asked), ("answer", passages_of_answer(answer))]
    return [PassageText(kind, position, text) for kind, parts in texts for position, text in enumerate(parts)]


def passages_of_answer(answer: str) -> list[str]:
    """The parts of an answer, Markdown in and plain text out."""
    return _parts(plain_text(answer))


def plain_text(markdown: str) -> str:
    """The words of a Markdown text without its marks; paragraphs stay apart."""
    words = _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown))
    return _MARKS.sub("", _LINE_MARK.sub("", words)).strip()


def first_line(markdown: str, *, limit: int = 160) -> str:
    """The beginning of a text in at most ``limit`` characters, cut between words."""
    line = " ".join(_PARAGRAPHS.split(plain_text(markdown), maxsplit=1)[0].split())
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0][: limit - 1].rstrip(' ,;:.')}…"


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in _PARAGRAPHS.split(text):
        words = " ".join(paragraph.split())
        if parts and len(parts[-1]) + len(words) < LETTERS_IN_A_PASSAGE:
            parts[-1] = f"{parts[-1]} {words}"
        else:
            parts.extend(_cut(words))
    return [part for part in parts if part][:PASSAGES_OF_AN_ANSWER]


def _cut(words: str) -> list[str]:
    cuts: list[str] = []
    while len(words) > LETTERS_IN_A_PASSAGE:
        end = words.rfind(" ", 1, LETTERS_IN_A_PASSAGE)
        end = end if end > 0 else LETTERS_IN_A_PASSAGE
        cuts.append(words[:end].strip())
        words = words[end:].strip()
    return [*cuts, words]
