from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from journeys import cast
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation, ConversationToken, Message
from loket.helpcentre.tests.test_contact import picture
from loket.people.actors import SYSTEM
from loket.reception.counter import take
from loket.surveys.models import Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client, counter):
    """Bea's conversation, which waits for a person and is open in her browser."""
    client.post("/en/contact", {"text": "My parcel is lost", "to": "person"})
    return Conversation.objects.get()


@pytest.fixture
def page(case):
    return f"/en/conversations/{case.pk}"


def olga():
    """Another browser, with a conversation of its own."""
    outsider = Client()
    outsider.post("/en/contact", {"text": "Mine", "to": "person"})
    return outsider


@pytest.mark.parametrize(
    "ending", ["", "/news", "/record.txt", "/record.json", "/files/11111111-2222-4333-8444-555555555555"]
)
def test_olga_sees_nothing_of_it(client, case, page, ending):
    token = next(morsel.value for name, morsel in client.cookies.items() if name.startswith("loket_case_"))
    outsider = olga()
    assert outsider.get(page + ending).status_code == 404
    # Not even with a token of her own under the name of his.
    own = next(morsel.value for name, morsel in outsider.cookies.items() if name.startswith("loket_case_"))
    outsider.cookies[f"loket_case_{case.pk.hex}"] = own
    response = outsider.get(page + ending)
    assert response.status_code == 404 and case.number not in response.content.decode()
    assert token not in response.content.decode()


@pytest.mark.parametrize("ending", ["", "/person", "/end", "/rating", "/forget"])
def test_olga_changes_nothing(case, page, ending):
    before = Message.objects.filter(conversation=case).count()
    olga().post(page + ending, {"text": "Hello", "score": "1"})
    case.refresh_from_db()
    assert Message.objects.filter(conversation=case).count() == before
    assert not case.is_closed and not Rating.objects.exists()
    assert ConversationToken.objects.filter(conversation=case, ended_at=None).exists()


def test_forms_from_other_sites_are_refused(case, page):
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(page, {"text": "x"}).status_code == 403


def test_page_shows_what_an_agent_says(client, case, page, counter):
    take(case.pk, by=counter)
    post_reply(case.pk, Words(text="I look into it", language="en"), by=counter)
    shown = client.get(page)
    assert "I look into it" in shown.content.decode() and "Ada" in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["Cache-Control"]) == ("same-origin", "no-store")
    case.refresh_from_db()
    assert case.seen_sequence == case.last_sequence


def test_news_brings_only_what_is_new(client, case, page, counter):
    case.refresh_from_db()
    seen = case.last_sequence
    take(case.pk, by=counter)
    post_reply(case.pk, Words(text="Here I am", language="en"), by=counter)
    news = client.get(f"{page}/news", {"after": seen}).content.decode()
    assert "Here I am" in news and "My parcel is lost" not in news and 'class="day"' not in news
    for nonsense in ("", "-1", "x", "9" * 40, "²"):
        assert client.get(f"{page}/news", {"after": nonsense}).status_code == 200


def test_reply_is_stored_once_however_often_it_is_sent(client, case, page):
    key = re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode())[1]
    for _each in range(2):
        assert client.post(page, {"text": "One more thing\r\nand two", "key": key}).status_code == 302
    assert Message.objects.filter(text="One more thing\nand two").count() == 1


def test_empty_reply_is_named(client, case, page):
    assert client.post(page, {"text": "  "}).status_code == 422
    long = client.post(page, {"text": "y" * 10_001})
    assert long.status_code == 422 and "y" * 10_001 in long.content.decode()


def test_file_is_sent_seen_and_hidden_from_olga(client, case, page):
    assert client.post(page, {"text": "", "attachments": [picture()]}).status_code == 302
    address = re.search(r'href="([^"]+/files/[^"]+)"', client.get(page).content.decode())[1]
    assert client.get(address)["Content-Type"] == "image/png"
    assert client.get(f"{address}?small=1")["Content-Type"] == "image/webp"
    assert olga().get(address).status_code == 404


