"""Is this typed at random? Judged by letters in a row, keyboard runs and repeats; slang and laughter are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loket.assistant.words import words

SHORTEST = 5  # letters; below this no score means anything
UNLIKELY_LETTERS = -4.9  # mean log-likelihood of a letter after two others; real words of 18 languages lie above
VERY_UNLIKELY_LETTERS = -6.0  # asked of words of seven letters or fewer
REPEATS = 4
ALPHABET = " abcdefghijklmnopqrstuvwxyz"

_LAUGHTER = re.compile(r"k{2,}|(?:wk)+w?|(?:kw)+k?|(?:rs)+r?|(?:ks)+k?|lo+l+|w{2,}|x+d+|[haeiou]*h[haeiou]*|j[jaeiou]+")
_SHORT_LAUGHTER = frozenset({"ha", "he", "lol", "xd", "kk", "kkk", "rs", "wk", "hah", "heh", "ww"})
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_PLACES = {letter: (row, place) for row, letters in enumerate(_ROWS) for place, letter in enumerate(letters)}

KnownWord = Callable[[str], bool]


def is_gibberish(text: str, *, knows: KnownWord) -> bool:
    """Whether most of a message is typed at random; `knows` vouches for words of the articles and of small talk."""
    found = words(text)
    if _is_one_word_repeated(found, knows):
        return True
    judged = [word for word in found if word.isalpha() and not is_laughter(word)]
    letters = sum(len(word) for word in judged)
    if letters < SHORTEST:
        return False
    random_letters = sum(len(word) for word in judged if not knows(word) and is_random_word(word))
    return random_letters > 0.6 * letters


def is_laughter(word: str) -> bool:
    """Whether a folded word is laughter as typed somewhere: wkwkwk, kkkk, rsrs, jajaja, haha."""
    if len(word) < SHORTEST - 1:
        return word in _SHORT_LAUGHTER
    return _LAUGHTER.fullmatch(word) is not None and len(set(word)) <= 4


def is_random_word(word: str) -> bool:
    """Whether a single folded word looks typed at random."""
    if len(word) < SHORTEST:
        return False
    if _keyboard_share(word) > 0.74 or _is_chunk_repeated(word):
        return True
    if not all(letter in ALPHABET for letter in word):
        return False
    return likelihood(word) < (UNLIKELY_LETTERS if len(word) > 7 else VERY_UNLIKELY_LETTERS)


def likelihood(word: str) -> float:
    """Mean log-likelihood of the letters of a word, each after the two before it."""
    rows = [ALPHABET.index(letter) for letter in f"  {word} "]
    table = _letters()
    return float(table[rows[:-2], rows[1:-1], rows[2:]].mean())


def learn_letters(texts: list[str]) -> npt.NDArray[np.uint8]:
    """Make the table that `likelihood` reads: minus log-likelihood times 16, for each letter after two others."""
    counts = np.zeros((27, 27, 27))
    for text in texts:
        for word in words(text):
            if all(letter in ALPHABET for letter in word):
                rows = [ALPHABET.index(letter) for letter in f"  {word} "]
                for first, second, third in zip(rows, rows[1:], rows[2:], strict=False):
                    counts[first, second, third] += 1
    pairs = counts.sum(axis=0)
    backing = (pairs + 0.5) / (pairs + 0.5).sum(axis=1, keepdims=True)
    likely = (counts + 5 * backing) / (counts.sum(axis=2, keepdims=True) + 5)
    return np.asarray(np.minimum(np.round(-np.log(likely) * 16), 255), dtype=np.uint8)


def _is_one_word_repeated(found: list[str], knows: KnownWord) -> bool:
    word = found[0] if found else ""
    return len(found) >= REPEATS and len(set(found)) == 1 and word.isalpha() and not (knows(word) or is_laughter(word))


def _keyboard_share(word: str) -> float:
    """The share of neighbouring letters that are neighbours on a keyboard too."""
    pairs = [(_PLACES.get(left), _PLACES.get(right)) for left, right in pairwise(word)]
    near = sum(1 for left, right in pairs if left and right and left[0] == right[0] and abs(left[1] - right[1]) <= 1)
    return near / len(pairs)


def _is_chunk_repeated(word: str) -> bool:
    """A piece of two to four letters thrice in a row, such as asdasdasd; lalala and its like need a consonant pair."""
    for size in (2, 3, 4):
        chunk = word[:size]
        if len(word) >= 3 * size and (chunk * (len(word) // size + 1))[: len(word)] == word:
            return len(set(chunk)) > 1 and not (set(chunk) & set("aeiouy") and size == 2)
    return False


@lru_cache(maxsize=1)
def _letters() -> npt.NDArray[np.float32]:
    stored = (resources.files("loket.assistant") / "phrases" / "letters.bin").read_bytes()
    table = np.frombuffer(stored, dtype=np.uint8).reshape(27, 27, 27)
    return np.asarray(table.astype(np.float32) / -16, dtype=np.float32)
