from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from loket.calendars.models import ExtraHours, Holiday, ServiceInterval
from loket.calendars.service_hours import DayHours, Interval, Schedule
from loket.people.models import Team


def schedule_of(team: Team) -> Schedule:
    """The hours of one team; a team without any is never open."""
    return schedules_of([team])[team.pk]


def schedules_of(teams: Iterable[Team]) -> dict[int, Schedule]:
    """The hours of several teams by their key, in three queries however many there are."""
    teams = list(teams)
    intervals: dict[int, list[Interval]] = defaultdict(list)
    for row in ServiceInterval.objects.filter(team__in=teams):
        intervals[row.team_id].append(Interval(row.weekday, row.opens, row.closes))
    holidays: dict[int, set[date]] = defaultdict(set)
    for day in Holiday.objects.filter(team__in=teams):
        holidays[day.team_id].add(day.date)
    extra: dict[int, list[DayHours]] = defaultdict(list)
    for hours in ExtraHours.objects.filter(team__in=teams):
        extra[hours.team_id].append(DayHours(hours.date, hours.opens, hours.closes))
    return {
        team.pk: Schedule(
            time_zone=team.time_zone,
            intervals=tuple(intervals[team.pk]),
            holidays=frozenset(holidays[team.pk]),
            extra=tuple(extra[team.pk]),
        )
        for team in teams
    }


def holiday_names(team: Team) -> dict[date, str]:
    """A team's holidays in order, with the names that staff know them by."""
    return dict(Holiday.objects.filter(team=team).order_by("date").values_list("date", "name"))
