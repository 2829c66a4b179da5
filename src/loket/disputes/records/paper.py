"""The pieces of a printed record as its template reads them: words and names of pictures, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loket.people.language import primary

# Calm faces with many letters; what none of them has comes from whatever else is installed.
_FACES = ("Noto Sans", "Liberation Sans", "DejaVu Sans")
# The same character is drawn differently for readers of each of these.
_FACE_OF_LANGUAGE = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
_FACE_OF_TAG = {"zh-Hant": "Noto Sans CJK TC"}
_CHINESE = "Noto Sans CJK SC"
_DIGITS = ("Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono")
_REGION = {"zh-Hans": "CN", "zh-Hant": "TW"}
Width = Literal["narrow", "wide", "number"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; wide columns share what the narrow ones leave."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Width, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody wrote, with when and who; ``original`` where it was translated."""

    about: str
    says: str
    notes: tuple[str, ...]
    original_label: str
    original: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence; ``mark`` stands where there is no picture."""

    title: str
    lines: tuple[str, ...]
    note: str
    digest: str
    picture: str
    mark: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the record under its title; tables without rows are left out."""

    title: str
    says: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def has_anything(self) -> bool:
        """Whether there is more than a title."""
        return bool(self.says or self.passages or self.items or any(each.rows for each in self.tables))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole record; ``pages`` has {page} and {pages} where the template writes numbers."""

    language: str
    region: str | None
    fonts: tuple[str, ...]
    title: str
    shop: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: str
    made: str
    pages: str
    notice: str = ""
    digits: tuple[str, ...] = _DIGITS


def fonts_for(tag: str) -> tuple[str, ...]:
    """The faces for a reader of ``tag``, the first choice first."""
    eastern = _FACE_OF_TAG.get(tag) or _FACE_OF_LANGUAGE.get(primary(tag), _CHINESE)
    return (*_FACES, eastern)


def language_and_region(tag: str) -> tuple[str, str | None]:
    """As typesetting wants them: "pt", "BR"."""
    last = tag.split("-")[-1]
    return primary(tag), _REGION.get(tag, last if len(last) == 2 and last.isupper() else None)
