from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from loket.calendars.models import ExtraHours, Holiday, PlannedPause, PublicHoliday, ServiceInterval, TeamHolidays
from loket.calendars.places import Place
from loket.calendars.public_holidays import is_known, public_holidays
from loket.calendars.service_hours import DayHours, Interval, Schedule
from loket.people.models import Team

# As text, because building this union through the ORM takes longer than the database takes to answer it.
_CLOSED_DAYS = """
SELECT team_id, date, date, NULL::varchar[] FROM calendars_holiday WHERE team_id = ANY(%(teams)s)
UNION ALL
SELECT team_id, date, date, NULL FROM calendars_publicholiday WHERE team_id = ANY(%(teams)s) AND NOT is_worked
UNION ALL
SELECT team_id, starts_on, ends_on, countries FROM calendars_plannedpause
WHERE team_id = ANY(%(teams)s) OR team_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class KeptHoliday:
    """A public holiday that a team keeps, or works on; ``names`` of all who share the day, by country."""

    date: date
    names: tuple[tuple[str, str], ...]
    is_worked: bool


def schedule_of(team: Team) -> Schedule:
    """The hours of one team; a team without any is never open."""
    return schedules_of([team])[team.pk]


def schedules_of(teams: Iterable[Team]) -> dict[int, Schedule]:
    """The hours of several teams by their key, in three queries however many there are.

    Holidays of the team, public holidays that it keeps and planned pauses are one set of closed days. A pause that
    is no team's own takes a fourth query.
    """
    teams = list(teams)
    intervals: dict[int, list[Interval]] = defaultdict(list)
    of_week = ServiceInterval.objects.filter(team__in=teams).values_list("team_id", "weekday", "opens", "closes")
    for team_id, weekday, opens, closes in of_week:
        intervals[team_id].append(Interval(weekday, opens, closes))
    extra: dict[int, list[DayHours]] = defaultdict(list)
    on_dates = ExtraHours.objects.filter(team__in=teams).values_list("team_id", "date", "opens", "closes")
    for team_id, day, opens, closes in on_dates:
        extra[team_id].append(DayHours(day, opens, closes))
    closed = _closed_days(teams)
    return {
        team.pk: Schedule(
            time_zone=team.time_zone,
            intervals=tuple(intervals[team.pk]),
            holidays=frozenset(closed[team.pk]),
            extra=tuple(extra[team.pk]),
        )
        for team in teams
    }


def holiday_names(team: Team) -> dict[date, str]:
    """A team's own holidays in order, with the names that staff know them by."""
    return dict(Holiday.objects.filter(team=team).order_by("date").values_list("date", "name"))


def shared_closed_days(team: Team) -> frozenset[date]:
    """The days on which a team is closed apart from its own holidays: public ones that it keeps, and pauses."""
    public = PublicHoliday.objects.filter(team=team, is_worked=False).values_list("date", flat=True)
    pauses = planned_pauses(team, date.min)
    return frozenset(public).union(*(_days(pause.starts_on, pause.ends_on) for pause in pauses))


def kept_places(team: Team) -> list[Place]:
    """The countries and regions whose public holidays a team keeps, in the order in which they were added."""
    rows = TeamHolidays.objects.filter(team=team).order_by("pk")
    return [Place(row.country, row.region) for row in rows]


def coming_holidays(team: Team, today: date, *, language: str) -> list[KeptHoliday]:
    """The stored public holidays of a team from ``today`` on, named in ``language`` where the library can."""
    rows = list(PublicHoliday.objects.filter(team=team, date__gte=today).order_by("date", "pk"))
    spoken = _names_in(language, rows)
    by_day: dict[date, list[PublicHoliday]] = defaultdict(list)
    for row in rows:
        by_day[row.date].append(row)
    return [
        KeptHoliday(
            date=day,
            names=tuple(dict.fromkeys((row.country, spoken.get(_key(row), row.name)) for row in of_day)),
            is_worked=all(row.is_worked for row in of_day),
        )
        for day, of_day in by_day.items()
    ]


def planned_pauses(team: Team, today: date) -> list[PlannedPause]:
    """The pauses that a team follows and that are not over: its own, and those of its countries."""
    found = PlannedPause.objects.filter(Q(team=team) | Q(team=None), ends_on__gte=today).order_by("starts_on", "pk")
    countries = {place.country for place in kept_places(team)}
    return [pause for pause in found if pause.team_id or _concerns(pause.countries, countries)]


def pause_of(team: Team, pause_id: int) -> PlannedPause | None:
    """One pause that a team follows."""
    found = PlannedPause.objects.filter(Q(team=team) | Q(team=None), pk=pause_id).first()
    return found if found is not None and found in planned_pauses(team, date.min) else None


def pauses_in(country: str, first: date, last: date) -> list[PlannedPause]:
    """The pauses of a whole country, or of all, that touch these days: for parties who are no team of the house."""
    found = PlannedPause.objects.filter(team=None, starts_on__lte=last, ends_on__gte=first)
    return [pause for pause in found if _concerns(pause.countries, {country})]


def _closed_days(teams: list[Team]) -> dict[int, set[date]]:
    """By team: its own holidays, the public ones that it keeps, and every day of its pauses."""
    keys = [team.pk for team in teams]
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED_DAYS, {"teams": keys})
        rows = cursor.fetchall()
    closed: dict[int, set[date]] = defaultdict(set)
    shared: list[tuple[set[date], list[str]]] = []
    for team_id, first, last, countries in rows:
        if team_id is None:
            shared.append((set(_days(first, last)), countries))
        else:
            closed[team_id].update(_days(first, last))
    if shared:
        _add_shared(closed, shared, teams)
    return closed


def _add_shared(closed: dict[int, set[date]], shared: list[tuple[set[date], list[str]]], teams: list[Team]) -> None:
    kept: dict[int, set[str]] = defaultdict(set)
    for team_id, country in TeamHolidays.objects.filter(team__in=teams).values_list("team_id", "country"):
        kept[team_id].add(country)
    for team in teams:
        for days, countries in shared:
            if _concerns(countries, kept[team.pk]):
                closed[team.pk] |= days


def _concerns(countries: Iterable[str], kept: set[str]) -> bool:
    countries = set(countries)
    return not countries or bool(countries & kept)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def _names_in(language: str, rows: list[PublicHoliday]) -> dict[tuple[str, str, date], str]:
    if not rows:
        return {}
    first, last = rows[0].date, rows[-1].date
    return {
        (country, region, day): name
        for country, region in {(row.country, row.region) for row in rows}
        if is_known(country, region)
        for day, name in public_holidays(country, region, first, last, language=language).items()
    }


def _key(row: PublicHoliday) -> tuple[str, str, date]:
    return row.country, row.region, row.date
