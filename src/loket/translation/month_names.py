"""What months are called in the languages of trade, for dates that are written in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

_LANGUAGES = ("en", "pt", "es", "id", "fr", "de", "it", "nl")
_PERIOD = "."


@lru_cache(maxsize=1)
def month_names() -> tuple[str, ...]:
    """Whole names in small letters, the longest first."""
    return _sorted(name for language in _LANGUAGES for name in _months(language, "wide"))


@lru_cache(maxsize=1)
def short_month_names() -> tuple[str, ...]:
    """Abbreviations in small letters without their full stop, the longest first."""
    return _sorted(name.rstrip(_PERIOD) for language in _LANGUAGES for name in _months(language, "abbreviated"))


@lru_cache(maxsize=1)
def english_short_month_names() -> tuple[str, ...]:
    """English abbreviations as they are written before a day."""
    return tuple(name.title() for name in _sorted(_months("en", "abbreviated")))


def _months(language: str, width: str) -> list[str]:
    return [name.lower() for name in Locale.parse(language).months["format"][width].values()]


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))
