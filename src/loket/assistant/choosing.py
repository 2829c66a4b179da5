"""Which of the shown questions, orders or steps a typed answer stands for: its place, its words, or none of them."""

from __future__ import annotations

from collections.abc import Sequence

from loket.assistant.decisions import Option
from loket.assistant.phrase_lists import Written, phrases, read_words
from loket.assistant.small_talk import small_talk
from loket.assistant.words import fold, words

SHORTEST = 3  # letters of a word that tells anything
LONGEST = 6  # words of an answer that only points
OFFERED = frozenset(
    {"article", "order", "line", "go", "flow"}
)  # the buttons that stand for something of the customer's
SAME_ROOT = 5  # letters that two forms of one word share at least


def _listed(named: str) -> frozenset[str]:
    return frozenset(named.split())


_PLACES = (
    _listed("1 1st first um primeira primeiro primera primero uno una satu pertama kesatu one a erste premier"),
    _listed("2 2nd second dois duas segunda segundo dos dua kedua two b zweite deuxieme"),
    _listed("3 3rd third tres três terceira terceiro tercera tercero tiga ketiga three c dritte troisieme"),
)
_LAST = _listed("last ultimo última ultima último terakhir letzte dernier")
_FILLERS = _listed(
    "the a o la el yang yg no nr number numero opcao opcion option nomor pilihan one please por favor pls e eh is its "
    "um uma un kak ya dong aja saja it that kayaknya acho que creo i think der die das le lo"
)


def typed_choice(options: Sequence[Option], text: str) -> str:
    """The id of the option that was meant, `not_solved` for none of the questions, or nothing."""
    wanted = fold(text)
    for option in options:
        if wanted and wanted == fold(option.text):
            return option.id
    offered = [option for option in options if option.id.partition(":")[0] in OFFERED]
    written = read_words(text)
    if not offered or not written.words or len(written.words) > LONGEST:
        return ""
    if phrases("neither").are(written.words):
        return "not_solved" if any(option.id.startswith("article:") for option in offered) else ""
    return _by_place(written, offered) or _by_words(written, offered)


def _by_place(written: Written, questions: Sequence[Option]) -> str:
    found = [word for word in written.words if word not in _FILLERS] or list(written.words[:1])
    if len(found) != 1:
        return ""
    if found[0] in _LAST:
        return questions[-1].id
    chosen = [option.id for place, option in zip(_PLACES, questions, strict=False) if found[0] in place]
    return chosen[0] if chosen else ""


def _by_words(written: Written, questions: Sequence[Option]) -> str:
    """The one question that shares more of the answer's own words than every other."""
    left = _telling(written.words)
    if small_talk(" ".join(written.words)) is not None:
        return ""
    if not left or len(left) > LONGEST // 2:
        return ""
    shares = [sum(_stands_in(word, words(option.text)) for word in left) for option in questions]
    best = max(shares)
    is_plain = 2 * best >= len(left) and shares.count(best) == 1
    return questions[shares.index(best)].id if is_plain else ""


def _telling(found: tuple[str, ...]) -> tuple[str, ...]:
    place = 0
    left: list[str] = []
    while place < len(found):
        skipped = phrases("chosen_by").starts(found, at=place)
        if not skipped and (found[place],) not in phrases("asking_starts").every:
            left.append(found[place])
        place += skipped or 1
    return tuple(word for word in left if len(word) >= SHORTEST or not word.isascii())


def _stands_in(word: str, question: list[str]) -> bool:
    length = max(SAME_ROOT, len(word) - 2)
    return any(word == each or (len(word) >= SAME_ROOT and each[:length] == word[:length]) for each in question)