def test_options_are_buttons_and_say_what_was_chosen(client, case, page, counter):
    take(case.pk, by=counter)
    options = [{"id": "more", "text": "Tell me more"}]
    post_reply(case.pk, Words(text="Which?", language="en", kind="options", options=options), by=counter)
    assert 'name="choice" value="more"' in client.get(page).content.decode()
    client.post(page, {"choice": "more", "key": "choice-3"})
    message = Message.objects.filter(sender="customer").latest("sequence")
    assert (message.choice, message.text) == ("more", "Tell me more")


def test_a_person_can_be_called_from_the_page(client, counter):
    client.post("/en/contact", {"text": "Where is my refund?", "to": "assistant"})
    case = Conversation.objects.get()
    assert client.post(f"/en/conversations/{case.pk}/person").status_code == 302
    case.refresh_from_db()
    assert case.is_queued


def test_rating_after_the_end(client, case, page):
    client.post(f"{page}/end")
    assert 'name="score"' in client.get(page).content.decode()
    assert client.post(f"{page}/rating", {"score": "9"}).status_code == 422
    assert client.post(f"{page}/rating", {"score": "2", "reasons": ["slow"], "comment": "Hm"}).status_code == 302
    given = Rating.objects.get()
    assert (given.score, given.reasons, given.comment) == (2, ["slow"], "Hm")
    assert 'name="score"' not in client.get(page).content.decode()


def test_writing_opens_a_closed_case_again_but_not_an_old_one(client, case, page):
    close(case.pk, by=SYSTEM)
    assert client.post(page, {"text": "Still here"}).status_code == 302
    close(case.pk, by=SYSTEM)
    Conversation.objects.update(closed_at=timezone.now() - timedelta(days=15))
    late = client.post(page, {"text": "kept words"})
    assert late.status_code == 409 and "kept words</textarea>" in late.content.decode()


def test_pace_is_limited_and_words_are_kept(client, case, page, settings):
    settings.LOKET_LIMIT_MESSAGES_PER_MINUTE = 2
    client.post(page, {"text": "two"})
    response = client.post(page, {"text": "kept words"})
    assert response.status_code == 429 and "kept words</textarea>" in response.content.decode()


def test_record_can_be_kept(client, case, page):
    text = client.get(f"{page}/record.txt")
    assert case.number in text["Content-Disposition"] and "My parcel is lost" in text.content.decode()
    assert client.get(f"{page}/record.json").json()["number"] == case.number
    assert client.get(f"{page}/record.exe").status_code == 404


def test_private_link_lets_another_device_in_after_a_press(client, case, page):
    link = re.search(r'value="(http[^"]+/en/c/[^"]+)"', client.get(page).content.decode())[1]
    path = "/en/c/" + link.rsplit("/", 1)[1]
    phone = Client()
    shown = phone.get(path)
    assert shown["Referrer-Policy"] == "strict-origin" and "My parcel" not in shown.content.decode()
    assert phone.get(page).status_code == 404
    assert phone.post(path)["Location"].startswith(page)
    assert phone.get(page).status_code == 200
    assert phone.get("/en/c/wrong").status_code == 404


def test_a_forgotten_device_is_out(client, case, page):
    copy = client.cookies[f"loket_case_{case.pk.hex}"].value
    assert client.post(f"{page}/forget").status_code == 200
    assert client.get(page).status_code == 404
    client.cookies[f"loket_case_{case.pk.hex}"] = copy
    assert client.get(page).status_code == 404


def test_token_lies_idle_for_thirty_days_at_most(client, case, page):
    ConversationToken.objects.update(used_at=timezone.now() - timedelta(days=31))
    assert client.get(page).status_code == 404


def test_token_is_kept_from_scripts_and_appears_in_no_address(client, case, page):
    cookie = client.cookies[f"loket_case_{case.pk.hex}"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie.value not in page


def test_other_languages_show_the_same_case(client, case):
    for tag in ("pt-BR", "id", "es"):
        assert client.get(f"/{tag}/conversations/{case.pk}").status_code == 200


def test_number_of_queries_does_not_grow_with_messages(client, case, page, django_assert_max_num_queries):
    cast.ada()
    for each in range(12):
        Message.objects.create(
            conversation=case, sequence=case.last_sequence + 1 + each, sender="customer", text="x", language="en"
        )
    with django_assert_max_num_queries(26):
        client.get(page)
