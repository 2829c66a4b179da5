from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from loket.conversations.models import Conversation
from loket.lib.sealing import unseal
from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.links import CONVERSATION, PREFERENCES, preferences_link, read_link, signed_link
from loket.notices.models import Notice, Preference
from loket.notices.references import LINK, SEALED_FOR
from loket.people.models import Customer
from loket.reception.telling.links import RATING, rating_link
from loket.reception.telling.recipients import recipient_of
from loket.surveys.models import Rating

pytestmark = pytest.mark.django_db
QUESTION = "Where may we write to you if you leave?"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:9", "help@samudra.example"


@pytest.fixture
def case(client, counter):
    """Bea asked for a person in her browser, and left no address."""
    client.post("/en/contact", {"text": "My parcel is lost", "to": "person"})
    return Conversation.objects.select_related("customer").get()


def page_of(client, case):
    return client.get(f"/en/conversations/{case.pk}").content.decode()


def give(client, case, **address):
    return client.post(f"/en/conversations/{case.pk}/contact", address)


def path(link):
    return urlsplit(link).path


def test_who_waits_is_asked_once_and_gets_the_way_back_at_once(client, case):
    assert QUESTION in page_of(client, case)
    assert give(client, case, email="Bea@mail.example").status_code == 302
    page = page_of(client, case)
    assert "we write to B•••@mail.example" in page and "Bea@mail.example" not in page
    notice = Notice.objects.get()
    assert (notice.purpose, notice.email, notice.is_urgent) == ("link_to_conversation", "Bea@mail.example", True)
    link = unseal(notice.sealed, purpose=SEALED_FOR)[LINK]
    facts = read_link(link.rpartition("/")[2], purpose=CONVERSATION)
    assert facts is not None and facts.subject == case.subject


def test_the_same_address_gets_one_link_however_often_it_is_given(client, case):
    for _each in range(3):
        give(client, case, email="bea@mail.example")
    assert Notice.objects.count() == 1
    assert give(client, case, email="bea@mail.example").status_code == 429


@pytest.mark.parametrize("address", ["", "bea", "bea@", "a b@mail.example", f"{'a' * 250}@mail.example"])
def test_what_is_no_address_is_said_and_kept_in_the_field(client, case, address):
    answer = give(client, case, email=address)
    assert answer.status_code == 422
    assert not address or f'value="{address}"' in answer.content.decode()
    assert Customer.objects.get().email == "" and not Notice.objects.exists()


def test_a_phone_is_asked_for_only_where_a_sender_takes_it(client, case, settings):
    assert 'name="phone"' not in page_of(client, case)
    settings.LOKET_SENDER_URL = "https://shop.example/send"
    assert 'name="phone"' in page_of(client, case)
    assert give(client, case, phone="not a number").status_code == 422
    assert give(client, case, phone="+55 81 99999-0000").status_code == 302
    assert Customer.objects.get().phone == "+55 81 99999-0000"


def test_without_a_sender_no_page_promises_to_write(client, case, settings):
    settings.LOKET_SMTP_URL = settings.LOKET_SENDER_URL = ""
    settings.LOKET_DEMO = False
    Customer.objects.update(email="bea@mail.example")
    for page in (page_of(client, case), client.get("/en/contact").content.decode()):
        assert not re.search(r"we write to|We write there|may we write", page)
    assert give(client, case, email="olga@mail.example").status_code == 422
    assert Customer.objects.get().email == "bea@mail.example"


def test_the_shops_word_counts_and_is_not_asked_about(client, case):
    Customer.objects.update(external_id="u-17", email="bea@shop.example")
    page = page_of(client, case)
    assert QUESTION not in page and "b•••@shop.example" in page and "another address" not in page
    assert give(client, case, email="olga@mail.example").status_code == 422
    assert Customer.objects.get().email == "bea@shop.example"


def test_whoever_has_one_of_several_cases_changes_nothing_for_the_others(client, case):
    Conversation.objects.create(number="7KQ2M9XA", customer=case.customer, language="en", page_language="en")
    assert QUESTION not in page_of(client, case)
    assert give(client, case, email="olga@mail.example").status_code == 422


def test_nobody_without_the_token_gives_an_address(case):
    assert give(Client(), case, email="olga@mail.example").status_code == 404


def test_a_dead_address_does_not_count(client, case):
    from loket.notices.actions.addresses import mark_bounced  # noqa: PLC0415  one test needs it

    mark_bounced("bea@mail.example", kind="hard", said="550", now=case.created_at)
    assert give(client, case, email="bea@mail.example").status_code == 422
    assert Customer.objects.get().email == "" and not Notice.objects.exists()


def test_the_contact_form_says_what_an_address_is_for(client, counter):
    assert "We write there when you have left the page" in client.get("/en/contact").content.decode()


