"""Reads a file of questions as somebody sent it: all of it, or every line that is wrong and what to do about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from loket.assistant.evaluation import Line, UnreadableLine, read_line

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
TEXT_LETTERS = 5_000
SLUG_LETTERS = 100
LANGUAGE_LETTERS = 35
MOST_EXPECTED = 20
PROBLEMS_KEPT = 100


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A question with its place in the file, counted from 1."""

    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class EvaluationFile:
    """A file that can be run."""

    name: str
    sha256: str
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that is wrong, in the reader's language; ``number`` 0 means the whole file."""

    number: int
    message: str


class FileRefused(ValueError):
    """The file cannot be run; ``problems`` says why, the first hundred of ``count``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().__init__("; ".join(f"{each.number}: {each.message}" for each in found[:3]))
        self.problems = tuple(found[:PROBLEMS_KEPT])
        self.count = len(found)


def read_file(file: BinaryIO, *, name: str) -> EvaluationFile:
    """Read JSON Lines in UTF-8; raises FileRefused with every wrong line."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused([Problem(0, _("The file is larger than 5 MB. Split it into several."))])
    # Not splitlines(): a text may hold separators that only Python takes for the end of a line.
    rows = [(number, text) for number, text in enumerate(_decoded(content).split("\n"), start=1) if text.strip()]
    if not rows:
        raise FileRefused([Problem(0, _("The file holds no questions. Write one a line, as in the example."))])
    if len(rows) > MOST_LINES:
        message = _("The file holds more than %(most)s lines. Split it into several.") % {"most": f"{MOST_LINES:,}"}
        raise FileRefused([Problem(0, message)])
    return EvaluationFile(_safe_name(name), hashlib.sha256(content).hexdigest(), tuple(_read_all(rows)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("These letters are not UTF-8. Save the file again as UTF-8.")
        raise FileRefused([Problem(line, message)]) from error


def _read_all(rows: Iterable[tuple[int, str]]) -> Iterator[NumberedLine]:
    problems = []
    for number, text in rows:
        try:
            line = read_line(number, text)
        except UnreadableLine as unreadable:
            problems.append(Problem(number, _say(unreadable.code)))
            continue
        wrong = _what_cannot_be_kept(line)
        if wrong:
            problems.append(Problem(number, wrong))
        yield NumberedLine(number, line)
    if problems:
        raise FileRefused(problems)


def _say(code: str) -> str:
    """What is wrong with a line, and what to do."""
    return {
        "json": _("This is not JSON. Write one object in braces on each line, with quotes around every text."),
        "text": _("There is no “text”. Write what the customer asked."),
        "expect": _("“expect” is missing or wrong. Write an article’s short name, a list of them, or “handover”."),
        "language": _("“language” is not a language tag. Write one such as “pt-BR”, or leave it out."),
    }[code]


def _what_cannot_be_kept(line: Line) -> str:
    if len(line.text) > TEXT_LETTERS:
        return _("The text is longer than %(most)s letters. Shorten it.") % {"most": f"{TEXT_LETTERS:,}"}
    if len(line.expect) > MOST_EXPECTED or any(len(each) > SLUG_LETTERS for each in line.expect):
        return _say("expect")
    if len(line.language) > LANGUAGE_LETTERS:
        return _say("language")
    if not all(map(_is_writable, (line.text, line.language, *line.expect))):
        return _("This holds a character that is no letter or sign. Take it out.")
    return ""


def _is_writable(text: str) -> bool:
    """Whether a database can hold it: neither zero bytes nor halves of characters."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _safe_name(name: str) -> str:
    printable = "".join(letter for letter in PurePath(name).name if letter.isprintable() and _is_writable(letter))
    return printable[-200:] or "questions.jsonl"
