from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from journeys.cast import ada, ana, team
from loket.calendars.actions.planned_pauses import PauseFacts, plan_pause
from loket.calendars.actions.public_holidays import keep_holidays
from loket.calendars.places import Place
from loket.calendars.queries import coming_holidays, kept_places, planned_pauses, schedule_of
from loket.desk.tests.waiting import signed_in

pytestmark = pytest.mark.django_db

PAGE = "/desk/team/english/closed-days"
NEXT_YEAR = timezone.now().year + 1
CHRISTMAS = date(NEXT_YEAR, 12, 25)


def typed(**changed):
    return {"name": "Stocktaking", "starts_on": f"{NEXT_YEAR}-06-01", "ends_on": f"{NEXT_YEAR}-06-03", **changed}


def shown_text(language="en"):
    client = signed_in(ana())
    return client.get(PAGE, headers={"accept-language": language}).content.decode()


def test_a_country_is_added_and_its_holidays_are_shown():
    ours = team()
    assert signed_in(ana()).post(f"{PAGE}/places", {"add": "BR"}).url == PAGE
    assert kept_places(ours) == [Place("BR")]
    assert CHRISTMAS in schedule_of(ours).holidays
    page = shown_text()
    assert "Christmas Day" in page
    assert "São Paulo" in page
    assert "public holidays of Brazil" in signed_in(ana()).get("/desk/team/english").content.decode()


def test_holidays_are_named_in_the_language_of_the_page():
    keep_holidays(team(), [Place("BR"), Place("ID")], by=None)
    client = signed_in(ana())
    client.cookies["loket_language"] = "pt-br"
    page = client.get(PAGE).content.decode()
    assert "Natal (Brasil)" in page
    assert "Christmas Day (Indonésia)" in page


def test_a_name_that_countries_share_is_said_once():
    keep_holidays(team(), [Place("MX"), Place("BR")], by=None)
    assert "Christmas Day (Brazil, Mexico)" in shown_text()


def test_a_region_is_chosen_and_a_country_taken_away():
    ours = team()
    fields = {"country": ["BR", "MX"], "region": ["SP", ""]}
    signed_in(ana()).post(f"{PAGE}/places", fields)
    assert kept_places(ours) == [Place("BR", "SP"), Place("MX")]
    assert "Brazil (São Paulo), Mexico" in signed_in(ana()).get("/desk/team/english").content.decode()
    signed_in(ana()).post(f"{PAGE}/places", {**fields, "remove": "0"})
    assert kept_places(ours) == [Place("MX")]


def test_a_place_that_nobody_knows_is_refused_and_nothing_is_lost():
    ours = team()
    keep_holidays(ours, [Place("MX")], by=None)
    answer = signed_in(ana()).post(f"{PAGE}/places", {"country": ["MX"], "region": ["Atlantis"], "add": ""})
    assert answer.status_code == 422
    assert "Atlantis" in answer.content.decode()
    assert kept_places(ours) == [Place("MX")]


def test_a_single_holiday_is_switched_off_and_on_again():
    ours = team()
    keep_holidays(ours, [Place("US")], by=None)
    shown = [str(each.date) for each in coming_holidays(ours, timezone.now().date(), language="en")]
    closed = [day for day in shown if day != str(CHRISTMAS)]
    signed_in(ana()).post(f"{PAGE}/holidays", {"shown": shown, "closed": closed})
    assert CHRISTMAS not in schedule_of(ours).holidays
    assert len(schedule_of(ours).holidays) == len(shown) - 1
    signed_in(ana()).post(f"{PAGE}/holidays", {"shown": shown, "closed": shown})
    assert CHRISTMAS in schedule_of(ours).holidays


def test_a_day_that_was_not_on_the_page_is_left_as_it_was():
    ours = team()
    keep_holidays(ours, [Place("US")], by=None)
    signed_in(ana()).post(f"{PAGE}/holidays", {"shown": ["2026-13-45", "nonsense"], "closed": []})
    assert CHRISTMAS in schedule_of(ours).holidays


