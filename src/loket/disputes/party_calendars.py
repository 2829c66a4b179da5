"""By which midnights and holidays the clocks of a dispute run: the buyer's, the seller's and the platform's."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.conf import settings

from loket.calendars.calendar_days import WEEKEND
from loket.calendars.public_holidays import is_known, public_holidays
from loket.calendars.queries import schedule_of
from loket.disputes.machine.counting import Calendars, PartyCalendar
from loket.disputes.machine.facts import DisputeFacts, Party
from loket.orders.rulebook.business_days import WEEKENDS
from loket.people.models import Team


def calendars_for(facts: DisputeFacts) -> Calendars:
    """The calendars of one dispute."""
    return calendars_between(facts.buyer, facts.seller)


def calendars_between(buyer: Party, seller: Party, platform: PartyCalendar | None = None) -> Calendars:
    """The calendars of these two sides; the platform's, if it was not read before, is that of the first team."""
    return Calendars(_calendar(buyer), _calendar(seller), platform or platform_calendar())


def platform_calendar() -> PartyCalendar:
    """Where those who decide work: the zone of the oldest team, and the days on which it is closed."""
    team = Team.objects.order_by("pk").first()
    if team is None:
        return PartyCalendar(country="", time_zone=settings.TIME_ZONE)
    closed = schedule_of(team).holidays
    return PartyCalendar(country="", time_zone=team.time_zone, closed=lambda day: day in closed)


def _calendar(party: Party) -> PartyCalendar:
    country = party.country.upper()
    return PartyCalendar(
        country=country,
        time_zone=party.time_zone,
        closed=lambda day: _is_holiday(country, day),
        weekend=WEEKENDS.get(country, WEEKEND),
    )


def _is_holiday(country: str, day: date) -> bool:
    return day in _holidays(country, day.year)


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country or not is_known(country, ""):
        return frozenset()
    return frozenset(public_holidays(country, "", date(year, 1, 1), date(year, 12, 31)))
