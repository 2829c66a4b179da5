from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from loket.calendars.actions import ClosedDay, ServiceHoursError, set_service_hours
from loket.calendars.models import Holiday, ServiceInterval
from loket.calendars.queries import schedule_of
from loket.calendars.service_hours import DayHours, Interval, Schedule
from loket.history.models import Event
from loket.people.models import Team, User

pytestmark = pytest.mark.django_db

MORNING = Interval(0, 540, 720)
AFTERNOON = Interval(0, 780, 1080)
CARNIVAL = ClosedDay(date(2026, 2, 17), "Carnaval")
EVE = DayHours(date(2026, 12, 24), 540, 720)


@pytest.fixture
def team():
    return Team.objects.create(slug="pt", name="Português", time_zone="America/Sao_Paulo")


@pytest.fixture
def ana():
    return User.objects.create_user("ana@example.org", name="Ana", roles=["admin"])


def test_hours_are_stored_and_told_in_the_history(team, ana):
    set_service_hours(team, intervals=[AFTERNOON, MORNING], holidays=[CARNIVAL], extra=[EVE], by=ana)
    assert schedule_of(team) == Schedule("America/Sao_Paulo", (MORNING, AFTERNOON), frozenset({CARNIVAL.date}), (EVE,))
    assert Holiday.objects.get().name == "Carnaval"
    event = Event.objects.get(action="service_hours.set")
    assert (event.subject, event.by, event.actor_id) == (f"team:{team.pk}", f"staff:{ana.pk}", ana.pk)


def test_new_hours_replace_the_old_ones_of_this_team_only(team):
    other = Team.objects.create(slug="id", name="Indonesia", time_zone="Asia/Jakarta")
    set_service_hours(other, intervals=[MORNING], by=None)
    set_service_hours(team, intervals=[MORNING], holidays=[CARNIVAL], extra=[EVE], by=None)
    set_service_hours(team, intervals=[AFTERNOON], by=None)
    assert schedule_of(team) == Schedule("America/Sao_Paulo", (AFTERNOON,))
    assert schedule_of(other) == Schedule("Asia/Jakarta", (MORNING,))


def test_holiday_named_twice_is_stored_once(team):
    set_service_hours(team, intervals=[], holidays=[CARNIVAL, CARNIVAL], by=None)
    assert Holiday.objects.count() == 1


def test_intervals_that_touch_and_the_midnight_at_the_end_are_fine(team):
    whole_day = [Interval(0, 0, 720), Interval(0, 720, 1440)]
    set_service_hours(team, intervals=whole_day, by=None)
    assert schedule_of(team).intervals == tuple(whole_day)


@pytest.mark.parametrize(
    ("intervals", "says"),
    [
        ([Interval(1, 600, 600)], "On Tuesday, 10:00 to 10:00"),
        ([Interval(6, 600, 1441)], "On Sunday, 10:00 to 24:01"),
        ([Interval(0, -1, 60)], "On Monday"),
        ([Interval(7, 0, 60)], "A weekday is a number"),
        ([MORNING, Interval(0, 700, 800)], "On Monday, two intervals overlap between 11:40 and 12:00"),
    ],
)
def test_hours_that_make_no_sense_are_refused_and_nothing_is_lost(team, intervals, says):
    set_service_hours(team, intervals=[MORNING], by=None)
    with pytest.raises(ServiceHoursError, match=says):
        set_service_hours(team, intervals=intervals, by=None)
    assert schedule_of(team).intervals == (MORNING,)


def test_overlap_on_one_date_is_refused(team):
    with pytest.raises(ServiceHoursError, match="overlap"):
        set_service_hours(team, intervals=[], extra=[EVE, DayHours(EVE.date, 600, 660)], by=None)


@pytest.mark.parametrize("name", ["Brasilia", "", "../etc/passwd"])
def test_unknown_time_zone_is_refused(team, name):
    team.time_zone = name
    with pytest.raises(ServiceHoursError, match="time zone"):
        set_service_hours(team, intervals=[MORNING], by=None)


@pytest.mark.parametrize(("weekday", "opens", "closes"), [(0, 600, 600), (0, 600, 1441), (7, 0, 60)])
def test_the_database_refuses_an_impossible_interval(team, weekday, opens, closes):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceInterval.objects.create(team=team, weekday=weekday, opens=opens, closes=closes)
