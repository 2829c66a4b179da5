"""What one finished conversation teaches: which article a question belongs to, or that none answered it.

Pure rules over what was said and how the assistant read it; nothing here knows the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from loket.assistant.small_talk import small_talk

Source = Literal["confirmed", "rephrased", "chosen", "agent", "unanswered"]

# After this silence the customer speaks about something new.
NEW_SUBJECT_AFTER = timedelta(hours=12)
# How the assistant reads what is no question about the shop.
NO_QUESTION = frozenset(
    {"person", "distress", "abuse", "choice", "greeting", "thanks", "yes", "no", "solved", "laughter"}
    | {"gibberish", "number", "picture", "empty"}
)
REFUSALS = frozenset({"no", "not_solved"})
_ARTICLE_LINK = re.compile(r"/[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/help/([a-z0-9][a-z0-9_-]*)")


@dataclass(frozen=True, slots=True)
class Line:
    """One message; ``articles`` are the slugs an answer rests on, ``choice`` is the button that was tapped."""

    sequence: int
    sender: str
    kind: str
    text: str
    language: str
    at: datetime
    articles: tuple[str, ...] = ()
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Thought:
    """How the assistant read what stood before it: what was meant, what it did, and whether that ended it well."""

    meaning: str
    decision: str
    is_solved: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question, and the article it belongs to; without one, nobody knew."""

    sequence: int
    language: str
    text: str
    at: datetime
    source: Source
    article: str = ""


@dataclass(slots=True)
class _Question:
    """A question on its way through the conversation."""

    line: Line
    answered: str = ""
    is_unknown: bool = False
    is_refused: bool = False


def read_lessons(lines: Sequence[Line], thoughts: Mapping[int, Thought]) -> list[Lesson]:
    """The lessons of a whole conversation; ``thoughts`` by the sequence of the last message they answer."""
    found = [lesson for part in _subjects(lines) for lesson in _Subject(thoughts).read(part)]
    return sorted(found, key=lambda each: each.sequence)


def linked_articles(text: str) -> tuple[str, ...]:
    """The articles of the help centre that a text links to."""
    return tuple(dict.fromkeys(_ARTICLE_LINK.findall(text)))


def _subjects(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The conversation cut where a customer comes back after long."""
    part: list[Line] = []
    for line in lines:
        if part and line.sender == "customer" and line.at - part[-1].at > NEW_SUBJECT_AFTER:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


class _Subject:
    """Follows one stretch of a conversation from line to line."""

    def __init__(self, thoughts: Mapping[int, Thought]) -> None:
        self._thoughts = thoughts
        self._open: list[_Question] = []
        self._burst: list[Line] = []
        self._given = ""
        self._has_picked = False
        self._waits_for_person = False
        self._lessons: dict[int, Lesson] = {}

    def read(self, lines: Iterable[Line]) -> list[Lesson]:
        for line in lines:
            if line.sender == "customer":
                self._burst.append(line)
            elif line.sender == "agent":
                self._after_agent(line)
            else:
                self._after_house(line)
        self._end_burst()
        for question in self._open:
            self._leave(question)
        return list(self._lessons.values())

    def _after_house(self, line: Line) -> None:
        """The assistant or the system spoke: what did the customer's words before mean?"""
        self._end_burst()
        if line.kind == "handover":
            self._waits_for_person = True
            for question in self._open[-1:]:
                question.is_unknown = question.is_unknown or not question.answered
        elif line.kind == "answer" and line.articles:
            self._given = line.articles[0]
            if self._open and not self._has_picked:
                self._open[-1].answered = self._given
        elif line.kind in {"options", "question"} and self._open and not self._open[-1].answered:
            self._open[-1].is_unknown = True

    def _after_agent(self, line: Line) -> None:
        """An agent who sends an article answers the question that brought them."""
        self._end_burst()
        articles = linked_articles(line.text)
        if articles:
            self._learn_all("agent", articles[0])
        # From the agent's first words on, customers answer them rather than ask.
        self._waits_for_person = False

    def _end_burst(self) -> None:
        """Sort what the customer wrote in one go, by how the assistant read it where it did."""
        burst, self._burst = self._burst, []
        if not burst:
            return
        thought = self._thoughts.get(burst[-1].sequence)
        tapped = next((line.choice for line in reversed(burst) if line.choice), "")
        meaning = thought.meaning if thought else ""
        if tapped in REFUSALS or meaning in REFUSALS:
            for question in self._open[-1:]:
                question.is_refused = True
        self._has_picked = tapped.startswith("article:") or meaning == "choice"
        asked = None if tapped or meaning in NO_QUESTION else _telling(burst)
        if asked is not None and (thought is not None or self._waits_for_person):
            self._open.append(_Question(asked))
        if tapped == "solved" or (thought is not None and thought.is_solved):
            self._confirm()

    def _confirm(self) -> None:
        """What was given last solved it."""
        if self._given and self._open:
            has_picked = self._open[-1].answered != self._given
            self._learn_all("chosen" if has_picked else "confirmed", self._given)
        self._given, self._open = "", []

    def _learn_all(self, source: Source, article: str) -> None:
        """The last question belongs to an article, and so do its wordings just before that had failed."""
        questions, self._open = self._open, []
        for question in questions[-1:]:
            self._learn(question, source, article)
        is_same_thing = True
        for question in reversed(questions[:-1]):
            is_same_thing = is_same_thing and (question.is_unknown or question.is_refused)
            if is_same_thing:
                self._learn(question, "rephrased", article)
            else:
                self._leave(question)

    def _leave(self, question: _Question) -> None:
        """What nobody knew stays unanswered."""
        if question.is_unknown and not question.answered:
            self._learn(question, "unanswered", "")

    def _learn(self, question: _Question, source: Source, article: str) -> None:
        line = question.line
        self._lessons[line.sequence] = Lesson(line.sequence, line.language, line.text, line.at, source, article)


def _telling(burst: Sequence[Line]) -> Line | None:
    """The part of a burst that asks something, as one line; None where all of it is small talk."""
    telling = [line for line in burst if line.text.strip() and small_talk(line.text) is None]
    if not telling:
        return None
    return replace(telling[0], text=" ".join(line.text.strip() for line in telling))
