from __future__ import annotations

import pytest

from loket.calendars.actions import set_service_hours
from loket.calendars.queries import schedule_of, schedules_of
from loket.calendars.service_hours import ALL_WEEK, Schedule
from loket.people.models import Team

pytestmark = pytest.mark.django_db


def test_team_without_hours_has_an_empty_schedule():
    team = Team.objects.create(slug="es", name="Español", time_zone="America/Mexico_City")
    assert schedule_of(team) == Schedule("America/Mexico_City")


@pytest.mark.parametrize("count", [1, 5])
def test_schedules_of_many_teams_take_three_queries(count, django_assert_num_queries):
    teams = [Team.objects.create(slug=f"team-{n}", name=f"Team {n}") for n in range(count)]
    for team in teams:
        set_service_hours(team, intervals=ALL_WEEK, by=None)
    with django_assert_num_queries(3):
        schedules = schedules_of(teams)
    assert schedules == {team.pk: Schedule("UTC", ALL_WEEK) for team in teams}
