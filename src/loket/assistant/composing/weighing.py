"""Words that turn a statement round: promises that were added, limits that were dropped, negations that moved."""

from __future__ import annotations

import re
from itertools import pairwise

from loket.assistant.composing.comparing import Reading, carries_meaning, stem
from loket.assistant.composing.vocabulary import FREE_TO_ADD, KEPT, OF_WHAT_IS_NEAR, Meaning

WORDS_BEFORE, WORDS_AFTER = 2, 1
WORDS_NEGATED = 2

# "reembolsaremos", "receberá", "recibirás": the future of Portuguese and Spanish is in the ending.
_FUTURE_ENDING = re.compile(r"\b\w+[aeio]r(?:á|ás|ão|án|emos|ei|é)\b")
_PRESENT_IN_SPITE_OF_IT = frozenset({"queremos", "verão"})
_WE_ENDING = re.compile(r"\b\w{2,}(?:a|e|i|o)mos\b")
_NO_VERBS = frozenset({"próximos", "últimos", "máximos", "mínimos", "ânimos", "mesmos", "somos", "ramos", "termos"})


def changed_meaning(said: Reading, source: Reading, language: str) -> str:
    """A promise or another weighty word that was added, or a limit that was dropped."""
    for meaning in said.words.meanings:
        is_added = meaning.is_said_in(said.padded) and not meaning.may_be_said_in(source.padded)
        if is_added and meaning.name not in FREE_TO_ADD:
            return f'"{meaning.name}" is not in source'
        if meaning.name in KEPT and not meaning.may_be_said_in(said.padded) and _concerns(meaning, said, source):
            return f'"{meaning.name}" of the source was dropped'
    if language not in {"pt", "es"}:
        return ""
    if _has(_FUTURE_ENDING, said, but=_PRESENT_IN_SPITE_OF_IT) and not _has(
        _FUTURE_ENDING, source, but=_PRESENT_IN_SPITE_OF_IT
    ):
        return '"future" is not in source'
    if _has(_WE_ENDING, said, but=_NO_VERBS) and not _has(_WE_ENDING, source, but=_NO_VERBS):
        return '"we" is not in source'
    return ""


def _concerns(meaning: Meaning, said: Reading, source: Reading) -> bool:
    """Whether the source says this of something that the sentence speaks of; a condition is about all."""
    if meaning.name not in OF_WHAT_IS_NEAR:
        return meaning.is_said_in(source.padded)
    for phrase in meaning.strong:
        pieces = source.padded.split(f" {phrase} ")
        for before, after in pairwise(pieces):
            near = [*_weighty(before, source)[-WORDS_BEFORE:], *_weighty(after, source)[:WORDS_AFTER]]
            if any(each in said.stems for each in near):
                return True
    return False


def _weighty(padded: str, reading: Reading) -> list[str]:
    return [stem(each) for each in padded.split() if each.isdecimal() or carries_meaning(each, reading.words)]


def _has(ending: re.Pattern[str], reading: Reading, *, but: frozenset[str]) -> bool:
    return any(each not in but for each in ending.findall(reading.text.casefold()))


def changed_negation(said: Reading, source: Reading) -> str:
    """As many negations as in the source, each of the same thing."""
    mine, theirs = _negated(said), _negated(source)
    if len(mine) != len(theirs):
        return "a negation was added" if len(mine) > len(theirs) else "a negation was dropped"
    known = {each for scope in theirs for each in scope}
    return "a negation was moved" if any(scope[:1] and scope[0] not in known for scope in mine) else ""


def _negated(reading: Reading) -> list[tuple[str, ...]]:
    """For each negation the first words of meaning after it, else those before it."""
    words = reading.padded.split()
    found: list[tuple[str, ...]] = []
    for place, word in enumerate(words):
        if word in reading.words.negation:
            after = [stem(each) for each in words[place + 1 :] if carries_meaning(each, reading.words)]
            before = [stem(each) for each in reversed(words[:place]) if carries_meaning(each, reading.words)]
            found.append(tuple((after or before)[:WORDS_NEGATED]))
    return found
