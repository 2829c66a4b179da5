"""Is somebody asking whether a machine answers? Judged on the whole sentence: a question about robots is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.phrase_lists import Phrases, gather
from loket.assistant.words import fold

LONGEST = 14  # words


@dataclass(frozen=True, slots=True)
class _Lists:
    machines: Phrases
    persons: Phrases
    around: tuple[frozenset[str], ...]
    addressing: frozenset[str]
    phrases: frozenset[str]


@lru_cache(maxsize=256)
def asks_if_machine(text: str) -> bool:
    """Whether a whole message asks if a machine, or a person, is writing."""
    folded = fold(text)
    lists = _lists()
    if folded in lists.phrases:
        return True
    words = tuple(folded.split())
    if not words or len(words) > LONGEST:
        return False
    machines, words = _taken(lists.machines, words)
    persons, words = _taken(lists.persons, words)
    if not any(all(word in around for word in words) for around in lists.around):
        return False
    is_addressed = bool(lists.addressing & set(words))
    return (machines and (is_addressed or persons or not words)) or (persons and is_addressed and _is_question(text))


def _is_question(text: str) -> bool:
    return "?" in text or "？" in text


def _taken(listed: Phrases, words: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether any of the phrases was there, and the words without them."""
    found, place, left = False, 0, []
    while place < len(words):
        length = listed.starts(words, at=place)
        if length:
            found = True
        else:
            left.append(words[place])
        place += length or 1
    return found, tuple(left)


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    file = resources.files("loket.assistant") / "phrases" / "machine.json"
    read = json.loads(file.read_text("utf-8"))
    return _Lists(
        machines=gather([read["machine"]]),
        persons=gather([read["person"]]),
        around=tuple(frozenset(fold(each) for each in listed.split("|")) for listed in read["around"].values()),
        addressing=frozenset(fold(read["addressing"].replace("|", " ")).split()),
        phrases=frozenset(fold(each) for each in read["phrases"].split("|")),
    )
