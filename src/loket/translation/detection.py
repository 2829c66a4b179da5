"""Find the language of a message; what is known about the conversation weighs in as far as the words are unsure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import eldc
import numpy as np

from loket.translation.frequencies import Floats, frequencies, likelihood
from loket.translation.markers import BORROWED, ENGLISH_OF_TRADE, EVERYBODYS, RARITY, TRADES_IN_ENGLISH
from loket.translation.scripts import SCRIPTS, UNSPACED, script_of

CHARACTERS_READ = 600
WORDS_READ = 40
ONE_WORD_AT_MOST = 8.0  # how far one word may speak against a language: a name or a slip is not a veto
NAME_WEIGHT = 0.3  # a capital within a sentence is mostly a name, and names have no language
DETECTOR_WEIGHT = 5.0
PRIOR = 3.5  # log-odds of the language of the page or the conversation; of the next one half of it, and so on
KANJI_ALONE = 5
SURE = 2.0  # log-odds over the second language

REGIONAL = {"pt": "pt-BR", "no": "nb"}
# What the detector calls the languages it does not know.
_SISTERS = {"id": ("ms",), "gl": ("pt", "es"), "nb": ("no",), "sr": ("hr", "sr"), "hr": ("hr", "sr")}


@dataclass(frozen=True, slots=True)
class Detection:
    """A BCP 47 tag, and whether the text alone was enough to be sure."""

    language: str
    confidence: float
    reliable: bool


def detect(text: str, *, prior: Sequence[str] = (), firmness: float = 1.0) -> Detection:
    """Find the language of a text; `prior` holds likely tags, the likeliest first, `firmness` how likely they are.

    Words that everybody uses ("ok", "oi") never speak against the prior.
    """
    expected = next(iter(prior), "")
    readable = _readable(text, expected)
    script = _script(readable)
    if script is not None and script not in _by_script():
        return _by_script_alone(readable, script, prior)
    words = _telling_words(readable, script, expected)
    if script is None or not words:
        return Detection(expected or "en", 0.0, False)
    evidence = _evidence(words, readable, script)
    return _choose(evidence, _leaning(prior, firmness), prior, len(words))


def tag(language: str, prior: Sequence[str] = ()) -> str:
    """The full tag of a language code: the region that is expected here, else the interface's own."""
    for expected in prior:
        if primary(expected) == language:
            return expected
    return REGIONAL.get(language, language)


def primary(language: str) -> str:
    """The language of a tag, without script or region."""
    return language.replace("_", "-").split("-")[0].lower()


def _choose(evidence: Floats, leaning: Floats, prior: Sequence[str], words: int) -> Detection:
    total = evidence + leaning
    second, best = np.argsort(total)[-2:]
    odds = float(total[best] - total[second])
    language = tag(frequencies().languages[best], prior)
    sure = float(evidence[best] - np.delete(evidence, best).max())
    return Detection(language, round(1 / (1 + math.exp(-min(odds, 30.0))), 3), sure > SURE and words > 2)


def _evidence(words: Sequence[tuple[str, float]], readable: str, script: str) -> Floats:
    """The log-likelihood of the words in each language, and what the detector thinks of the whole."""
    likely = np.stack([likelihood(word) for word, _ in words])
    likely = np.maximum(likely, likely[:, _by_script()[script]].max(axis=1, keepdims=True) - ONE_WORD_AT_MOST)
    weights = np.array([weight for _, weight in words], dtype=np.float32)
    total = weights @ likely + _rarities() + DETECTOR_WEIGHT * weights.mean() * _detected(readable)
    total[~_by_script()[script]] = -np.inf
    return np.asarray(total, dtype=np.float32)


def _detected(readable: str) -> Floats:
    """What the detector makes of the whole text; languages it does not know take what it gives their sisters."""
    found = np.zeros(len(frequencies().languages), dtype=np.float32)
    for code, score in _detector().detect_details(readable).scores.items():
        for column in _columns().get(code, ()):
            found[column] = max(found[column], score)
    return found


