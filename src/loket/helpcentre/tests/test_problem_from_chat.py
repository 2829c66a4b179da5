"""What Bea told in the chat comes into her claim: filled in, removable, and sent by nobody but her."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from loket.conversations.actions.inbound import Opening
from loket.disputes.models import Dispute
from loket.files.actions import store_upload
from loket.files.models import ScanState, Upload
from loket.files.tests.making import photo as camera_photo
from loket.helpcentre.tests.buyers import BEA, at, hidden, sign_in, stored, words
from loket.people.actors import NOBODY
from loket.people.identity import Identity
from loket.reception.actions import open_chat
from loket.reception.tests.story import says

pytestmark = pytest.mark.django_db
NUMBER = "LK-1"
BROKEN = "The strap of the bag is torn"


@pytest.fixture
def bea(client):
    came = (timezone.now() - timedelta(days=1)).isoformat()
    parcel = {"shipments__0__state": "delivered", "shipments__0__delivered_at": came}
    stored(NUMBER, state="delivered", **parcel)
    sign_in(client)
    return client


def chat(subject=BEA):
    opening = Opening(language="en", page_language="en", time_zone="America/Recife")
    return open_chat(opening, identity=Identity(subject, "customer", name="Bea"), by=NOBODY)


def told(opened, *, name="strap.jpg"):
    """Bea says what is wrong, shows it, and comes to what would put it right; the link of the last answer."""
    says(opened, "", choice=f"order:{NUMBER}")
    says(opened, "", choice="flow:damaged")
    asked = says(opened, BROKEN, uploads=(photo(opened, name),))[-1]
    return next(each["url"] for each in asked.sources if each["article"].startswith("claim:"))


def photo(opened, name):
    file = SimpleUploadedFile(name, camera_photo(), content_type="image/jpeg")
    return store_upload(file, scope=opened.conversation.subject).pk


def taps(client, url, **changes):
    """The link of the chat, and the page behind it sent as it stands."""
    page = client.get(url)
    return client.post(at(NUMBER, do="problem"), {**hidden(page), "lines": ["1"], "brings_chat": "1", **changes})


def test_the_page_says_what_comes_along_before_anything_is_made(bea):
    said = words(bea.get(told(chat())))
    assert BROKEN in said and "strap.jpg" in said
    assert not Dispute.objects.exists()


def test_words_wish_and_picture_of_the_chat_are_filled_in(bea):
    opened = chat()
    url = told(opened)
    says(opened, "", choice="go:damaged:to_person")
    answer = taps(bea, url)
    dispute = Dispute.objects.get()
    assert dispute.draft == {"reason": "snad_damaged", "text": BROKEN, "solution": "refund"}
    assert (dispute.state, dispute.conversation_id) == ("draft", opened.conversation.pk)
    item = dispute.evidence.get()
    assert (item.kind, item.by, item.upload.name) == ("photo", f"customer:{dispute.customer_id}", "strap.jpg")
    assert answer.url == at(NUMBER, a="problem", b=dispute.number, c="wish")


def test_the_message_keeps_its_picture_and_the_claim_has_its_own(bea):
    taps(bea, told(chat()))
    assert Upload.objects.filter(original=None).values("sha256").distinct().count() == 1
    assert Upload.objects.filter(original=None, claimed_at__isnull=False).count() == 2


def test_a_second_tap_makes_no_second_draft_and_overwrites_nothing(bea):
    url = told(chat())
    taps(bea, url)
    dispute = Dispute.objects.get()
    bea.post(at(NUMBER, a="problem", b=dispute.number, c="story"), {"text": "It is torn at both ends."})
    bea.post(at(NUMBER, a="problem", b=dispute.number, c="proof"), {"remove": str(dispute.evidence.get().pk)})
    taps(bea, url)
    again = Dispute.objects.get()
    assert again.draft["text"] == "It is torn at both ends."
    assert [each.withdrawn_at is None for each in again.evidence.all()] == [False]


def test_a_later_picture_comes_with_the_next_tap(bea):
    opened = chat()
    url = told(opened)
    taps(bea, url)
    file = SimpleUploadedFile("buckle.jpg", camera_photo(size=(90, 60)), content_type="image/jpeg")
    says(opened, "And this is the buckle", uploads=(store_upload(file, scope=opened.conversation.subject).pk,))
    taps(bea, url)
    assert sorted(each.upload.name for each in Dispute.objects.get().evidence.all()) == ["buckle.jpg", "strap.jpg"]


def test_without_the_tick_nothing_comes_along(bea):
    page = bea.get(told(chat()))
    bea.post(at(NUMBER, do="problem"), {**hidden(page), "lines": ["1"]})
    dispute = Dispute.objects.get()
    assert "text" not in dispute.draft and not dispute.evidence.exists()


def test_an_infected_file_stays_behind(bea):
    url = told(chat())
    Upload.objects.update(scan=ScanState.INFECTED)
    taps(bea, url)
    assert not Dispute.objects.get().evidence.exists()


def test_nobody_else_gets_at_what_was_told(bea):
    url = told(chat())
    case = url.rpartition("=")[2]
    stored("LK-2", buyer__external_id="u-99", payments__0__reference="pay-2", checkout_id="co-2")
    bea.cookies.clear()
    sign_in(bea, "u-99")
    page = bea.get(at("LK-2", do="problem") + f"?case={case}")
    assert page.status_code == 200 and BROKEN not in words(page) and "strap.jpg" not in words(page)
    bea.post(at("LK-2", do="problem"), {"lines": ["1"], "case": case, "brings_chat": "1"})
    assert Dispute.objects.get().draft == {}


def test_a_chat_about_something_else_brings_nothing(bea):
    opened = chat()
    says(opened, "I like your shop very much")
    page = bea.get(at(NUMBER, do="problem") + f"?case={opened.conversation.pk}")
    assert "Bring along" not in words(page)


def test_nothing_is_sent_until_bea_sends_it(bea):
    opened = chat()
    url = told(opened)
    says(opened, "", choice="go:damaged:to_person")
    taps(bea, url)
    dispute = Dispute.objects.get()
    answer = bea.post(at(NUMBER, a="problem", b=dispute.number, c="wish"), {"solution": "refund", "amount": "20.00"})
    assert answer.url.endswith("/proof")
    page = bea.get(at(NUMBER, a="problem", b=dispute.number, c="review"))
    assert BROKEN in words(page) and "strap.jpg" in words(page) and dispute.state == "draft"
    bea.post(at(NUMBER, a="problem", b=dispute.number, c="review"), hidden(page))
    dispute.refresh_from_db()
    assert (dispute.state, dispute.evidence.get().submitted_in) == ("wait_seller", "draft")
