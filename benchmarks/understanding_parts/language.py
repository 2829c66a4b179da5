"""The language of short messages: cut from sentences (flores) at random places, and whole (the others)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.understanding_parts.sources import Row, own, public, share
from loket.translation.detection import detect, primary

FOREIGN = {"de-st", "de-ba", "nap", "gsw", "jv", "su", "min", "ban", "bjn", "ace", "bug", "mad", "nij", "bbc"}
UNSPACED = {"zh", "ja", "th"}
# Without their closest neighbours (Malay, Galician, Catalan), which a few words often cannot tell from them.
MAIN = frozenset({"en", "pt", "es", "id", "de", "fr", "it", "nl"})
LENGTHS = {"up to 5 words": (2, 5, 0.96), "6 to 12 words": (6, 12, 0.985)}
FRAGMENTS = (
    ("cupom invalido", "en", "pt"), ("cupon invalido", "en", "es"), ("refund brp hari", "en", "id"),
    ("lupa password", "en", "id"), ("barang rusak", "en", "id"), ("produto quebrado", "es", "pt"),
    ("producto roto", "pt", "es"), ("não chegou", "es", "pt"), ("no llega", "pt", "es"), ("my order", "id", "en"),
    ("where order", "pt", "en"), ("ok oi", "id", "id"), ("halo kak", "en", "en"), ("hola", "pt", "pt"),
    ("cancel order", "id", "id"), ("status order", "id", "id"), ("wkwkwk", "en", "en"), ("refund", "id", "id"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A short text, where it comes from, and the language it is in."""

    source: str
    language: str
    text: str
    length: str


def rows() -> list[Row]:
    """Shares found right by length, source and language, without any prior; and the fragment rule with one."""
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for message in _messages():
        found = primary(detect(message.text).language) == message.language
        for name in ("all", f"from {message.source}", f"in {message.language}"):
            hits[(message.length, name)].append(found)
        if message.language in MAIN:
            hits[(message.length, f"in any of {len(MAIN)} main languages")].append(found)
    measured = [
        Row(f"language, {length}, {name}", share(found), str(LENGTHS[length][2]), len(found))
        for (length, name), found in sorted(hits.items())
    ]
    right = [primary(detect(text, prior=(page,)).language) == language for text, page, language in FRAGMENTS]
    return [*measured, Row("language, fragments on another page", share(right), "1", len(right))]


def _messages() -> Iterator[Message]:
    chance = random.Random(7)
    for row in public("flores"):
        for length, (least, most, _) in LENGTHS.items():
            yield Message("flores", row["lang"], _cut(row["text"], least, most, chance), length)
    for name in ("xsid", "nusax", "smsa"):
        for row in public(name):
            if row.get("role") != "train" and row["lang"] not in FOREIGN:
                yield from _whole(name, {"no": "nb"}.get(row["lang"], row["lang"]), row["text"])
    for row in own("market-dev"):
        yield from _whole("market", primary(row["language"]), row["text"])


def _whole(source: str, language: str, text: str) -> Iterator[Message]:
    words = len(text) // 2 if language in UNSPACED else len(text.split())
    if words <= max(most for _, most, _ in LENGTHS.values()) and sum(map(str.isalpha, text)) > 1:
        yield Message(source, language, text, "up to 5 words" if words <= 5 else "6 to 12 words")


def _cut(text: str, least: int, most: int, chance: random.Random) -> str:
    pieces = list(text) if " " not in text[:40] else text.split()
    size = chance.randint(least, most) * (2 if pieces and len(pieces[0]) == 1 else 1)
    start = chance.randrange(max(1, len(pieces) - size))
    return ("" if len(pieces) == len(text) else " ").join(pieces[start : start + size])