def test_a_festival_is_adopted_once_and_stays_editable(monkeypatch):
    ours = team()
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat("2026-01-05T12:00+00:00"))
    client = signed_in(ana())
    assert "festivals/lebaran-2026" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}/festivals/lebaran-2026", {"for": "team"})
    client.post(f"{PAGE}/festivals/lebaran-2026", {"for": "team"})
    (pause,) = planned_pauses(ours, date(2026, 1, 5))
    assert date(2026, 3, 24) in schedule_of(ours).holidays
    assert "festivals/lebaran-2026" not in client.get(PAGE).content.decode()
    longer = {"name": "Lebaran", "starts_on": "2026-03-18", "ends_on": "2026-03-27"}
    client.post(f"{PAGE}/pauses/{pause.pk}", longer)
    assert date(2026, 3, 27) in schedule_of(ours).holidays
    client.post(f"{PAGE}/pauses/{pause.pk}", {"drop": "1"})
    assert schedule_of(ours).holidays == frozenset()


def test_a_festival_may_pause_every_team_that_keeps_its_country(monkeypatch):
    ours, theirs, others = team(), team("indonesian"), team("spanish")
    for each in (ours, theirs):
        keep_holidays(each, [Place("ID")], by=None)
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat("2026-01-05T12:00+00:00"))
    signed_in(ana()).post(f"{PAGE}/festivals/lebaran-2026", {"for": "countries"})
    joint_leave = date(2026, 3, 24)
    assert [joint_leave in schedule_of(each).holidays for each in (ours, theirs, others)] == [True, True, False]
    assert "All teams that keep holidays of Indonesia" in shown_text()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": ""}, "This field is required"),
        ({"starts_on": "soon"}, "Enter a valid date"),
        ({"ends_on": f"{NEXT_YEAR}-05-01"}, "The last day must not be before the first."),
        ({"ends_on": f"{NEXT_YEAR}-12-31"}, "A pause lasts 60 days at most"),
    ],
)
def test_an_unclear_pause_is_refused_and_what_was_typed_stays(changed, reason):
    ours = team()
    answer = signed_in(ana()).post(f"{PAGE}/pauses", typed(**changed))
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert f"{NEXT_YEAR}-06-0" in answer.content.decode()
    assert planned_pauses(ours, date.min) == []


def test_a_pause_of_another_team_is_out_of_reach():
    ours, theirs = team(), team("spanish")
    days = date(NEXT_YEAR, 6, 1), date(NEXT_YEAR, 6, 2)
    pause = plan_pause(theirs, PauseFacts("Rest", *days), by=None)
    assert signed_in(ana()).post(f"{PAGE}/pauses/{pause.pk}", {"drop": "1"}).status_code == 404
    assert planned_pauses(ours, date.min) == []
    assert len(planned_pauses(theirs, date.min)) == 1


def test_the_preview_of_hours_knows_the_public_holidays(monkeypatch):
    ours = team()
    keep_holidays(ours, [Place("US")], by=None)
    noon = datetime.combine(CHRISTMAS, datetime.min.time(), timezone.get_current_timezone()) + timedelta(hours=12)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    hours = {f"day{number}": "24h" for number in range(7)} | {"holidays": "", "extra": ""}
    answer = signed_in(ana()).post("/desk/team/english/hours/preview", hours).content.decode()
    assert "Closed. Opens" in answer


@pytest.mark.parametrize("path", ["", "/places", "/holidays", "/festivals/lebaran-2027", "/pauses", "/pauses/1"])
def test_an_agent_changes_no_closed_days(path):
    ours = team()
    assert signed_in(ada()).post(f"{PAGE}{path}", {"add": "BR", **typed()}).status_code == 404
    assert kept_places(ours) == []
    assert planned_pauses(ours, date.min) == []
