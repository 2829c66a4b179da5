from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from loket.calendars.actions.planned_pauses import PauseError, PauseFacts, change_pause, drop_pause, plan_pause
from loket.calendars.actions.public_holidays import keep_holidays
from loket.calendars.models import PlannedPause
from loket.calendars.places import Place
from loket.calendars.queries import pause_of, pauses_in, planned_pauses, schedule_of
from loket.history.models import Event
from loket.people.models import Team

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2027, 2, 5), date(2027, 2, 12)
FESTIVAL = PauseFacts("Spring Festival", FIRST, LAST, ("CN",))


@pytest.fixture
def team():
    return Team.objects.create(slug="zh", name="中文", time_zone="Asia/Shanghai")


def test_a_pause_closes_every_day_from_the_first_to_the_last(team):
    plan_pause(team, FESTIVAL, by=None)
    closed = schedule_of(team).holidays
    assert (min(closed), max(closed), len(closed)) == (FIRST, LAST, 8)


def test_a_pause_that_is_planned_twice_is_one(team):
    assert plan_pause(team, FESTIVAL, by=None) == plan_pause(team, FESTIVAL, by=None)
    assert plan_pause(None, FESTIVAL, by=None) == plan_pause(None, FESTIVAL, by=None)
    assert Event.objects.filter(action="pause.planned").count() == 2


def test_a_pause_of_a_country_holds_for_the_teams_that_keep_its_holidays(team):
    other = Team.objects.create(slug="pt", name="Português")
    keep_holidays(team, [Place("CN")], by=None)
    pause = plan_pause(None, FESTIVAL, by=None)
    assert LAST in schedule_of(team).holidays
    assert LAST not in schedule_of(other).holidays
    assert (planned_pauses(team, FIRST), planned_pauses(other, FIRST)) == ([pause], [])
    assert pause_of(other, pause.pk) is None


def test_a_pause_of_no_country_holds_for_all(team):
    plan_pause(None, PauseFacts("Move", FIRST, FIRST), by=None)
    assert schedule_of(team).holidays == {FIRST}


def test_parties_outside_ask_by_country(team):
    pause = plan_pause(None, FESTIVAL, by=None)
    plan_pause(team, PauseFacts("Ours", FIRST, LAST, ("CN",)), by=None)
    assert pauses_in("CN", LAST, date(2027, 3, 1)) == [pause]
    assert pauses_in("ID", LAST, date(2027, 3, 1)) == []
    assert pauses_in("CN", date(2027, 2, 13), date(2027, 3, 1)) == []


def test_a_pause_is_changed_and_dropped(team):
    pause = plan_pause(team, FESTIVAL, by=None)
    change_pause(pause, PauseFacts("Spring Festival", FIRST, date(2027, 2, 6), ("CN",)), by=None)
    assert len(schedule_of(team).holidays) == 2
    drop_pause(pause, by=None)
    assert schedule_of(team).holidays == frozenset()
    actions = Event.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["pause.planned", "pause.changed", "pause.dropped"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (PauseFacts(" ", FIRST, LAST), "Give the pause a name"),
        (PauseFacts("Rest", LAST, FIRST), "must not be before"),
        (PauseFacts("Rest", FIRST, date(2027, 4, 6)), "60 days at most"),
        (PauseFacts("Rest", date(1, 1, 1), date(1, 1, 2)), "between 2000 and 2199"),
        (PauseFacts("Rest", FIRST, LAST, ("XX",)), "No holidays are known"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused_and_nothing_is_lost(team, facts, says):
    pause = plan_pause(team, FESTIVAL, by=None)
    with pytest.raises(PauseError, match=says):
        plan_pause(team, facts, by=None)
    with pytest.raises(PauseError, match=says):
        change_pause(pause, facts, by=None)
    assert planned_pauses(team, FIRST) == [pause]


def test_two_pauses_do_not_become_one(team):
    plan_pause(team, FESTIVAL, by=None)
    other = plan_pause(team, PauseFacts("Inventory", FIRST, LAST), by=None)
    with pytest.raises(PauseError, match="Another pause"):
        change_pause(other, FESTIVAL, by=None)


def test_the_database_refuses_a_pause_that_ends_before_it_begins(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedPause.objects.create(team=team, name="Rest", starts_on=LAST, ends_on=FIRST)
