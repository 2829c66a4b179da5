from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.notices.actions.sending import send
from loket.notices.models import DemoLetter, Notice, State
from loket.orders.actions.talk_reading import note_read
from loket.orders.actions.talk_telling import tell_of_talks
from loket.orders.actions.talking import Saying, erase_talks, put_talk, say
from loket.orders.models import TalkMessage, TalkTranslation
from loket.orders.talk.letters import order_named_in, read_talk_link
from loket.orders.tests.documents import stored
from loket.people.actors import SYSTEM, CustomerActor, SellerActor

pytestmark = pytest.mark.django_db
# In Shanghai it is evening, in Recife morning: neither is quiet.
NOON = timezone.now().replace(hour=11, minute=30, second=0, microsecond=0)
LATER = NOON + timedelta(minutes=4)


@pytest.fixture(autouse=True)
def mailbox(settings):
    """The demo's mailbox takes what is sent."""
    settings.LOKET_DEMO = True
    settings.LOKET_SMTP_URL = settings.LOKET_SENDER_URL = ""


@pytest.fixture
def order():
    return stored()


def write(order, side, text="Is it blue?", at=NOON, **more):
    actor = CustomerActor(order.customer_id) if side == "buyer" else SellerActor(order.seller_id)
    return say(order, Saying(text, **more), by=actor, now=at)


def letters():
    return list(Notice.objects.filter(purpose="order_talk").order_by("pk"))


def test_the_seller_is_told_in_their_language_after_three_minutes(order):
    message = write(order, "buyer", "Onde está?")
    TalkTranslation.objects.create(message=message, language="zh-Hans", text="在哪里？", engine="fake")
    assert tell_of_talks(NOON + timedelta(minutes=2)) == 0
    assert tell_of_talks(LATER) == 1
    (notice,) = letters()
    assert (notice.recipient_kind, notice.language, notice.email) == ("seller", "zh-Hans", "sam@example.com")
    (reply,) = notice.fields["replies"]
    assert (reply["name"], reply["text"], reply["translation"]) == ("Bea Souza", "Onde está?", "在哪里？")
    assert tell_of_talks(LATER) == 0 and len(letters()) == 1


def test_the_buyer_is_told_in_theirs_and_warned_of_deals_elsewhere(order):
    write(order, "seller", "Add me on WhatsApp and pay me directly to my account")
    tell_of_talks(LATER)
    (notice,) = letters()
    assert (notice.recipient_kind, notice.language, notice.email) == ("customer", "pt-BR", "bea@example.com")
    assert notice.fields["warning"].count("\n") == 1


def test_what_comes_together_is_one_letter_and_what_comes_later_another(order):
    write(order, "buyer", "Hello")
    write(order, "buyer", "Is it blue?", at=NOON + timedelta(seconds=20))
    tell_of_talks(LATER)
    write(order, "buyer", "Hello?", at=LATER)
    tell_of_talks(LATER + timedelta(minutes=4))
    assert [[each["text"] for each in notice.fields["replies"]] for notice in letters()] == [
        ["Hello", "Is it blue?"],
        ["Hello?"],
    ]
    assert len({each.thread for each in letters()}) == 1


def test_whoever_has_read_it_or_answered_gets_no_letter(order):
    note_read(order, "seller", write(order, "buyer").pk, now=NOON)
    write(order, "seller", "Yes")
    write(order, "buyer", "Good")
    write(order, "seller", "Bye")
    assert tell_of_talks(LATER) == 1
    assert [each["text"] for each in letters()[0].fields["replies"]] == ["Bye"]
    assert letters()[0].recipient_kind == "customer"


def test_a_letter_that_waits_is_taken_back_when_the_page_is_opened(order):
    night = NOON.replace(hour=15)  # 23:00 in Shanghai
    message = write(order, "buyer", at=night)
    tell_of_talks(night + timedelta(minutes=4))
    assert letters()[0].state == State.WAITING
    note_read(order, "seller", message.pk, now=night + timedelta(hours=1))
    assert letters()[0].state == State.WITHDRAWN


def test_what_the_marketplace_brings_it_has_told_itself(order):
    told = {"external_id": "m-1", "sender": "buyer", "text": "Hi", "language": "en", "sent_at": NOON.isoformat()}
    put_talk(order, {"messages": [told]}, by=SYSTEM)
    assert tell_of_talks(timezone.now() + timedelta(minutes=10)) == 0


def test_old_news_and_erased_words_are_told_to_nobody(order):
    write(order, "buyer")
    assert tell_of_talks(NOON + timedelta(days=3)) == 0
    erase_talks([order.pk], now=NOON)
    assert tell_of_talks(LATER) == 0


def test_without_an_address_nobody_is_told_and_nothing_is_left_over():
    order = stored(seller__email=None)
    write(order, "buyer")
    tell_of_talks(LATER)
    assert letters() == [] and tell_of_talks(LATER) == 0


def test_the_link_opens_this_talk_for_that_side_alone(order):
    write(order, "buyer")
    tell_of_talks(LATER)
    send(letters()[0].pk, now=LATER)
    letter = DemoLetter.objects.get()
    token = letter.text.split("/sellers/t/")[1].split()[0]
    facts = read_talk_link(token, "seller")
    assert order_named_in(facts) == order.pk and facts.recipient_uuid == order.seller_id
    assert read_talk_link(token, "buyer") is None and read_talk_link(token + "x", "seller") is None


def test_erasure_takes_the_quoted_words_out_of_letters_too(order):
    write(order, "buyer", "canary")
    tell_of_talks(LATER)
    send(letters()[0].pk, now=LATER)
    assert "canary" in DemoLetter.objects.get().text
    erase_talks([order.pk], now=LATER)
    assert not DemoLetter.objects.exists() and "canary" not in str(letters()[0].fields)
    assert not TalkMessage.objects.exclude(text="").exists()
