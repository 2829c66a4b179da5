"""The short things people say around a question: greetings, thanks, yes, no, and what needs a person at once."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Literal

from loket.assistant.gibberish import is_laughter
from loket.assistant.spelling import Spelling
from loket.assistant.words import fold

Meaning = Literal["greeting", "thanks", "yes", "no", "solved", "abuse", "laughter"]

# The first that fits wins: "ok thanks" is thanks, "ya sudah" is solved rather than yes.
ORDER: tuple[Meaning, ...] = ("solved", "thanks", "no", "greeting", "yes", "abuse")
# Of two pieces in one message, the one that has more to say.
WEIGHT: tuple[Meaning, ...] = ("no", "solved", "abuse", "thanks", "yes", "greeting")
LETTERS_FORGIVEN = 25  # letters and blanks of a phrase in which a slip is looked for
LONGEST = 8  # words; anything longer has something to say

_FILLERS = frozenset(
    fold(
        "kak min gan sis bro bos mas mbak ya yah dong deh sih kok nih pls please plz por favor pfv porfa but mas pero "
        "and e y dan so so entao então mesmo really very much muito mucho banyak sekali bgt banget team sir madam "
        "friend amigo amiga meu querida querido it that this isso eso itu the a o mds nossa ah oh eh hm hmm hmmm uh um "
        "lol kkk kkkk rsrs haha hehe wkwk wkwkwk jaja jajaja moco moca there all todos pessoal gente tapi"
    ).split()
)
_SYMBOLS: dict[Meaning, str] = {
    "yes": "👍👌✅🆗💯",
    "no": "👎❌😡🤬😠😤🖕😞😩😫",
    "thanks": "🙏❤💕😊🥰😍🤝",
    "greeting": "👋🙋",
}


@lru_cache(maxsize=512)
def small_talk(text: str) -> Meaning | None:
    """What a whole message means when it is nothing but small talk."""
    folded = fold(text)
    if not folded:
        return _symbols(text)
    found = folded.split()
    if len(found) > LONGEST:
        return "laughter" if all(map(is_laughter, found)) else None
    meaning = _meaning(folded) or _meaning(" ".join(word for word in found if word not in _FILLERS))
    return meaning or ("laughter" if all(map(is_laughter, found)) else None)


def is_distress(text: str) -> bool:
    """Whether the writer, or somebody else, may be in danger."""
    folded = fold(text)
    found = folded.split()
    spaced, joined = _dangers()
    runs = (" ".join(found[start:end]) for start in range(len(found)) for end in range(start + 1, start + LONGEST))
    return any(run in spaced for run in runs) or any(danger in folded for danger in joined)


def listed_small_talk() -> list[str]:
    """Every phrase of small talk, folded."""
    return [phrase for meaning in ORDER for phrase in _phrases()[meaning]]


def is_small_word(word: str) -> bool:
    """Whether a folded word belongs to small talk of some language."""
    return word in _small_words() or word in _FILLERS


def _meaning(folded: str) -> Meaning | None:
    if not folded:
        return None
    is_short = len(folded) < LETTERS_FORGIVEN
    for meaning in ORDER:
        if folded in _phrases()[meaning] or (is_short and _spellings()[meaning].knows(folded)):
            return meaning
    return _meaning_of_parts(folded.split())


def _meaning_of_parts(found: list[str]) -> Meaning | None:
    """Two pieces of small talk in a row: the one with more to say counts ("oi, não resolveu")."""
    for cut in range(1, len(found)):
        first, second = " ".join(found[:cut]), " ".join(found[cut:])
        meanings = {meaning for meaning in ORDER for part in (first, second) if part in _phrases()[meaning]}
        both = all(any(part in _phrases()[meaning] for meaning in ORDER) for part in (first, second))
        if both:
            return next(meaning for meaning in WEIGHT if meaning in meanings)
    return None


def _symbols(text: str) -> Meaning | None:
    for meaning, symbols in _SYMBOLS.items():
        if any(symbol in text[:200] for symbol in symbols):
            return meaning
    return None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, frozenset[str]]:
    file = resources.files("loket.assistant") / "phrases" / "small_talk.json"
    return {
        meaning: frozenset(fold(phrase) for listed in languages.values() for phrase in listed.split("|"))
        for meaning, languages in json.loads(file.read_text("utf-8")).items()
    }


@lru_cache(maxsize=1)
def _dangers() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words in scripts that part them, and what may stand anywhere in the others."""
    every = _phrases()["distress"]
    return frozenset(filter(str.isascii, every)), tuple(phrase for phrase in every if not phrase.isascii())


@lru_cache(maxsize=1)
def _spellings() -> dict[str, Spelling]:
    return {meaning: Spelling(phrases) for meaning, phrases in _phrases().items()}


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(word for phrases in _phrases().values() for phrase in phrases for word in phrase.split())
