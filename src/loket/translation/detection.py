"""Find the language of a message; short ones lean on what is already known about the conversation."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import eldc

from loket.translation.markers import BORROWED, CLOSE, TELLTALE

CHARACTERS_READ = 600
WORDS_THAT_MAY_SWITCH = 3  # "ok", "oi" and "halo" belong to everybody
PRIOR_BONUS = 0.9  # divided by the number of words: worth a third of the scale on three words
TELLTALE_BONUS = 0.12

REGIONAL = {"pt": "pt-BR", "no": "nb"}
# The detector's smaller languages are rarely met and often mistaken for their neighbours on a few words.
UNLIKELY = frozenset({"am", "eu", "is", "lo", "yo", "ku", "or", "az", "et", "sl", "sq", "lt", "lv"})
UNLIKELY_PENALTY = 0.4

SCRIPTS = {
    "ARABIC": ("ar", "fa", "ur", "ku"), "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "mk"), "GREEK": ("el",),
    "HEBREW": ("he",), "DEVANAGARI": ("hi", "mr", "ne"), "BENGALI": ("bn",), "THAI": ("th",), "HANGUL": ("ko",),
    "HIRAGANA": ("ja",), "KATAKANA": ("ja",), "CJK": ("zh", "ja"), "GEORGIAN": ("ka",), "ARMENIAN": ("hy",),
    "TAMIL": ("ta",), "TELUGU": ("te",), "GUJARATI": ("gu",), "GURMUKHI": ("pa",), "KANNADA": ("kn",),
    "MALAYALAM": ("ml",), "ETHIOPIC": ("am",), "LAO": ("lo",), "ORIYA": ("or",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detection:
    """A BCP 47 tag, and whether the text alone was enough to be sure."""

    language: str
    confidence: float
    reliable: bool


def detect(text: str, *, prior: Sequence[str] = ()) -> Detection:
    """Find the language of a text; `prior` holds likely tags, the likeliest first, and wins on one or two words."""
    readable = _readable(text)
    script = _script(readable)
    words = _words(readable)
    expected = next(iter(prior), "")
    if script is None or (script == "LATIN" and not words):
        return Detection(expected or "en", 0.0, False)
    if expected and len(words) < WORDS_THAT_MAY_SWITCH and _written_in(expected, script):
        return Detection(expected, 0.5, False)
    scores = _scores(readable, words, script, prior)
    if not scores:
        return Detection(expected or "en", 0.0, False)
    best, *others = sorted(scores.items(), key=lambda item: -item[1])
    margin = best[1] - (others[0][1] if others else 0.0)
    return Detection(tag(best[0], prior), round(max(0.0, min(1.0, best[1])), 3), margin > 0.05 and len(words) > 2)


def tag(language: str, prior: Sequence[str] = ()) -> str:
    """The full tag of a language code: the region that is expected here, else the interface's own."""
    for expected in prior:
        if primary(expected) == language:
            return expected
    return REGIONAL.get(language, language)


def primary(language: str) -> str:
    """The language of a tag, without script or region."""
    return language.replace("_", "-").split("-")[0].lower()


def _scores(readable: str, words: Sequence[str], script: str, prior: Sequence[str]) -> dict[str, float]:
    scores = dict(_detector().detect_details(readable).scores)
    if script != "LATIN":
        allowed = SCRIPTS[script]
        scores = {code: score for code, score in scores.items() if code in allowed} or {allowed[0]: 0.5}
    for code in UNLIKELY & scores.keys():
        scores[code] -= UNLIKELY_PENALTY / max(len(words), 1)
    _add_close_languages(scores)
    _add_telltales(scores, words)
    for rank, expected in enumerate(prior):
        code = primary(expected)
        if code in scores:
            scores[code] += PRIOR_BONUS / (1 + rank) / max(len(words), 1) / 2
    return scores


def _add_close_languages(scores: dict[str, float]) -> None:
    """Languages that the detector does not know start where their neighbour stands."""
    for known, unknown in CLOSE:
        if known in scores:
            scores[unknown.code] = max(scores.get(unknown.code, 0.0), scores[known] - unknown.handicap)


def _add_telltales(scores: dict[str, float], words: Sequence[str]) -> None:
    found = frozenset(words)
    for code, telltale in TELLTALE.items():
        hits = len(found & telltale)
        if hits and (code in scores or hits > 1):
            scores[code] = scores.get(code, 0.6) + min(hits, 8) * TELLTALE_BONUS


def _readable(text: str) -> str:
    """Letters, marks and blanks of the text; words of the trade that every language borrows are left out."""
    kept = "".join(
        character if unicodedata.category(character)[0] in "LM" or character in "'’" else " "
        for character in text[:CHARACTERS_READ]
    )
    every = kept.split()
    return " ".join([word for word in every if word.lower() not in BORROWED] or every)


def _words(readable: str) -> list[str]:
    """Words for counting; a script without blanks counts two characters as one."""
    words: list[str] = []
    for word in readable.lower().split():
        unspaced = _script(word) in {"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO"}
        words.extend([word] * max(1, len(word) // 2) if unspaced else [word])
    return words


def _script(readable: str) -> str | None:
    counts: dict[str, int] = {}
    for character in readable[:200]:
        name = _script_of(character)
        if name:
            counts[name] = counts.get(name, 0) + (3 if name in {"HIRAGANA", "KATAKANA"} else 1)
    return max(counts, key=lambda name: counts[name]) if counts else None


@lru_cache(maxsize=8192)
def _script_of(character: str) -> str:
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").split(" ")[0]
    return name if name in SCRIPTS else "LATIN" if name == "LATIN" else ""


def _written_in(language: str, script: str) -> bool:
    codes = SCRIPTS.get(script)
    if codes is None:
        return not any(primary(language) in codes for name, codes in SCRIPTS.items())
    return primary(language) in codes


@lru_cache(maxsize=1)
def _detector() -> Any:
    eldc.init()
    eldc.set_scores(12)
    return eldc.instance()
