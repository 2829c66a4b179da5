"""Festivals for which whole countries stop for days, from a file of dates: nobody's pause until somebody adopts it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_FILE = Path(__file__).parent / "data" / "planned_pauses.toml"
FESTIVAL_NAMES: dict[str, Promise] = {
    "spring_festival": gettext_lazy("Spring Festival"),
    "lebaran": gettext_lazy("Lebaran"),
}


@dataclass(frozen=True, slots=True)
class Festival:
    """Days that a country pauses, both ends included; ``is_estimate`` until its government has settled them."""

    festival: str
    countries: tuple[str, ...]
    first: date
    last: date
    is_estimate: bool

    @property
    def key(self) -> str:
        """A name for it that stays, such as lebaran-2027."""
        return f"{self.festival}-{self.first.year}"

    @property
    def name(self) -> str:
        """What people call it, in the language of the page."""
        return str(FESTIVAL_NAMES[self.festival])


@cache
def festivals() -> tuple[Festival, ...]:
    """All festivals that the file knows, in the order of their dates."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["pause"]
    found = [
        Festival(
            row["festival"], tuple(row["countries"]), row["first"], row["last"], is_estimate=row.get("estimated", False)
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.festival)))


def coming_festivals(today: date, *, within: timedelta) -> list[Festival]:
    """Festivals that are not over and begin within that time."""
    return [each for each in festivals() if each.last >= today and each.first <= today + within]


def festival_named(key: str) -> Festival | None:
    """The festival with this key."""
    return next((each for each in festivals() if each.key == key), None)
