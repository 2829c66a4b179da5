"""What the page of a team's public holidays and pauses says, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_skeleton
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loket.calendars.festivals import Festival, coming_festivals
from loket.calendars.models import PlannedPause
from loket.calendars.places import Place
from loket.calendars.public_holidays import countries, regions_of
from loket.calendars.queries import KeptHoliday, coming_holidays, kept_places, planned_pauses
from loket.calendars.service_hours import Schedule
from loket.design.wording import page_locale
from loket.people.models import Team

# The next one of each.
FESTIVALS_WITHIN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A country whose holidays the team keeps, with the regions to choose from."""

    place: Place
    name: str
    regions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A public holiday as the list shows it; ``is_idle``: the team has no hours on that weekday anyway."""

    date: date
    day: str
    name: str
    is_closed: bool
    is_idle: bool

    @property
    def key(self) -> str:
        """The date as forms send it."""
        return self.date.isoformat()


@dataclass(frozen=True, slots=True)
class FestivalRow:
    """A festival that can be adopted as a pause."""

    festival: Festival
    days: str
    countries: str


def place_rows(team: Team) -> list[PlaceRow]:
    """The places that a team keeps, each with its regions."""
    return [PlaceRow(place, country_name(place.country), regions_of(place.country)) for place in kept_places(team)]


def say_places(team: Team) -> str:
    """Such as "Brazil (São Paulo), Mexico"; empty for none."""
    return ", ".join(_say_place(place) for place in kept_places(team))


def holiday_years(team: Team, schedule: Schedule, today: date) -> list[tuple[int, list[HolidayRow]]]:
    """The coming public holidays by year."""
    found = coming_holidays(team, today, language=get_language() or "en")
    several = len({country for holiday in found for country, _name in holiday.names}) > 1
    weekdays = {each.weekday for each in schedule.intervals}
    rows = [_holiday_row(each, weekdays, names_country=several) for each in found]
    return [(year, list(of_year)) for year, of_year in groupby(rows, key=lambda row: row.date.year)]


def country_choices() -> list[tuple[str, str]]:
    """The countries that have a calendar, by name."""
    return sorted(((code, country_name(code)) for code in countries()), key=lambda choice: choice[1])


def country_name(code: str) -> str:
    """A country in the language of the page."""
    return str(page_locale().territories.get(code, code))


def festival_rows(team: Team, today: date) -> list[FestivalRow]:
    """Festivals to come that the team has not made a pause yet."""
    pauses = planned_pauses(team, today)
    return [
        FestivalRow(each, say_days(each.first, each.last), _say_countries(each.countries))
        for each in coming_festivals(today, within=FESTIVALS_WITHIN)
        if not any(_is_adopted(each, pause) for pause in pauses)
    ]


def say_days(first: date, last: date) -> str:
    """Such as "5 Feb 2027 to 12 Feb 2027"; one day alone is one date."""
    named = {"first": _date(first), "last": _date(last)}
    return named["first"] if first == last else _("%(first)s to %(last)s") % named


def say_who_pauses(pause: PlannedPause) -> str:
    """Whom a pause holds for."""
    if pause.team_id:
        return _("This team")
    if not pause.countries:
        return _("All teams")
    named = {"countries": _say_countries(pause.countries)}
    return _("All teams that keep holidays of %(countries)s") % named


def _holiday_row(holiday: KeptHoliday, weekdays: set[int], *, names_country: bool) -> HolidayRow:
    kept_in: dict[str, list[str]] = {}
    for country, name in holiday.names:
        kept_in.setdefault(name, []).append(country)
    names = [f"{name} ({_say_countries(where)})" if names_country else name for name, where in kept_in.items()]
    return HolidayRow(
        date=holiday.date,
        day=format_skeleton("MMMEd", holiday.date, locale=page_locale()),
        name=", ".join(names),
        is_closed=not holiday.is_worked,
        is_idle=holiday.date.weekday() not in weekdays,
    )


def _is_adopted(festival: Festival, pause: PlannedPause) -> bool:
    touches = pause.starts_on <= festival.last and festival.first <= pause.ends_on
    return touches and (not pause.countries or bool(set(pause.countries) & set(festival.countries)))


def _say_place(place: Place) -> str:
    country = country_name(place.country)
    return f"{country} ({regions_of(place.country).get(place.region, place.region)})" if place.region else country


def _say_countries(codes: Sequence[str]) -> str:
    return ", ".join(sorted(map(country_name, codes)))


def _date(day: date) -> str:
    return format_skeleton("yMMMd", day, locale=page_locale())
