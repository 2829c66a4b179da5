from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from journeys import cast
from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import ALL_WEEK, Interval, Schedule
from loket.conversations.models import Conversation, Message
from loket.files.models import Upload
from loket.helpcentre.hours import coming_week

pytestmark = pytest.mark.django_db
PAGE = "/en/contact"


def picture():
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return SimpleUploadedFile("parcel.png", content.getvalue(), "image/png")


def key_of(client):
    return re.search(r'name="key" value="([^"]+)"', client.get(PAGE).content.decode())[1]


def test_a_person_is_one_press_away_without_javascript(client, counter, articles):
    response = client.post(
        PAGE,
        {"text": "My parcel is lost", "to": "person", "article": "return-label", "name": "Bea", "email": "b@x.example"},
    )
    case = Conversation.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/en/conversations/{case.pk}")
    assert case.is_queued and case.article == "return-label" and case.topic == "returns-refunds"
    assert (case.customer.name, case.customer.email) == ("Bea", "b@x.example")
    page = client.get(response["Location"]).content.decode()
    assert "queue-card" in page and case.number in page and "My parcel is lost" in page


def test_a_person_comes_without_a_word(client, counter):
    client.post(PAGE, {"text": "", "to": "person"})
    assert Conversation.objects.get().is_queued


def test_the_assistant_answers_when_asked(client, counter):
    client.post(PAGE, {"text": "Where is my refund?", "to": "assistant"})
    assert Message.objects.exclude(sender="customer").exists()


def test_the_same_form_twice_leads_to_one_conversation(client, counter):
    form = {"text": "Lost", "to": "person", "key": key_of(client)}
    first, second = client.post(PAGE, form), client.post(PAGE, form)
    assert first["Location"] == second["Location"]
    assert Conversation.objects.count() == 1
    assert Message.objects.filter(sender="customer").count() == 1
    assert client.get(second["Location"]).status_code == 200


def test_files_go_along(client, counter):
    client.post(PAGE, {"text": "See", "to": "person", "attachments": [picture(), picture()]})
    message = Message.objects.get(sender="customer")
    assert message.attachments.count() == 2


def test_a_file_that_is_not_taken_begins_nothing_and_keeps_the_words(client, counter):
    wrong = SimpleUploadedFile("run.exe", b"MZ" + b"\0" * 100, "image/png")
    response = client.post(PAGE, {"text": "Look at this", "to": "person", "attachments": [wrong]})
    assert response.status_code == 422
    assert "Look at this</textarea>" in response.content.decode()
    assert not Conversation.objects.exists() and not Upload.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "", "to": "assistant"},
        {"text": "x" * 10_001},
        {"text": "a\0b"},
        {"text": "kept words", "email": "no address"},
        {"text": "kept words", "name": "n" * 101},
        {"text": "kept words", "article": "../../etc"},
        {"text": "kept words", "to": "nobody"},
    ],
)
def test_wrong_input_is_named_and_nothing_is_lost(client, counter, wrong):
    response = client.post(PAGE, {"to": "person", **wrong})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert "kept words" not in wrong.get("text", "") or "kept words</textarea>" in page
    assert not Conversation.objects.exists()


def test_too_many_files_are_refused(client, counter):
    response = client.post(PAGE, {"text": "See", "attachments": [picture() for _each in range(4)]})
    assert response.status_code == 422
    assert not Conversation.objects.exists()


def test_one_address_cannot_begin_conversations_without_end(client, counter, settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 2
    statuses = [client.post(PAGE, {"text": f"No {each}", "to": "person"}).status_code for each in range(3)]
    assert statuses == [302, 302, 429]
    last = client.post(PAGE, {"text": "kept words"})
    assert last["Retry-After"] and "kept words</textarea>" in last.content.decode()


def test_ten_thousand_emoji_are_welcome(client, counter):
    client.post(PAGE, {"text": "😀" * 10_000, "to": "person"})
    assert Message.objects.get(sender="customer").text == "😀" * 10_000


def test_hours_stand_in_the_visitors_zone(client, counter):
    team = cast.team("indonesian", languages=("id",))
    set_service_hours(team, intervals=tuple(Interval(day, 8 * 60, 21 * 60) for day in range(7)), by=None)
    client.cookies["loket_time_zone"] = "Asia%2FTokyo"
    page = client.get("/pt-BR/contact").content.decode()
    # 8 to 21 o'clock in UTC, on a clock nine hours ahead.
    assert "00:00–06:00, 17:00–00:00" in page
    assert "Bahasa Indonesia" in page


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../../etc/passwd", "\x7f", "x" * 5000])
def test_a_zone_that_does_not_exist_does_no_harm(client, counter, zone):
    client.cookies["loket_time_zone"] = zone
    assert client.get(PAGE).status_code == 200


def test_page_stands_without_any_team(client):
    response = client.get("/es/contact")
    assert response.status_code == 200 and "counter--closed" in response.content.decode()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Jakarta", "America/Recife", "Asia/Kathmandu"])
def test_a_team_that_never_closes_is_open_all_week_everywhere(zone):
    week = coming_week(Schedule("UTC", ALL_WEEK), ZoneInfo(zone), datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert len(week) == 1 and week[0].is_whole_week and week[0].stretches[0].is_whole_day


def test_hours_are_folded_into_days_alike():
    schedule = Schedule("Asia/Jakarta", tuple(Interval(day, 8 * 60, 21 * 60) for day in range(5)))
    week = coming_week(schedule, ZoneInfo("Asia/Jakarta"), datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert [(each.first, each.last, len(each.stretches)) for each in week] == [(0, 4, 1), (5, 6, 0)]
