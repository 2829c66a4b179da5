"""Does the customer want a person? Listed phrases, how the message sounds, and rules over its whole sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.spelling import Spelling
from loket.assistant.wish_likelihood import wish_likelihood
from loket.assistant.wish_meaning import wish_score
from loket.assistant.wish_roots import has_root, is_root, is_wish_by_roots
from loket.assistant.wish_signs import is_wish_by_signs
from loket.assistant.words import fold
from loket.translation.frequencies import frequencies

LONGEST_WISH = 16  # words in one sentence
LONGEST_READ = 60
SHORTEST_OFFICE = 3  # letters
OFFICE = -7.5  # log-likelihood; "someone" and "nobody" are commoner in every language
# Log-odds by `wish_meaning`: from where it is a wish, may be one, and is one though it asks whether this is a robot.
SURE = 0.3
PERHAPS = 0.0
PLAIN = 3.0
UNLIKELY = -2.4  # log-odds by words and letters against which no rule holds
WORDS_OF_A_REFUSAL = 4

UNSPACED = frozenset({"zh", "ja", "th"})

_WORDS = re.compile(r"[^\s\-.!?…;:,،。！？、，；\"“”()«»¿¡]+")
_SENTENCES = re.compile(r"[.!?…;:\n,،。！？、，；]+|\s[-–—]+\s")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that wishes for a person are made of, in one language."""

    language: str
    persons: Spelling
    words: Spelling
    talk: frozenset[str]
    about: frozenset[str]
    said: frozenset[str]
    phrases: frozenset[str]
    refusals: tuple[str, ...]


def wants_person(text: str) -> bool:
    """Whether a message asks for a person: it sounds like it, or says so without sounding unlike it."""
    folded = fold(text)
    if folded in _phrase_languages():
        return True
    if wish_likelihood(text) < UNLIKELY:
        return False
    if _is_refused(folded):
        return wish_score(text) >= PLAIN
    return wish_score(text) >= SURE or wants_person_by_rules(text)


def may_want_person(text: str) -> bool:
    """Whether a message may ask for a person, where nothing else explains it."""
    return wish_score(text) >= PERHAPS and not _is_refused(fold(text))


def listed_wishes() -> list[str]:
    """Every phrase that is listed as a wish, folded."""
    return list(_phrase_languages())


def _is_refused(sentence: str) -> bool:
    """Whether no person is wanted: said in so many words of any language, or of one whose word for a person stands."""
    spoken = {vocabulary.language for vocabulary in _spoken(sentence)}
    return any(
        refusal in sentence
        for vocabulary in _vocabularies()
        for refusal in vocabulary.refusals
        if vocabulary.language in spoken or refusal.count(" ") >= WORDS_OF_A_REFUSAL - 1
    )


def wants_person_by_rules(text: str) -> bool:
    """Whether a message, or one whole sentence in it, asks for a person word for word."""
    parts = dict.fromkeys((*_SENTENCES.split(text[:2_000]), text[:2_000]))
    every = {folded: part for part in parts if (folded := fold(part))}
    return is_wish_by_signs(text) or any(
        _is_wish(folded, vocabulary) or _is_wish_by_roots(part, vocabulary)
        for folded, part in every.items()
        for vocabulary in _spoken(folded)
    )


def _is_wish_by_roots(part: str, vocabulary: Vocabulary) -> bool:
    words = [word for word in _WORDS.findall(part.lower()) if fold(word)]
    folded = [fold(word).replace(" ", "") for word in words]
    if any(refusal in " ".join(folded) for refusal in vocabulary.refusals) or vocabulary.said & set(folded):
        return False
    return is_wish_by_roots(words, folded, known=vocabulary.words.words, language=vocabulary.language)


def _spoken(sentence: str) -> Iterable[Vocabulary]:
    """The languages in which a sentence may be a wish at all: those whose word for a person stands in it."""
    codes = set(UNSPACED) if any(character > "\u0e00" for character in sentence) else set()
    codes.update(_phrase_languages().get(sentence, ()))
    for word in sentence.split()[:LONGEST_READ]:
        codes.update(_languages_naming(word))
    return [vocabulary for vocabulary in _vocabularies() if vocabulary.language in codes]


@lru_cache(maxsize=16_384)
def _languages_naming(word: str) -> tuple[str, ...]:
    """The languages in which a word names a person, or a machine."""
    if not is_root(word) and (frequencies().knows(word) or not _all_persons().knows(word)) and not _is_person(word):
        return ()
    return tuple(
        vocabulary.language
        for vocabulary in _vocabularies()
        if vocabulary.language not in UNSPACED
        and (_means(word, vocabulary.persons, vocabulary.language) or has_root(word, vocabulary.language))
    )