def _leaning(prior: Sequence[str], firmness: float) -> Floats:
    places = {code: place for place, code in enumerate(frequencies().languages)}
    leaning = np.zeros(len(places), dtype=np.float32)
    for rank, code in enumerate(dict.fromkeys(map(primary, prior))):
        if code in places:
            leaning[places[code]] = PRIOR * firmness / (1 + rank)
    return leaning


def _by_script_alone(readable: str, script: str, prior: Sequence[str]) -> Detection:
    """Where a script has one language, or characters of its own tell."""
    allowed = SCRIPTS[script]
    expected = [code for code in map(primary, prior) if code in allowed]
    # Two or three Chinese characters may be a whole Japanese word.
    if expected and (script != "CJK" or len(readable) < KANJI_ALONE):
        return Detection(tag(expected[0], prior), 0.9, True)
    return Detection(tag(allowed[0], prior), 0.9, len(readable) > 2)


def _readable(text: str, expected: str) -> str:
    """Letters, marks and blanks of the text; words of the trade that every language borrows are left out."""
    kept = "".join(
        character if character.isalpha() or character in "'’" or unicodedata.category(character)[0] == "M" else " "
        for character in text[:CHARACTERS_READ]
    )
    every = kept.split()
    telling = [word for word in every if word.lower() not in BORROWED]
    return " ".join(telling or ([] if expected else every))


def _telling_words(readable: str, script: str | None, expected: str) -> list[tuple[str, float]]:
    """The words of the text's own script, with how much each says about its language."""
    every = [word.strip("'’") for word in readable.split()[:WORDS_READ]]
    is_name = len(every) > 1 and all(map(_has_capital, every))
    trade = ENGLISH_OF_TRADE if expected and primary(expected) in TRADES_IN_ENGLISH else frozenset()
    telling: list[tuple[str, float]] = []
    for place, word in enumerate(every):
        small = unicodedata.normalize("NFC", word.lower().replace("’", "'"))
        if not small or script_of(small[0]) != script or small in trade or (expected and small in EVERYBODYS):
            continue
        telling.append((small, NAME_WEIGHT if is_name or (place and _has_capital(word)) else 1.0))
    return telling


def _has_capital(word: str) -> bool:
    return word[:1].isupper() and not word[1:].isupper()


def _script(readable: str) -> str | None:
    """The script of most letters; others than Latin count double, for foreign names stand in Latin everywhere."""
    counts: dict[str, int] = {}
    for character in readable[:200]:
        name = script_of(character)
        if name:
            weight = 1 if name == "LATIN" else 6 if name in UNSPACED else 2
            counts[name] = counts.get(name, 0) + weight
    if not counts:
        return None
    # Japanese mixes three scripts, and one of them is Chinese too.
    kana = [name for name in ("HIRAGANA", "KATAKANA") if name in counts]
    return kana[0] if kana and max(counts, key=counts.__getitem__) == "CJK" else max(counts, key=counts.__getitem__)


@lru_cache(maxsize=1)
def _by_script() -> dict[str, Any]:
    """For each script with several languages, which of the table's languages are written in it."""
    languages = frequencies().languages
    other = {code for codes in SCRIPTS.values() for code in codes if code not in SCRIPTS["LATIN"]}
    masks = {
        script: np.array([code in codes for code in languages])
        for script, codes in SCRIPTS.items()
        if script in {"CYRILLIC", "ARABIC", "DEVANAGARI"}
    }
    masks["LATIN"] = np.array([code not in other or code == "sr" for code in languages])
    return masks


@lru_cache(maxsize=1)
def _columns() -> dict[str, list[int]]:
    """For each code of the detector, the languages of the table that it speaks for."""
    columns: dict[str, list[int]] = {}
    for place, code in enumerate(frequencies().languages):
        for sister in _SISTERS.get(code, (code,)):
            columns.setdefault(sister, []).append(place)
    return columns


@lru_cache(maxsize=1)
def _rarities() -> Floats:
    return np.array([-RARITY.get(code, 0.0) for code in frequencies().languages], dtype=np.float32)


@lru_cache(maxsize=1)
def _detector() -> Any:
    eldc.init()
    eldc.set_scores(12)
    return eldc.instance()
