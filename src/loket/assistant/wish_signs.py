"""A wish for a person in scripts that part no words, or join them: somebody and speaking in one short clause."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.translation.scripts import script_of

LONGEST_UNSPACED = 34  # characters of a clause
LONGEST = 12  # words of a clause

_CLAUSES = re.compile(r"[.!?…;:\n,،。！？、，；؟।]+|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])")
_WRITTEN = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "BENGALI": "bn",
    "DEVANAGARI": "hi", "TAMIL": "ta", "ARABIC": "ar", "HEBREW": "he",
}  # fmt: skip
_UNSPACED = frozenset({"zh", "ja", "th"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in a wish of one language, and what shows that another person is spoken of."""

    language: str
    person: re.Pattern[str]
    talk: re.Pattern[str]
    machine: re.Pattern[str]
    against: re.Pattern[str]
    other: re.Pattern[str]


def is_wish_by_signs(text: str) -> bool:
    """Whether a clause of the text asks for a person, or wants no machine."""
    written = {script_of(character) for character in text[:200] if not character.isascii()}
    languages = {_WRITTEN[script] for script in written & _WRITTEN.keys()}
    if not languages:
        return False
    clauses = [clause.strip() for clause in (*_CLAUSES.split(text[:2_000]), text[:2_000]) if clause.strip()]
    spoken = [
        signs for signs in _signs() if signs.language in languages or ("zh" in languages and signs.language == "ja")
    ]
    return any(_is_wish(clause, signs) for signs in spoken for clause in clauses)


def _is_wish(clause: str, signs: Signs) -> bool:
    too_long = len(clause) > LONGEST_UNSPACED if signs.language in _UNSPACED else len(clause.split()) > LONGEST
    if too_long or signs.other.search(clause):
        return False
    if signs.person.search(clause) and signs.talk.search(clause):
        return True
    return bool(signs.machine.search(clause) and signs.against.search(clause))


@lru_cache(maxsize=1)
def _signs() -> tuple[Signs, ...]:
    file = resources.files("loket.assistant") / "phrases" / "wish_signs.json"
    return tuple(
        Signs(code, *(re.compile(listed[name]) for name in ("person", "talk", "machine", "against", "not")))
        for code, listed in json.loads(file.read_text("utf-8")).items()
    )