def test_opening_the_page_takes_back_what_waits_to_be_told(client, case):
    told = Telling(
        "queued",
        "case_queued",
        recipient_of(case),
        case.subject,
        fields={"number": case.number},
        link="https://x.example",
    )
    Customer.objects.update(email="bea@mail.example")
    notice = tell(told)
    page_of(client, case)
    notice.refresh_from_db()
    assert notice.opened_at is not None


# -- rating by a link ---------------------------------------------------------------------------------------


def test_one_tap_rates_on_another_device(client, case):
    client.post(f"/en/conversations/{case.pk}/end")
    phone, link = Client(), path(rating_link(case))
    asked = phone.get(link, {"score": "4"})
    assert asked.status_code == 200 and 'value="4" checked' in asked.content.decode()
    assert not Rating.objects.exists()
    assert "Thank you" in phone.post(link, {"score": "4"}).content.decode()
    assert Rating.objects.get().score == 4
    phone.post(link, {"score": "5", "comment": "Quick"})
    assert (Rating.objects.get().score, Rating.objects.get().comment) == (5, "Quick")
    assert not phone.cookies.get(f"loket_case_{case.pk.hex}")


def test_a_number_that_is_none_rates_nothing(client, case):
    client.post(f"/en/conversations/{case.pk}/end")
    for score in ("0", "6", "x", ""):
        assert Client().post(path(rating_link(case)), {"score": score}).status_code == 422
    assert " checked" not in Client().get(path(rating_link(case)), {"score": "6"}).content.decode()
    assert not Rating.objects.exists()


def test_a_scanner_that_runs_scripts_finds_none_that_would_rate(case, client):
    client.post(f"/en/conversations/{case.pk}/end")
    page = Client().get(path(rating_link(case)), {"score": "1"}).content.decode()
    assert page.count("rate.js") == 0 and "Send rating" in page


def test_a_link_for_something_else_rates_nothing(case):
    named = {"subject": case.subject, "recipient_kind": "customer", "recipient_id": str(case.customer_id)}
    a_week = timedelta(days=7)
    other = signed_link("/en/r", purpose=CONVERSATION, lives_for=a_week, **named)
    over = signed_link("/en/r", purpose=RATING, lives_for=-a_week, **named)
    foreign = signed_link("/en/r", purpose=RATING, lives_for=a_week, **{**named, "recipient_id": "x"})
    for link in (other, over, foreign, "/en/r/nonsense"):
        assert Client().post(path(link), {"score": "5"}).status_code == 404


# -- preferences --------------------------------------------------------------------------------------------


def preferences(case, door="preferences"):
    return path(preferences_link(recipient_of(case), language="en", door=door))


def preference():
    return Preference.objects.get()


def test_quiet_hours_and_digests_are_hers_to_choose(case):
    link = preferences(case)
    assert 'value="21:00"' in Client().get(link).content.decode()
    asked = {"channels": "email", "quiet_from": "22:30", "quiet_to": "07:00"}
    assert Client().post(link, asked).status_code == 200
    kept = preference()
    assert (kept.quiet_from.hour, kept.quiet_to.hour, kept.digest, kept.channels_off) == (22, 7, False, [])
    assert 'value="22:30"' in Client().get(link).content.decode()
    assert Client().post(link, {"quiet_from": "22:30"}).status_code == 422


def test_everything_that_may_be_declined_stops(case):
    page = Client().post(preferences(case), {"stop": "1"}).content.decode()
    assert "We write no more" in page and set(preference().channels_off) == {"email", "sender", "demo"}


def test_mail_programs_stop_it_with_one_call_and_no_form_of_ours(case):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(preferences(case, "stop"), {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert preference().channels_off
    assert strict.post(preferences(case), {"stop": "1"}).status_code == 403


def test_whoever_opens_the_way_out_in_a_browser_chooses_there(case):
    answer = Client().get(preferences(case, "stop"))
    assert answer.status_code == 302 and "/en/preferences/" in answer["Location"]
    assert not Preference.objects.exists()


def test_only_the_own_link_opens_them(case):
    named = {"recipient_kind": "customer", "recipient_id": str(case.customer_id), "lives_for": timedelta(days=1)}
    wrong = signed_link("/en/preferences", purpose=PREFERENCES, subject=case.subject, **named)
    other = signed_link("/en/preferences", purpose=RATING, subject=f"customer:{case.customer_id}", **named)
    gone = preferences_link(Recipient("customer", "x"), language="en")
    for link in (wrong, other, gone, "/en/preferences/nonsense"):
        assert Client().get(path(link)).status_code == 404
    Customer.objects.update(erased_at=case.created_at)
    assert Client().get(preferences(case)).status_code == 404
