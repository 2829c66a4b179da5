"""Words of languages that are read in a sister's articles, in the sister's words: Malay, Javanese, Sundanese."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.gibberish import KnownWord
from loket.assistant.phrase_lists import Phrases, gather, read_words
from loket.assistant.words import fold
from loket.translation.detection import primary

# Who speaks the one reads the other.
SISTERS = {"ms": "id", "jv": "id", "su": "id", "gl": "pt-BR", "ca": "es"}
# What people mix into the language that they write, for there is no keyboard or school for it.
MIXED_INTO = {"id": ("jv", "su")}

SHORTEST = 3  # letters of a word that a Javanese ending may follow
_ENDINGS = ("ne", "e")  # "pakete", "resine": Indonesian -nya


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Phrases of one language, and what each is called in its sister."""

    known: Phrases
    meant: Mapping[tuple[str, ...], str]


def in_sister_words(text: str, language: str, *, knows: KnownWord) -> str:
    """The text as its language's sister would put it; the same text where nothing differs.

    `knows` vouches for words that the articles use themselves: those stay.
    """
    spoken = primary(language)
    names = (spoken,) if spoken in SISTERS else MIXED_INTO.get(spoken, ())
    for name in names:
        text = _replaced(text, name, knows)
    return text


def _replaced(text: str, name: str, knows: KnownWord) -> str:
    listed = _wordlists().get(name)
    words = read_words(text).words
    if listed is None or not listed.known.within(words):
        return text
    return "\n".join(_replaced_line(line, name, listed, knows) for line in text.split("\n"))


def _replaced_line(line: str, name: str, listed: Wordlist, knows: KnownWord) -> str:
    written = read_words(line)
    said = list(written.pieces)
    place = 0
    while place < len(written.words):
        length = listed.known.starts(written.words, at=place)
        if length > 1 or (length and not knows(written.words[place])):
            meant = listed.meant[written.words[place : place + length]]
        else:
            length, meant = 1, _without_ending(written.words[place], name, knows)
        if meant:
            first, last = written.places[place], written.places[place + length - 1]
            said[first : last + 1] = [meant + _mark(written.pieces[last]), *[""] * (last - first)]
        place += length
    return " ".join(piece for piece in said if piece)


def _without_ending(word: str, name: str, knows: KnownWord) -> str:
    """What a Javanese "the" or "its" hangs on, said in Indonesian; empty where the word has none."""
    if name != "jv" or knows(word):
        return ""
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((f"{stem}nya" for stem in stems if len(stem) >= SHORTEST and knows(stem)), "")


def _mark(piece: str) -> str:
    return piece[-1] if piece[-1] in ".,!?;" else ""


@lru_cache(maxsize=1)
def _wordlists() -> dict[str, Wordlist]:
    file = resources.files("loket.assistant") / "phrases" / "sisters.json"
    listed: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return {name: _wordlist(words) for name, words in listed.items()}


def _wordlist(words: Mapping[str, str]) -> Wordlist:
    """A list that names, for each word of the sister, the phrases that mean it, parted by bars."""
    meant = {tuple(fold(phrase).split()): word for word, listed in words.items() for phrase in listed.split("|")}
    return Wordlist(gather(words.values()), meant)
