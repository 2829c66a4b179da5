"""Is this typed at random? Judged by letters in a row, keyboard runs and repeats; slang and laughter are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from loket.assistant.words import CHARACTERS_UNDERSTOOD, words
from loket.translation.frequencies import LETTERS_READ, frequencies
from loket.translation.scripts import script_of

SHORTEST = 5  # letters; below this only a straight run over the keyboard means anything
SHORTEST_RUN = 4
# Mean cost of a letter after two others, in the language that spells the word best; 97 % of unlisted real words of
# eighteen languages lie below the first. The fewer letters, the more of them it takes to be sure.
UNLIKELY_LETTERS = 3.7
VERY_UNLIKELY_LETTERS = 4.6  # asked of words of six letters or fewer
FEW_LETTERS = 6
UNLIKELY_IN_A_ROW = 2.8  # asked of words whose letters all lie in one row of the keyboard
REPEATS = 4
SPELT = frozenset({"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI"})  # scripts whose spelling the table knows

_LAUGHTER = re.compile(
    r"k{2,}|(?:wk)+w?|(?:kw)+k?|(?:rs)+r?|(?:ks)+k?|lo+l+|w{2,}|x+d+|[hs]*hs[hs]*|[ajs]*j[ajs]*"
    r"|[haeiou]*h[haeiou]*|j[jaeiou]+"
)
_SHORT_LAUGHTER = frozenset({"ha", "he", "lol", "xd", "kk", "kkk", "rs", "wk", "hah", "heh", "ww"})
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_ROW_LETTERS = tuple(map(frozenset, _ROWS))
_PLACES = {letter: (row, place) for row, letters in enumerate(_ROWS) for place, letter in enumerate(letters)}

_KOREAN_MOODS = frozenset("ㅋㅎㅠㅜㄷㄱ")

KnownWord = Callable[[str], bool]


def is_gibberish(text: str, *, knows: KnownWord) -> bool:
    """Whether most of a message is typed at random; `knows` vouches for words of the articles and of small talk."""
    found = words(text)
    if _is_one_word_repeated(found, knows) or _is_lone_jamo(text):
        return True
    if len(found) == 1 and len(found[0]) == SHORTEST_RUN and not knows(found[0]):
        return _is_straight_run(found[0])
    judged = [word for word in found if word.isalpha() and not is_laughter(word)]
    letters = sum(len(word) for word in judged)
    if letters < SHORTEST:
        return False
    random_letters = sum(len(word) for word in judged if not knows(word) and is_random_word(word))
    return random_letters > 0.6 * letters and not _is_written_together(text)


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
    if script_of(word[0]) not in SPELT or frequencies().knows(word):
        return False
    if len(word) >= FEW_LETTERS and any(set(word) <= row for row in _ROW_LETTERS):
        return spelling_cost(word) > UNLIKELY_IN_A_ROW
    return spelling_cost(word) > (UNLIKELY_LETTERS if len(word) > FEW_LETTERS else VERY_UNLIKELY_LETTERS)


@lru_cache(maxsize=4_096)
def spelling_cost(word: str) -> float:
    """Mean cost of the letters of a folded word, each after the two before it, in the language it fits best."""
    return float(frequencies().spelling_costs(word).min()) / (min(len(word), LETTERS_READ) + 1)


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


def _is_written_together(text: str) -> bool:
    """Names such as ShipmentTrackingStatus: words between capitals."""
    pieces = _PIECES.findall(text[:CHARACTERS_UNDERSTOOD])
    known = sum(len(piece) for piece in pieces if len(piece) > SHORTEST_RUN - 1 and frequencies().knows(piece.lower()))
    return len(pieces) > 1 and known > 0.35 * sum(map(len, pieces))


def _is_straight_run(word: str) -> bool:
    """Keys side by side in one direction, such as asdf or ячсм."""
    places = [_PLACES.get(letter, (-1, -1)) for letter in word]
    steps = {(right[0] - left[0], right[1] - left[1]) for left, right in pairwise(places)}
    return steps in ({(0, 1)}, {(0, -1)}) and places[0][0] >= 0


def _is_lone_jamo(text: str) -> bool:
    """Korean letters that form no syllable and no laughter or tears."""
    letters = [character for character in text if character.isalpha()]
    jamo = [letter for letter in letters if "\u3131" <= letter <= "\u318e"]
    return len(jamo) >= REPEATS and len(jamo) > len(letters) / 2 and not set(jamo) <= _KOREAN_MOODS
