"""Read what a model wrote; whatever is not exactly what was asked for is refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MOST_SENTENCES = 12
MOST_SOURCES = 3
SENTENCE_CHARACTERS = 320

_THOUGHT = re.compile(r"^.*</think>", re.DOTALL)
_FENCED = re.compile(r"^```(?:json)?\s*(.*?)\s*```$", re.DOTALL)


class Unreadable(Exception):
    """The model's words are not the JSON that was asked for; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One composed sentence and the numbers of the source sentences that it says again."""

    text: str
    sources: tuple[int, ...]


def read_sentences(written: str, *, known: int) -> tuple[Sentence, ...]:
    """The sentences of a composed answer, tied to sources 1 to ``known``; raises Unreadable."""
    inner = _THOUGHT.sub("", written).strip()
    fenced = _FENCED.match(inner)
    try:
        answer = json.loads(fenced[1] if fenced else inner)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    listed = answer.get("sentences") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise Unreadable("no sentences")
    if not listed:
        raise Unreadable("the model found no answer")
    if len(listed) > MOST_SENTENCES:
        raise Unreadable("too many sentences")
    return tuple(_sentence(each, known) for each in listed)


def _sentence(found: object, known: int) -> Sentence:
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(text, str) or not text.strip():
        raise Unreadable("a sentence without text")
    if len(text) > SENTENCE_CHARACTERS:
        raise Unreadable("a sentence is too long")
    named = found.get("source")
    listed = named if isinstance(named, list) else [named]
    # True is an int in Python, and no source.
    sources = [each for each in listed if isinstance(each, int) and not isinstance(each, bool) and 1 <= each <= known]
    if len(sources) < len(listed) or not 1 <= len(sources) <= MOST_SOURCES:
        raise Unreadable("a sentence without source")
    return Sentence(" ".join(text.split()), tuple(dict.fromkeys(sources)))
