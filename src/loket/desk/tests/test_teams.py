from __future__ import annotations

import pytest

from journeys.cast import ada, ana, edith, team
from loket.calendars.queries import holiday_names, schedule_of
from loket.calendars.service_hours import ALL_WEEK, Interval
from loket.desk.tests.waiting import signed_in
from loket.people.access import teams_visible_to

pytestmark = pytest.mark.django_db


def hours(**changed):
    return {**{f"day{number}": "" for number in range(7)}, "holidays": "", "extra": "", **changed}


def values(**changed):
    return {"name": "English", "languages": "en", "time_zone": "UTC", "is_fallback": "on", "members": [], **changed}


def test_a_team_is_added_with_its_members():
    boss, agent = ana(), ada()
    team()
    fields = values(name="Português", languages="pt-BR", time_zone="America/Sao_Paulo", members=[agent.user.pk])
    answer = signed_in(boss).post("/desk/teams/new", {**fields, "is_fallback": ""})
    assert answer.url == "/desk/team/portugues"
    made = teams_visible_to(boss).get(slug="portugues")
    assert list(made.members.all()) == [agent.user]
    assert not made.is_fallback


def test_two_teams_never_share_a_name_or_an_address():
    client = signed_in(ana())
    team()
    assert client.post("/desk/teams/new", values(name="english")).status_code == 422
    assert client.post("/desk/teams/new", values(name="日本")).url == "/desk/team/team"
    assert client.post("/desk/teams/new", values(name="中国")).url == "/desk/team/team-2"


def test_one_team_always_takes_the_other_languages():
    boss = ana()
    team()
    client = signed_in(boss)
    answer = client.post("/desk/team/english", values(is_fallback=""))
    assert "Some team has to take them" in answer.content.decode()
    client.post("/desk/teams/new", values(name="World", languages="fr"))
    assert [each.slug for each in teams_visible_to(boss).filter(is_fallback=True)] == ["world"]


def test_an_editor_cannot_be_a_member_who_answers():
    member = edith()
    team()
    answer = signed_in(ana()).post("/desk/team/english", values(members=[member.user.pk]))
    assert answer.status_code == 422


def test_hours_are_stored_with_holidays_and_single_days():
    ours = team()
    fields = hours(day0="8-12, 13-20", day6="24h", holidays="2030-12-25 Christmas", extra="2030-12-24 9-13")
    assert signed_in(ana()).post("/desk/team/english/hours", fields).status_code == 302
    stored = schedule_of(ours)
    assert stored.intervals == (Interval(0, 480, 720), Interval(0, 780, 1200), Interval(6, 0, 1440))
    assert list(holiday_names(ours).values()) == ["Christmas"]
    page = signed_in(ana()).get("/desk/team/english").content.decode()
    assert "8:00-12:00, 13:00-20:00" in page
    assert "2030-12-24 9:00-13:00" in page


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"day0": "whenever"}, "is not clear"),
        ({"day0": "8-12, 11-13"}, "overlap"),
        ({"holidays": "Christmas"}, "Line 1 must begin with a date"),
        ({"extra": "2030-12-24"}, "needs hours"),
    ],
)
def test_unclear_hours_are_refused_and_what_was_typed_stays(changed, reason):
    ours = team()
    answer = signed_in(ana()).post("/desk/team/english/hours", hours(**changed))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert reason in html
    assert next(iter(changed.values())) in html
    assert schedule_of(ours).intervals == ()


def test_the_sentence_that_customers_will_read_is_shown_while_typing():
    ours = team()
    every_day = {f"day{number}": "24h" for number in range(7)}
    answer = signed_in(ana()).post("/desk/team/english/hours/preview", hours(**every_day))
    assert "Open now, day and night." in answer.content.decode()
    assert schedule_of(ours).intervals == ()
    assert (
        "not clear yet" in signed_in(ana()).post("/desk/team/english/hours/preview", hours(day0="x")).content.decode()
    )
    assert ALL_WEEK[0] == Interval(0, 0, 1440)


def test_an_agent_changes_no_hours():
    ours = team()
    assert signed_in(ada()).post("/desk/team/english/hours", hours(day0="24h")).status_code == 404
    assert schedule_of(ours).intervals == ()
