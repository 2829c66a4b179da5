from __future__ import annotations

from datetime import date

import pytest

from loket.calendars.actions import ClosedDay, set_service_hours
from loket.calendars.actions.planned_pauses import PauseFacts, plan_pause
from loket.calendars.actions.public_holidays import keep_holidays
from loket.calendars.places import Place
from loket.calendars.queries import schedule_of, schedules_of, shared_closed_days
from loket.calendars.service_hours import ALL_WEEK, Schedule
from loket.people.models import Team

pytestmark = pytest.mark.django_db

CARNIVAL = date(2030, 3, 5)
REST = PauseFacts("Rest", date(2030, 6, 1), date(2030, 6, 2))


def teams_with_hours(count):
    teams = [Team.objects.create(slug=f"team-{n}", name=f"Team {n}") for n in range(count)]
    for team in teams:
        set_service_hours(team, intervals=ALL_WEEK, holidays=[ClosedDay(CARNIVAL)], by=None)
    return teams


def test_team_without_hours_has_an_empty_schedule():
    team = Team.objects.create(slug="es", name="Español", time_zone="America/Mexico_City")
    assert schedule_of(team) == Schedule("America/Mexico_City")


def test_no_teams_have_no_schedules():
    assert schedules_of([]) == {}


@pytest.mark.parametrize("count", [1, 5])
def test_schedules_of_many_teams_take_three_queries(count, django_assert_num_queries):
    teams = teams_with_hours(count)
    for team in teams:
        keep_holidays(team, [Place("BR"), Place("MX")], by=None)
        plan_pause(team, REST, by=None)
    with django_assert_num_queries(3):
        schedules = schedules_of(teams)
    assert {CARNIVAL, REST.starts_on, REST.ends_on} <= schedules[teams[-1].pk].holidays


@pytest.mark.parametrize("count", [1, 5])
def test_a_pause_of_several_teams_takes_one_query_more_however_many_there_are(count, django_assert_num_queries):
    teams = teams_with_hours(count)
    plan_pause(None, REST, by=None)
    with django_assert_num_queries(4):
        schedules = schedules_of(teams)
    assert all(schedule.holidays == {CARNIVAL, REST.starts_on, REST.ends_on} for schedule in schedules.values())


def test_days_closed_with_others_leave_out_the_teams_own():
    (team,) = teams_with_hours(1)
    plan_pause(team, REST, by=None)
    assert shared_closed_days(team) == {REST.starts_on, REST.ends_on}
