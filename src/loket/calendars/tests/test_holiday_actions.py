from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from loket.calendars import jobs
from loket.calendars.actions import ClosedDay, public_holidays, set_service_hours
from loket.calendars.actions.public_holidays import (
    HolidaysError,
    keep_holidays,
    renew_holidays,
    set_worked_holidays,
)
from loket.calendars.models import PublicHoliday
from loket.calendars.places import Place
from loket.calendars.queries import coming_holidays, kept_places, schedule_of
from loket.calendars.service_hours import ALL_WEEK
from loket.history.models import Event
from loket.people.models import Team, User

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
CHRISTMAS = date(2026, 12, 25)
NEXT_CHRISTMAS = date(2027, 12, 25)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def team():
    return Team.objects.create(slug="pt", name="Português", time_zone="America/Sao_Paulo")


@pytest.fixture
def calendar(monkeypatch):
    """A library that knows what the test writes into it."""
    days = {}
    monkeypatch.setattr(
        public_holidays,
        "public_holidays",
        lambda country, region, first, last: {day: name for day, name in days.items() if first <= day <= last},
    )
    return days


def switch_off(team, *days):
    set_worked_holidays(team, days, shown=days, by=None)


def test_kept_holidays_close_the_team_for_two_years_to_come(team):
    keep_holidays(team, [Place("BR", "SP")], by=None)
    closed = schedule_of(team).holidays
    assert {CHRISTMAS, NEXT_CHRISTMAS, date(2028, 12, 25)} <= closed
    assert date(2027, 7, 9) in closed
    assert min(closed) >= date(2026, 11, 21)


def test_other_places_replace_the_first_ones_and_leave_own_holidays_alone(team):
    set_service_hours(team, intervals=ALL_WEEK, holidays=[ClosedDay(date(2027, 2, 16), "Carnaval")], by=None)
    keep_holidays(team, [Place("BR"), Place("BR"), Place("US")], by=None)
    assert kept_places(team) == [Place("BR"), Place("US")]
    keep_holidays(team, [Place("US")], by=None)
    closed = schedule_of(team).holidays
    assert date(2027, 2, 16) in closed
    assert date(2027, 4, 21) not in closed
    assert date(2027, 11, 25) in closed


def test_own_hours_are_changed_without_touching_what_is_kept(team):
    keep_holidays(team, [Place("BR")], by=None)
    switch_off(team, CHRISTMAS)
    set_service_hours(team, intervals=ALL_WEEK, by=None)
    assert NEXT_CHRISTMAS in schedule_of(team).holidays
    assert CHRISTMAS not in schedule_of(team).holidays


def test_it_is_told_in_the_history_who_kept_and_switched_what(team):
    ana = User.objects.create_user("ana@example.org", name="Ana", roles=["admin"])
    keep_holidays(team, [Place("BR", "SP")], by=ana)
    set_worked_holidays(team, [CHRISTMAS], shown=[CHRISTMAS, NEXT_CHRISTMAS], by=ana)
    set_worked_holidays(team, [CHRISTMAS], shown=[CHRISTMAS, NEXT_CHRISTMAS], by=ana)
    kept, switched = Event.objects.order_by("pk")
    assert (kept.action, kept.data, kept.actor_id) == ("public_holidays.kept", {"places": ["BR SP"]}, ana.pk)
    assert switched.data == {"worked": ["2026-12-25"], "closed": []}


@pytest.mark.parametrize("place", [Place("XX"), Place("BR", "Atlantis")])
def test_an_unknown_place_is_refused_and_nothing_is_lost(team, place):
    keep_holidays(team, [Place("MX")], by=None)
    with pytest.raises(HolidaysError, match="Choose"):
        keep_holidays(team, [place], by=None)
    assert kept_places(team) == [Place("MX")]


def test_a_local_feast_that_is_a_working_day_is_switched_off(team):
    keep_holidays(team, [Place("BR", "SP")], by=None)
    switch_off(team, date(2027, 7, 9))
    assert date(2027, 7, 9) not in schedule_of(team).holidays
    (row,) = [each for each in coming_holidays(team, TODAY, language="en") if each.date == date(2027, 7, 9)]
    assert row.is_worked


def test_a_day_that_two_calendars_share_is_switched_once(team):
    keep_holidays(team, [Place("BR"), Place("MX")], by=None)
    (row,) = [each for each in coming_holidays(team, TODAY, language="pt-br") if each.date == CHRISTMAS]
    assert row.names == (("BR", "Natal"), ("MX", "Christmas Day"))
    switch_off(team, CHRISTMAS)
    assert CHRISTMAS not in schedule_of(team).holidays


def test_renewal_adds_the_next_year_and_keeps_what_is_past(team):
    keep_holidays(team, [Place("BR")], by=None)
    renew_holidays(datetime(2027, 1, 3, tzinfo=UTC))
    closed = schedule_of(team).holidays
    assert {CHRISTMAS, date(2029, 12, 25)} <= closed
    count = PublicHoliday.objects.count()
    renew_holidays(datetime(2027, 1, 3, tzinfo=UTC))
    assert PublicHoliday.objects.count() == count


def test_the_job_renews(team, calendar):
    keep_holidays(team, [Place("BR")], by=None)
    calendar[CHRISTMAS] = "Natal"
    jobs.renew_holidays(0)
    assert schedule_of(team).holidays == {CHRISTMAS}


def test_a_feast_that_was_switched_off_stays_off_in_the_years_that_are_added(team, calendar):
    calendar.update({CHRISTMAS: "Natal", NEXT_CHRISTMAS: "Natal (observado)"})
    keep_holidays(team, [Place("BR")], by=None)
    switch_off(team, CHRISTMAS, NEXT_CHRISTMAS)
    calendar[date(2029, 12, 25)] = "Natal"
    renew_holidays(datetime(2027, 1, 3, tzinfo=UTC))
    assert schedule_of(team).holidays == frozenset()


def test_an_estimated_feast_moves_and_takes_its_switch_along(team, calendar):
    calendar.update({date(2027, 3, 9): "Idul Fitri (perkiraan)", date(2028, 2, 26): "Idul Fitri (perkiraan)"})
    keep_holidays(team, [Place("ID")], by=None)
    switch_off(team, date(2027, 3, 9))
    del calendar[date(2027, 3, 9)]
    calendar[date(2027, 3, 10)] = "Idul Fitri"
    renew_holidays(datetime(2027, 1, 3, tzinfo=UTC))
    assert schedule_of(team).holidays == {date(2028, 2, 26)}
    assert [row.date for row in PublicHoliday.objects.all()] == [date(2027, 3, 10), date(2028, 2, 26)]


def test_a_region_that_the_library_no_longer_knows_keeps_its_days(team, monkeypatch):
    keep_holidays(team, [Place("BR", "SP")], by=None)
    before = schedule_of(team)
    monkeypatch.setattr(public_holidays, "is_known", lambda country, region: False)
    renew_holidays(datetime(2027, 1, 3, tzinfo=UTC))
    assert schedule_of(team) == before
