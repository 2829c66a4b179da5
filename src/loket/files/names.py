"""Names of files as people see them: safe to show, to store and to send in a header."""

from __future__ import annotations

import re
import unicodedata

from loket.files.kinds import ALLOWED, FILMS, Family, Kind

LONGEST_NAME = 200
# Marks that turn the reading direction can make "exe.gpj" look like "jpg.exe".
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RESERVED = re.compile(r'[<>:"|?*]')
_KNOWN_SUFFIXES = {suffix for kind in (*ALLOWED, *FILMS) for suffix in kind.suffixes}
_UNNAMED = {Family.IMAGE: "picture", Family.VOICE: "voice", Family.FILM: "film", Family.DOCUMENT: "document"}


def tidy_name(name: str | None, kind: Kind) -> str:
    """The sender's name for a file without path and control characters, ending as its content demands."""
    # The end of a name tells the most, and a megabyte of it nothing more.
    tail = (name or "")[-1000:].replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in tail if _is_visible(character))
    plain = _RESERVED.sub("_", _DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", visible)))
    stem, suffix = _split(" ".join(plain.split()).rstrip(" ."))
    if suffix.lower() in kind.suffixes:
        return _fit(stem, suffix, kind)
    if suffix and suffix.lower() not in _KNOWN_SUFFIXES:
        stem = f"{stem}.{suffix}"
    return _fit(stem, kind.suffixes[0], kind)


def _is_visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot else (name, "")


def _fit(stem: str, suffix: str, kind: Kind) -> str:
    short = stem.strip(" .")[: LONGEST_NAME - len(suffix) - 1].strip(" .")
    return f"{short or _UNNAMED[kind.family]}.{suffix}"
