"""Makes src/loket/translation/data/languages.npz from word frequencies, programs' translations and own articles.

Usage: python tools/learn_languages.py WORDFREQ_FOLDER [FOLDER_WITH_MORE_TRANSLATIONS]

WORDFREQ_FOLDER is `wordfreq/data` of the unpacked wordfreq wheel; reading it needs `msgpack`. Django's translations are
taken from the environment. Licences stand in src/loket/translation/data/NOTICE.
"""

from __future__ import annotations

import gettext
import gzip
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import django
import msgpack
import numpy as np

from loket.translation.frequencies import STEPS, letter_keys, word_key
from loket.translation.markers import TELLTALE

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/loket/translation/data/languages.npz"
LATIN = [
    "en",
    "es",
    "pt",
    "id",
    "ms",
    "gl",
    "ca",
    "fr",
    "it",
    "de",
    "nl",
    "pl",
    "tr",
    "vi",
    "da",
    "nb",
    "sv",
    "fi",
    "is",
    "cs",
    "sk",
    "hu",
    "ro",
    "hr",
    "sr",
    "sl",
    "lt",
    "lv",
    "tl",
    "et",
    "eu",
    "az",
    "sq",
    "sw",
    "af",
]
LANGUAGES = [*LATIN, *["ru", "uk", "bg", "sr", "mk", "kk", "be", "ar", "fa", "ur", "hi", "mr", "ne"]]
LANGUAGES = list(dict.fromkeys(LANGUAGES))
SOURCES = {"tl": "fil", "hr": "sh", "sr": "sh"}  # what wordfreq calls them
LOCALES = {"sr": ("sr", "sr_Latn"), "pt": ("pt_BR", "pt"), "es": ("es", "es_MX")}
OWN = {"en": "en", "pt": "pt-BR", "id": "id", "es": "es"}
MAIN = frozenset(["en", "pt", "id", "es", "ms", "gl"])
LEARNT, LISTED_MAIN, LISTED_OTHERS = 20_000, 20_000, 8_000  # words a language
LEAST_WORDS = 4  # that hold a run of three letters
TELLTALE_SHARE = 2e-4
UNACCENTED_SHARE = 0.2  # how often an accent is left out
NEIGHBOURS = (("id", "ms"), ("pt", "gl"), ("es", "gl"), ("nb", "da"), ("cs", "sk"))

WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0970-\u097f\u064b-\u0652])+(?:[’'][^\W\d_]+)*")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|\{[^}]*\}|%[a-z]|<[^>]+>|\S+@\S+|https?\S+|&\w+;")
# Galician words, mostly unlisted anywhere free, are its neighbours' words in its own spelling.
FROM_PORTUGUESE = [
    pair.split(">")
    for pair in [
        "ções>cións",
        "ção>ción",
        "sões>sións",
        "são>sión",
        "lh>ll",
        "nh>ñ",
        "ss>s",
        "ç>z",
        "j>x",
        "gi>xi",
        "ge>xe",
        "gí>xí",
        "gê>xé",
        "ões>óns",
        "ão>ón",
        "ê>é",
        "ô>ó",
        "â>á",
        "ã>á",
        "vel>ble",
        "qua>ca",
        "à>á",
    ]
]
FROM_SPANISH = [pair.split(">") for pair in ["j>x", "ge>xe", "gi>xi", "ie>e", "ue>o"]]

Shares = dict[str, float]


def main(wordfreq: Path, more: Path | None) -> None:
    """Learn, and write the table."""
    shares = learn(wordfreq, more)
    spelling = letter_costs(shares)
    kept = {word for code, listed in shares.items() for word in _commonest(listed, code)}
    entries: dict[int, list[tuple[int, int]]] = {}
    for word in sorted(kept):
        costs = [
            (row, _stored(shares[code].get(word, 0.0))) for row, code in enumerate(LANGUAGES) if word in shares[code]
        ]
        entries.setdefault(int(word_key(word)), costs)
    keys = sorted(entries)
    pairs = [pair for key in keys for pair in entries[key]]
    letters = {int(letter_keys(run)[0]): costs for run, costs in spelling.items()}
    np.savez_compressed(
        TARGET,
        languages=" ".join(LANGUAGES),
        words=np.array(keys, np.uint32),
        starts=np.cumsum([0, *(len(entries[key]) for key in keys)]).astype(np.int32),
        speakers=np.array([row for row, _ in pairs], np.uint8),
        word_costs=np.array([cost for _, cost in pairs], np.uint8),
        letters=np.array(sorted(letters), np.uint32),
        letter_costs=np.array([letters[key] for key in sorted(letters)], np.uint8),
    )


def learn(wordfreq: Path, more: Path | None) -> dict[str, Shares]:
    """The share of each word in what is written in each language."""
    shares: dict[str, Shares] = {}
    for code in LANGUAGES:
        parts = [(0.03, _shares(_translations(code, more)))]
        source = wordfreq / f"small_{SOURCES.get(code, code)}.msgpack.gz"
        if source.exists():
            parts.append((0.97, _normalised(_listed(source))))
        if code in OWN:
            parts.append((0.1, _shares(_articles(OWN[code]))))
        shares[code] = _normalised(_mixed(*parts))
    shares["gl"] = _galician(shares)
    _mark(shares)
    return {code: _with_unaccented(listed) if code in LATIN else _normalised(listed) for code, listed in shares.items()}


def letter_costs(shares: Mapping[str, Shares]) -> dict[str, list[int]]:
    """For each three letters in a row that several words hold: the stored cost of the third in each language."""
    models = [_spelling_model(listed) for listed in shares.values()]
    runs: Counter[str] = Counter()
    for listed in shares.values():
        for run, count in Counter(run for word in listed for run in _runs(word)).items():
            runs[run] = max(runs[run], count)
    return {run: [_stored(model(run)) for model in models] for run, count in runs.items() if count >= LEAST_WORDS}


def _spelling_model(listed: Shares) -> Callable[[str], float]:
    """A letter after two others, backed by a letter after one, and by letters alone; common words count less."""
    weights = {word: math.sqrt(share) for word, share in listed.items()}
    counts: defaultdict[str, float] = defaultdict(float)
    contexts: defaultdict[str, float] = defaultdict(float)
    for word, weight in weights.items():
        for run in _runs(word):
            for size in (1, 2, 3):
                counts[run[-size:]] += weight
                contexts[run[-size:-1]] += weight
    backing = 3 * sum(weights.values()) / max(1, len(weights))

    def likelihood(run: str) -> float:
        if not run:
            return 1 / 300
        return (counts.get(run, 0.0) + backing * likelihood(run[1:])) / (contexts.get(run[:-1], 0.0) + backing)

    return likelihood


def _galician(shares: Mapping[str, Shares]) -> Shares:
    portuguese, spanish = (
        _respelt(shares[code], rules) for code, rules in (("pt", FROM_PORTUGUESE), ("es", FROM_SPANISH))
    )
    both = {word: math.sqrt(share * spanish[word]) for word, share in portuguese.items() if word in spanish}
    return _mixed((0.45, shares["gl"]), (0.3, _normalised(both)), (0.2, portuguese), (0.05, spanish))


def _respelt(listed: Shares, rules: Iterable[list[str]]) -> Shares:
    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in listed.items():
        respelt = word
        for old, new in rules:
            respelt = respelt.replace(old, new)
        shares[
            respelt[:-1] + "n" if rules is FROM_PORTUGUESE and len(word) > 3 and respelt.endswith("m") else respelt
        ] += share
    return _normalised(shares)


def _mark(shares: dict[str, Shares]) -> None:
    """What people wrote down by hand as telling counts, and not for the neighbour."""
    for code, words in TELLTALE.items():
        for word in words:
            shares[code][word] = max(shares[code].get(word, 0.0), TELLTALE_SHARE)
    for pair in NEIGHBOURS:
        for one, other in (pair, pair[::-1]):
            for word in TELLTALE.get(one, frozenset()) - TELLTALE.get(other, frozenset()):
                shares[other][word] = min(shares[other].get(word, 0.0), 0.1 * shares[one][word])


def _listed(source: Path) -> Shares:
    shares: Shares = {}
    for centibels, words in enumerate(msgpack.loads(gzip.decompress(source.read_bytes()), raw=False)[1:]):
        for word in map(_lower, words):
            if WORD.fullmatch(word) and len(shares) < LEARNT:
                shares[word] = shares.get(word, 0.0) + 10 ** (-centibels / 100)
    return shares


def _translations(code: str, more: Path | None) -> Iterator[str]:
    seen: set[str] = set()
    for folder in (Path(django.__file__).parent, *([more] if more else [])):
        for locale in LOCALES.get(code, (code,)):
            for file in sorted(folder.glob(f"**/locale/{locale}/LC_MESSAGES/*.mo")):
                for original, text in gettext.GNUTranslations(file.open("rb"))._catalog.items():  # type: ignore[attr-defined]
                    source = original[0] if isinstance(original, tuple) else original
                    if source and text and text != source and text not in seen:
                        seen.add(text)
                        yield PLACEHOLDER.sub(" ", text)


def _articles(tag: str) -> Iterator[str]:
    for file in sorted((ROOT / "src/loket/ops/demo/articles").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            article = (json.loads(line).get("translations") or {}).get(tag)
            if article:
                yield from (article["question"], *article.get("also_asked", ()))


def _with_unaccented(listed: Shares) -> Shares:
    shares = dict(listed)
    for word, share in listed.items():
        plain = _plain(word)
        if plain != word:
            shares[plain] = shares.get(plain, 0.0) + UNACCENTED_SHARE * share
    return _normalised(shares)


def _plain(word: str) -> str:
    kept = "".join(letter for letter in unicodedata.normalize("NFD", word) if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFC", kept).translate(
        str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss"})
    )


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text.lower().replace("’", "'"))


def _shares(texts: Iterable[str]) -> Shares:
    return _normalised(Counter(word for text in texts for word in WORD.findall(_lower(text))))


def _normalised(counts: Mapping[str, float]) -> Shares:
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items() if count > 0}


def _mixed(*parts: tuple[float, Shares]) -> Shares:
    shares: defaultdict[str, float] = defaultdict(float)
    for weight, listed in parts:
        for word, share in listed.items():
            shares[word] += weight * share
    return dict(shares)


def _commonest(listed: Shares, code: str) -> list[str]:
    return sorted(listed, key=lambda word: -listed[word])[: LISTED_MAIN if code in MAIN else LISTED_OTHERS]


def _runs(word: str) -> list[str]:
    padded = f"  {word} "
    return [padded[start : start + 3] for start in range(len(word) + 1)]


def _stored(likelihood: float) -> int:
    return min(255, round(-math.log(max(likelihood, 1e-12)) * STEPS))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
