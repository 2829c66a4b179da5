from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.calendars.models import PublicHoliday, TeamHolidays
from loket.calendars.places import Place
from loket.calendars.public_holidays import countries, is_known, public_holidays, regions_of
from loket.history import actions as history
from loket.people.models import Team, User

# Through the end of the year after next: whoever looks in December still sees two whole years.
YEARS_AHEAD = 2
MOST_PLACES = 20


class HolidaysError(ValueError):
    """Holidays that cannot be kept; the message tells a person what to change. Nothing was stored."""


def keep_holidays(team: Team, places: Sequence[Place], *, by: User | None) -> None:
    """Let a team keep the public holidays of these places and of no others, or raise HolidaysError.

    The coming ones are stored at once; what is past stays, for time that was measured by it.
    """
    places = list(dict.fromkeys(places))
    _check(places)
    now = timezone.now()
    with transaction.atomic():
        _lock(team)
        TeamHolidays.objects.filter(team=team).delete()
        TeamHolidays.objects.bulk_create(TeamHolidays(team=team, country=p.country, region=p.region) for p in places)
        _renew(team, places, now)
        kept = [f"{place.country} {place.region}".strip() for place in places]
        _record("public_holidays.kept", team, {"places": kept}, by=by)


def set_worked_holidays(team: Team, worked: Collection[date], *, shown: Collection[date], by: User | None) -> None:
    """Of the days that were ``shown``, let the team answer on those ``worked`` and stay closed on the others."""
    with transaction.atomic():
        _lock(team)
        rows = PublicHoliday.objects.filter(team=team, date__in=shown)
        on, off = rows.filter(date__in=worked, is_worked=False), rows.filter(is_worked=True).exclude(date__in=worked)
        changed = {
            "worked": sorted({day.isoformat() for day in on.values_list("date", flat=True)}),
            "closed": sorted({day.isoformat() for day in off.values_list("date", flat=True)}),
        }
        if not any(changed.values()):
            return
        on.update(is_worked=True)
        off.update(is_worked=False)
        _record("public_holidays.switched", team, changed, by=by)


def renew_holidays(now: datetime) -> None:
    """Store the coming public holidays of every team that keeps some, as the library knows them today."""
    for team in Team.objects.filter(pk__in=TeamHolidays.objects.values("team")):
        with transaction.atomic():
            _lock(team)
            rows = TeamHolidays.objects.filter(team=team).order_by("pk")
            _renew(team, [Place(row.country, row.region) for row in rows], now)


def _renew(team: Team, places: Sequence[Place], now: datetime) -> None:
    """Make the stored days from today on what the places keep; what was switched off stays off."""
    # In some zone it is still yesterday.
    first = (now - timedelta(days=1)).date()
    wanted = _wanted(places, first)
    stored = list(PublicHoliday.objects.filter(team=team))
    # A region that another version of the library knows keeps what was stored for it.
    unknown = {place for place in places if not is_known(place.country, place.region)}
    coming = [row for row in stored if row.date >= first and Place(row.country, row.region) not in unknown]
    gone = [row for row in coming if wanted.get(_key(row)) != row.name]
    staying = {_key(row) for row in coming} - {_key(row) for row in gone}
    worked = _worked_before(stored)
    PublicHoliday.objects.filter(pk__in=[row.pk for row in gone]).delete()
    PublicHoliday.objects.bulk_create(
        PublicHoliday(
            team=team,
            country=country,
            region=region,
            date=day,
            name=name,
            is_worked=_is_worked(worked, country, day, name),
        )
        for (country, region, day), name in wanted.items()
        if (country, region, day) not in staying
    )


def _wanted(places: Iterable[Place], first: date) -> dict[tuple[str, str, date], str]:
    last = date(first.year + YEARS_AHEAD, 12, 31)
    return {
        (place.country, place.region, day): name[:200]
        for place in places
        if is_known(place.country, place.region)
        for day, name in public_holidays(place.country, place.region, first, last).items()
    }


def _key(row: PublicHoliday) -> tuple[str, str, date]:
    return row.country, row.region, row.date


def _worked_before(rows: Iterable[PublicHoliday]) -> dict[tuple[object, ...], bool]:
    """What was decided about a day, about a feast in one year, and, last of all, about a feast."""
    worked: dict[tuple[object, ...], bool] = {}
    for row in sorted(rows, key=lambda row: row.date):
        feast = _feast(row.name)
        worked[row.country, row.date] = row.is_worked
        worked[row.country, feast, row.date.year] = row.is_worked
        worked[row.country, feast] = row.is_worked
    return worked


def _is_worked(worked: dict[tuple[object, ...], bool], country: str, day: date, name: str) -> bool:
    feast = _feast(name)
    asked: tuple[tuple[object, ...], ...] = ((country, day), (country, feast, day.year), (country, feast))
    return next((worked[key] for key in asked if key in worked), False)


def _feast(name: str) -> str:
    """A feast without "(estimated)" or "(observed)", so that next year's is known for the same."""
    return name.partition(" (")[0]


def _check(places: Sequence[Place]) -> None:
    if len(places) > MOST_PLACES:
        message = _("A team keeps the holidays of at most %(most)d places. Take some away first.")
        raise HolidaysError(message % {"most": MOST_PLACES})
    for place in places:
        if place.country not in countries():
            message = _("No holidays are known for “%(country)s”. Choose a country from the list.")
            raise HolidaysError(message % {"country": place.country})
        if place.region and place.region not in regions_of(place.country):
            message = _("“%(region)s” is not a region of that country. Choose one from the list.")
            raise HolidaysError(message % {"region": place.region})


def _lock(team: Team) -> None:
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def _record(action: str, team: Team, data: Mapping[str, object], *, by: User | None) -> None:
    history.record(
        action,
        f"team:{team.pk}",
        by=f"staff:{by.pk}" if by else "system",
        actor_id=by.pk if by else None,
        data=data,
    )
