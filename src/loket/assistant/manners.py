"""What colours a message without being its subject: swearing, and the wish to be helped to cheat."""

from __future__ import annotations

from loket.assistant.phrase_lists import phrases, read_words


def without_swearing(text: str) -> str:
    """The message without its swear words; the same text where there are none."""
    swearing = phrases("swearing")
    kept = "\n".join(_calm_line(line) for line in text.split("\n"))
    return kept if swearing.within(read_words(text).words) else text


def wants_to_cheat(text: str) -> bool:
    """Whether somebody plainly asks how to deceive a seller or the shop."""
    return phrases("cheating").within(read_words(text).words)


def _calm_line(line: str) -> str:
    written = read_words(line)
    taken: set[int] = set()
    place = 0
    while place < len(written.words):
        length = phrases("swearing").starts(written.words, at=place)
        taken.update(written.places[place : place + length])
        place += length or 1
    return " ".join(piece for place, piece in enumerate(written.pieces) if place not in taken)
