from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from loket.conversations.models import Conversation, ConversationToken
from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.links import conversation_link, signed_link
from loket.notices.models import Notice

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7)
LONG_AGO = timedelta(days=-1)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:9", "help@samudra.example"


@pytest.fixture
def case(client, counter):
    """Bea's conversation, begun in her browser, with a mail address."""
    client.post("/en/contact", {"text": "My parcel is lost", "to": "person"})
    begun = Conversation.objects.select_related("customer").get()
    begun.customer.email = "bea@bolt.example"
    begun.customer.save()
    return begun


def link_to(case, *, lives_for=A_WEEK, **changes):
    """The path of a link in a letter."""
    given = {"recipient_kind": "customer", "recipient_id": str(case.customer_id), **changes}
    return urlsplit(conversation_link(case.subject, language="en", lives_for=lives_for, **given)).path


def without_addresses(response):
    """A page without what its own address and each visit change in it."""
    return re.sub(r'"[^"]*"', "", response.content.decode())


def told_about(case):
    recipient = Recipient("customer", str(case.customer_id), email="bea@bolt.example")
    fields = {"number": case.number}
    return tell(Telling("queued", "case_queued", recipient, case.subject, fields=fields, link="https://x.example/"))


def test_a_link_opens_its_conversation_on_another_device(case):
    phone = Client()
    asked = phone.get(link_to(case))
    assert asked.status_code == 200 and case.number in asked.content.decode()
    opened = phone.post(link_to(case), follow=True)
    assert opened.redirect_chain[0][0] == f"/en/conversations/{case.pk}#latest"
    assert "My parcel is lost" in opened.content.decode()


def test_what_only_fetches_a_link_changes_nothing(case):
    notice, before = told_about(case), ConversationToken.objects.count()
    for _each in range(3):
        scanner = Client()
        assert scanner.get(link_to(case)).status_code == 200 and scanner.head(link_to(case)).status_code == 200
        assert not scanner.cookies.get(f"loket_case_{case.pk.hex}")
    notice.refresh_from_db()
    assert notice.opened_at is None and ConversationToken.objects.count() == before
    assert Client().post(link_to(case)).status_code == 302


def test_opening_a_link_tells_that_it_was_read(case):
    notice = told_about(case)
    Client().post(link_to(case))
    notice.refresh_from_db()
    assert notice.opened_at is not None


def test_a_browser_that_was_let_in_goes_right_through(client, case):
    before = ConversationToken.objects.count()
    assert client.get(link_to(case))["Location"] == f"/en/conversations/{case.pk}#latest"
    assert ConversationToken.objects.count() == before


def test_the_address_is_told_to_nobody_and_kept_by_nobody(case):
    response = Client().get(link_to(case))
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("strict-origin", "no-store")
    assert response["X-Robots-Tag"] == "noindex"


def test_a_form_from_elsewhere_opens_nothing(case):
    assert Client(enforce_csrf_checks=True).post(link_to(case)).status_code == 403


def wrong_links(case):
    other = {"recipient_kind": "customer", "recipient_id": str(case.customer_id), "lives_for": A_WEEK}
    yield "/en/l/nonsense"
    yield f"{link_to(case)}x"
    yield link_to(case, recipient_id=str(uuid4()))
    yield link_to(case, recipient_id="olga")
    yield link_to(case, recipient_kind="seller")
    yield urlsplit(signed_link("/en/l", purpose="sign_in", subject=case.subject, **other)).path
    for subject in (f"order:{case.pk}", f"conversation:{uuid4()}", "conversation:x"):
        yield urlsplit(conversation_link(subject, language="en", **other)).path


def test_a_wrong_link_answers_like_what_does_not_exist(case):
    nothing = without_addresses(Client().get("/en/nothing-is-here"))
    for path in wrong_links(case):
        for asked in (Client().get(path), Client().post(path)):
            assert asked.status_code == 404, path
            assert without_addresses(asked) == nothing


def test_a_link_to_somebody_erased_opens_nothing(case):
    case.customer.erased_at = case.created_at
    case.customer.save()
    assert Client().get(link_to(case)).status_code == 404


def test_a_link_that_is_over_says_so_and_sends_a_new_one(case):
    over = link_to(case, lives_for=LONG_AGO)
    asked = Client().get(over)
    assert asked.status_code == 410 and case.number not in asked.content.decode()
    assert not Notice.objects.exists()
    answer = Client().post(over)
    assert answer.status_code == 200 and not answer.cookies.get(f"loket_case_{case.pk.hex}")
    notice = Notice.objects.get()
    assert (notice.purpose, notice.recipient_id) == ("link_to_conversation", str(case.customer_id))


def test_a_new_link_is_sent_once_in_an_hour(case):
    for _each in range(5):
        Client().post(link_to(case, lives_for=LONG_AGO))
    assert Notice.objects.count() == 1


def test_who_asks_for_a_new_link_hears_the_same_whatever_there_is(case):
    gone = conversation_link(
        f"conversation:{uuid4()}",
        language="en", recipient_kind="customer", recipient_id=str(case.customer_id), lives_for=LONG_AGO,
    )  # fmt: skip
    paths = (link_to(case, lives_for=LONG_AGO), urlsplit(gone).path)
    heard = [without_addresses(Client().post(path)) for path in paths]
    assert heard[0] == heard[1]
    assert Notice.objects.count() == 1


def test_nothing_is_promised_where_nobody_can_write(case, settings):
    settings.LOKET_SMTP_URL, settings.LOKET_SENDER_URL, settings.LOKET_DEMO = "", "", False
    over = link_to(case, lives_for=LONG_AGO)
    for asked in (Client().get(over), Client().post(over)):
        assert asked.status_code == 410 and "Send me a new link" not in asked.content.decode()
    assert not Notice.objects.exists()