def _means(word: str, listed: Spelling, language: str) -> bool:
    """Whether a word is one of those listed, or a slip for one; another word of the language is no slip."""
    return word in listed.words or (listed.knows(word) and language not in frequencies().languages_of(word))


def _is_wish(sentence: str, vocabulary: Vocabulary) -> bool:
    if any(refusal in sentence for refusal in vocabulary.refusals):
        return False
    if sentence in vocabulary.phrases:
        return True
    if vocabulary.language in UNSPACED:
        return _covered(sentence.replace(" ", ""), vocabulary)
    found = sentence.split()
    persons = [index for index, word in enumerate(found) if _means(word, vocabulary.persons, vocabulary.language)]
    if not persons:
        return False
    if len(found) == 1:
        return _is_office(sentence, vocabulary)
    if len(found) <= LONGEST_WISH and _all_known(found, vocabulary):
        return True
    return bool(vocabulary.talk) and any(_is_wish_inside(found, index, vocabulary) for index in persons)


def _is_office(word: str, vocabulary: Vocabulary) -> bool:
    """Whether one word alone calls somebody: an operator, but not a mere "someone"."""
    return len(word) > SHORTEST_OFFICE and frequencies().languages_of(word).get(vocabulary.language, -99.0) < OFFICE


def _is_wish_inside(found: Sequence[str], person: int, vocabulary: Vocabulary) -> bool:
    """A wish at the end of a longer sentence, or at its start with a reason after it."""
    first = person
    while first > 0 and _known(found[first - 1], vocabulary):
        first -= 1
    last = person
    while last + 1 < len(found) and _known(found[last + 1], vocabulary):
        last += 1
    run = found[first : last + 1]
    if len(run) < 3 or not any(word in vocabulary.talk for word in found[first:person]):
        return False
    if first > 0 and found[first - 1] in vocabulary.said:
        return False
    at_end = last == len(found) - 1
    has_reason = first == 0 and not at_end and found[last + 1] in vocabulary.about
    return at_end or has_reason or (first == 0 and found[last] in vocabulary.about and last > person)


def _known(word: str, vocabulary: Vocabulary) -> bool:
    return any(_means(word, listed, vocabulary.language) for listed in (vocabulary.words, vocabulary.persons))


def _all_known(found: Iterable[str], vocabulary: Vocabulary) -> bool:
    return all(_known(word, vocabulary) for word in found)


def _covered(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence without blanks falls wholly into known words, a person among them."""
    if len(sentence) > 40 or not any(person in sentence for person in vocabulary.persons.words):
        return False
    known = vocabulary.words.words | vocabulary.persons.words
    reachable = {0}
    for start in range(len(sentence)):
        if start in reachable:
            reachable.update(start + len(word) for word in known if sentence.startswith(word, start))
    return len(sentence) in reachable


def _is_person(word: str) -> bool:
    return word in _all_persons().words


@lru_cache(maxsize=1)
def _all_persons() -> Spelling:
    return Spelling(word for vocabulary in _vocabularies() for word in vocabulary.persons.words)


@lru_cache(maxsize=1)
def _phrase_languages() -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for vocabulary in _vocabularies():
        for phrase in vocabulary.phrases:
            languages.setdefault(phrase, []).append(vocabulary.language)
    return languages


@lru_cache(maxsize=1)
def _vocabularies() -> tuple[Vocabulary, ...]:
    file = resources.files("loket.assistant") / "phrases" / "wishes.json"
    return tuple(_vocabulary(code, data) for code, data in json.loads(file.read_text("utf-8")).items())


def _vocabulary(language: str, data: dict[str, str | list[str]]) -> Vocabulary:
    phrases = frozenset(fold(phrase) for phrase in data["phrases"])
    compounds = [fold(compound) for compound in data.get("compounds", ())]
    inside = {word for phrase in (*phrases, *compounds) for word in phrase.split()}
    talk = frozenset(_folded(data.get("talk", "")))
    return Vocabulary(
        language=language,
        persons=Spelling(_folded(data["person"])),
        words=Spelling(inside | talk | _folded(data.get("words", ""))),
        talk=talk,
        about=frozenset(_folded(data.get("about", ""))),
        said=frozenset(_folded(data.get("said", ""))),
        phrases=phrases | frozenset(compounds),
        refusals=tuple(fold(refusal) for refusal in data.get("refusals", ())),
    )


def _folded(listed: str | list[str]) -> frozenset[str]:
    return frozenset(fold(str(listed)).split())
