"""Public holidays by country and region, from the library `holidays`, which is loaded when first asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

# The library's names for languages of ours that it writes otherwise.
_LANGUAGES = {"en": "en_US", "pt": "pt_BR", "pt-br": "pt_BR", "zh": "zh_CN", "zh-hans": "zh_CN"}


class UnknownPlace(ValueError):
    """The library has no calendar of this country or region."""


def public_holidays(country: str, region: str, first: date, last: date, *, language: str = "") -> dict[date, str]:
    """The public holidays from ``first`` to ``last``, in order, with their names.

    The names are in ``language`` (a tag such as pt-BR) where the library has it, else in English; without a language
    they are in the country's own. An empty region means what the whole country keeps. Raises UnknownPlace.
    """
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= _holidays_of_year(country, region, year, language.lower())
    return {day: name for day, name in found.items() if first <= day <= last}


@cache
def countries() -> tuple[str, ...]:
    """The countries (ISO 3166, two letters) that have a calendar."""
    # The library takes a tenth of a second to load, which no process pays before it needs a holiday.
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    return tuple(sorted(names[1] for names in COUNTRIES.values()))


@cache
def regions_of(country: str) -> Mapping[str, str]:
    """The regions of a country that keep days of their own, by code, with their names where the library has them."""
    if country not in countries():
        return {}
    from holidays import country_holidays  # noqa: PLC0415  as above

    calendar = country_holidays(country)
    names: dict[str, str] = {}
    for name, code in calendar.subdivisions_aliases.items():
        names.setdefault(code, name)
    return {
        code: names.get(code, code) for code in sorted(calendar.subdivisions, key=lambda code: names.get(code, code))
    }


def is_known(country: str, region: str) -> bool:
    """Whether there is a calendar of this country and, unless it is empty, of this region."""
    return country in countries() and (not region or region in regions_of(country))


@cache
def _holidays_of_year(country: str, region: str, year: int, language: str) -> dict[date, str]:
    if not is_known(country, region):
        raise UnknownPlace(f"There is no calendar of {country} {region}".strip() + ".")
    from holidays import country_holidays  # noqa: PLC0415  as above

    spoken = _library_language(country, language)
    found = country_holidays(country, subdiv=region or None, years=year, language=spoken)
    return {day: found[day] for day in sorted(found) if day.year == year}


@cache
def _library_language(country: str, language: str) -> str | None:
    from holidays import country_holidays  # noqa: PLC0415  as above

    calendar = country_holidays(country)
    if not language:
        return calendar.default_language
    tag = language.lower()
    wished = (_LANGUAGES.get(tag, tag.replace("-", "_")), tag.partition("-")[0], "en_US")
    return next((each for each in wished if each in calendar.supported_languages), calendar.default_language)
