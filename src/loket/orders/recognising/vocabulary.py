"""Words that stand beside numbers, by what they say of them: ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any, Literal

from loket.orders.recognising.writing import folded

Meaning = Literal[
    "order", "tracking", "phone", "document", "card", "postcode",
    "payment", "money", "unit", "coupon", "product", "code",
]  # fmt: skip
SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 12


def beginning_of(word: str) -> Meaning | None:
    """What a word says by its longest known beginning; ``word`` is folded."""
    for length in range(min(len(word), LONGEST_BEGINNING), SHORTEST_BEGINNING - 1, -1):
        if word[:length] in _BEGINNINGS:
            return _BEGINNINGS[word[:length]]
    return None


def letters_of(word: str) -> str:
    """The letters of a word in an order of their own, by which mistyped ones are known."""
    return "".join(sorted(word))


def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


def _by_word(lists: dict[Meaning, str]) -> dict[str, Meaning]:
    return {folded(word): meaning for meaning, words in lists.items() for word in words.split()}


_LISTS = _read()
_BEGINNINGS = _by_word(_LISTS["beginnings"])
WORDS = _by_word(_LISTS["words"])
# Whether what stands between a word and its number makes it vague.
FILLERS = {folded(word): name == "vague" for name in ("filling", "vague") for word in _LISTS[name].split()}
FRAGMENTS = {
    name: tuple(words.replace("_", " ") for words in text.split()) for name, text in _LISTS["fragments"].items()
}
MISTYPED = {letters_of(folded(word)): beginning_of(folded(word)) for word in _LISTS["mistyped"].split()}
