from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loket.calendars.models import MINUTES_PER_DAY, ExtraHours, Holiday, ServiceInterval
from loket.calendars.service_hours import DayHours, Interval
from loket.history import actions as history
from loket.people.models import Team, User


class ServiceHoursError(ValueError):
    """Hours that cannot be kept; the message tells a person what to change. Nothing was stored."""


@dataclass(frozen=True)
class ClosedDay:
    """A holiday with the name that staff know it by."""

    date: date
    name: str = ""


def set_service_hours(
    team: Team,
    *,
    intervals: Sequence[Interval],
    holidays: Sequence[ClosedDay] = (),
    extra: Sequence[DayHours] = (),
    by: User | None,
) -> None:
    """Replace all hours of a team; ``by`` is None where the system does it, or raise ServiceHoursError."""
    _check_time_zone(team)
    _check_intervals(intervals)
    _check_extra(extra)
    with transaction.atomic():
        Team.objects.select_for_update(no_key=True).get(pk=team.pk)
        _replace_rows(team, intervals, holidays=holidays, extra=extra)
        history.record(
            "service_hours.set",
            f"team:{team.pk}",
            by=f"staff:{by.pk}" if by else "system",
            actor_id=by.pk if by else None,
            data={
                "intervals": [[each.weekday, each.opens, each.closes] for each in intervals],
                "holidays": [day.date.isoformat() for day in holidays],
                "extra": [[hours.date.isoformat(), hours.opens, hours.closes] for hours in extra],
            },
        )


def _replace_rows(
    team: Team, intervals: Iterable[Interval], *, holidays: Iterable[ClosedDay], extra: Iterable[DayHours]
) -> None:
    for model in (ServiceInterval, Holiday, ExtraHours):
        model._default_manager.filter(team=team).delete()
    ServiceInterval.objects.bulk_create(
        ServiceInterval(team=team, weekday=each.weekday, opens=each.opens, closes=each.closes) for each in intervals
    )
    # A date that was named twice is one holiday; the last name stays.
    names = {day.date: day.name for day in holidays}
    Holiday.objects.bulk_create(Holiday(team=team, date=day, name=name) for day, name in names.items())
    ExtraHours.objects.bulk_create(
        ExtraHours(team=team, date=hours.date, opens=hours.opens, closes=hours.closes) for hours in extra
    )


def _check_time_zone(team: Team) -> None:
    try:
        ZoneInfo(team.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = _("There is no time zone named “%(name)s”. Choose one such as America/Sao_Paulo.")
        raise ServiceHoursError(message % {"name": team.time_zone}) from error


def _check_intervals(intervals: Iterable[Interval]) -> None:
    for weekday, of_day in groupby(sorted(intervals), key=lambda each: each.weekday):
        if not 0 <= weekday <= 6:
            raise ServiceHoursError(_("A weekday is a number from 0 (Monday) to 6 (Sunday)."))
        # 1 January 2024 was a Monday.
        name = date_format(date(2024, 1, 1 + weekday), "l")
        _check_hours(name, [(each.opens, each.closes) for each in of_day])


def _check_extra(extra: Iterable[DayHours]) -> None:
    for day, of_day in groupby(sorted(extra), key=lambda hours: hours.date):
        _check_hours(date_format(day, "DATE_FORMAT"), [(hours.opens, hours.closes) for hours in of_day])


def _check_hours(day: str, hours: Sequence[tuple[int, int]]) -> None:
    for opens, closes in hours:
        if not 0 <= opens < closes <= MINUTES_PER_DAY:
            message = _("On %(day)s, %(opens)s to %(closes)s is no interval: it must end after it begins.")
            raise ServiceHoursError(message % {"day": day, "opens": _clock(opens), "closes": _clock(closes)})
    for (_first, ends), (begins, _last) in pairwise(hours):
        if begins < ends:
            message = _("On %(day)s, two intervals overlap between %(begins)s and %(ends)s. Join them.")
            raise ServiceHoursError(message % {"day": day, "begins": _clock(begins), "ends": _clock(ends)})


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
