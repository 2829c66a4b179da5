"""Which way a notice goes: the purpose's order, wishes, dead addresses, the shop's sender and the demo's mailbox."""

from __future__ import annotations

import hashlib
import hmac
from datetime import time, timedelta

import pytest

from loket.lib.tests.sender_server import answers, fails, sender_server
from loket.notices.access import demo_letters, get_demo_letter
from loket.notices.actions.addresses import mark_bounced
from loket.notices.actions.preferences import prefer
from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import tell
from loket.notices.models import AddressState, Notice
from loket.notices.queries import can_write_to
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import NOON, bea, changed, code, update
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)
PHONE = {"phone": "+55 81 90000 0017"}


@pytest.fixture
def mail(settings):
    with mail_server() as running:
        settings.LOKET_SMTP_URL = running.url
        yield running


@pytest.fixture
def shop(settings):
    with sender_server(answers(204)) as running:
        settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = running.url, "shared"
        yield running


def in_turn(first, then):
    """Behaves one way once, and another ever after."""
    firsts = iter([first])
    return lambda request: next(firsts, then)(request)


def test_the_shop_gets_one_signed_call_with_the_short_text(shop):
    notice = tell(code(bea(**PHONE)), now=NOON)
    assert send_due(NOON) == 1
    told, headers = shop.letters[0], shop.headers[0]
    assert (told["to_phone"], told["to_email"], told["kind"]) == (PHONE["phone"], "bea@mail.example", "one_time_code")
    assert "123456" in told["text"] and len(told["text"]) <= 300 and told["language"] == "pt-BR"
    assert headers["Idempotency-Key"] == told["reference"]
    stamp, digest = headers["Loket-Signature"].removeprefix("t=").split(",v1=")
    assert digest == hmac.new(b"shared", f"{stamp}.".encode() + shop.bodies[0], hashlib.sha256).hexdigest()
    notice.refresh_from_db()
    assert (notice.state, notice.channel) == ("accepted", "sender")


def test_the_shop_gets_the_same_key_again_no_sooner_than_it_asked(shop):
    shop.behaviour = in_turn(answers(503, **{"Retry-After": "120"}), answers(204))
    notice = tell(changed(), now=NOON)
    assert send_due(NOON) == 0
    notice.refresh_from_db()
    assert notice.next_attempt_at >= NOON + 2 * MINUTE
    assert send_due(NOON + MINUTE) == 0
    assert send_due(NOON + 3 * MINUTE) == 1
    assert len(shop.letters) == 2 and shop.letters[0] == shop.letters[1]
    assert shop.headers[0]["Idempotency-Key"] == shop.headers[1]["Idempotency-Key"]


def test_a_shop_that_fails_for_one_letter_is_asked_for_the_next(shop):
    shop.behaviour = in_turn(answers(500), answers(204))
    first, second = tell(changed(), now=NOON), tell(changed(bea(email="b2@mail.example"), thread="t"), now=NOON)
    assert send_due(NOON) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("ready", "accepted")


def test_codes_go_by_phone_first_and_answers_by_mail(mail, shop):
    tell(code(bea(**PHONE)), now=NOON)
    tell(update(bea(**PHONE)), now=NOON)
    assert send_due(NOON) == 2
    assert len(mail.mails) == len(shop.letters) == 1


def test_where_mail_reaches_nobody_the_shop_takes_over(mail, shop):
    mail.behaviour.rcpt = "550 5.1.1 No such user"
    notice = tell(update(bea(**PHONE)), now=NOON)
    assert send_due(NOON) == 1
    notice.refresh_from_db()
    assert (notice.state, notice.channel, notice.attempts) == ("accepted", "sender", 2)
    assert list(notice.tries.order_by("pk").values_list("channel", "outcome")) == [
        ("email", "refused"),
        ("sender", "accepted"),
    ]


def test_what_both_refuse_fails_visibly(mail, shop):
    mail.behaviour.data = "554 5.6.0 Not this"
    shop.behaviour = answers(422)
    notice = tell(update(), now=NOON)
    send_due(NOON)
    notice.refresh_from_db()
    assert (notice.state, notice.problem, notice.given_up) == ("failed", "refused", ["email", "sender"])
    assert not AddressState.objects.exists()


def test_wishes_are_kept_save_for_what_was_asked_for(mail, shop):
    prefer(bea(), channels_off=["email"], quiet_from=time(10), quiet_to=time(12))
    notice = tell(update(bea(**PHONE)), now=NOON)  # eleven in the morning
    assert (notice.state, notice.channel, notice.next_attempt_at) == ("waiting", "sender", NOON + timedelta(hours=1))
    prefer(bea(), channels_off=["email", "sender"])
    assert not can_write_to(bea(**PHONE))
    assert tell(update(), now=NOON).problem == "not_wanted"
    assert tell(code(), now=NOON).state == "ready"
    with pytest.raises(ValueError, match="pigeon"):
        prefer(bea(), channels_off=["pigeon"])


def test_letters_that_came_back_say_where_nobody_is(mail):
    for _ in range(4):
        assert mark_bounced("Bea@mail.example", kind="soft", said="full", now=NOON).state == "soft"
    assert can_write_to(bea())
    assert mark_bounced("bea@mail.example", kind="soft", said="full", now=NOON).state == "dead"
    assert not can_write_to(bea())
    assert mark_bounced("bea@mail.example", kind="complaint", said="spam", now=NOON).state == "complaint"
    assert mark_bounced("bea@mail.example", kind="soft", said="full", now=NOON).state == "complaint"


def test_an_address_that_died_meanwhile_gets_nothing_more(mail):
    notice = tell(changed(), now=NOON)
    mark_bounced("bea@mail.example", kind="hard", said="gone", now=NOON)
    assert send_due(NOON) == 0 and not mail.mails
    notice.refresh_from_db()
    assert (notice.state, notice.problem) == ("unreachable", "bad_address")


def test_the_demo_keeps_letters_that_anybody_may_look_at(settings):
    settings.LOKET_DEMO = True
    notice = tell(code(), now=NOON)
    assert send_due(NOON) == 1
    letter = demo_letters().get()
    assert "123456" in get_demo_letter(letter.pk).text and letter.to_address == "bea@mail.example"
    assert Notice.objects.get(pk=notice.pk).channel == "demo"


def test_the_demos_mailbox_is_closed_where_letters_leave(settings, mail):
    settings.LOKET_DEMO = True
    tell(code(), now=NOON)
    send_due(NOON)
    assert len(mail.mails) == 1 and not demo_letters().exists()
    with pytest.raises(NotVisible):
        get_demo_letter(1)


def test_a_shop_that_is_down_a_while_gets_everything_in_the_end(shop):
    shop.behaviour = fails(2)
    tell(changed(), now=NOON)
    assert [send_due(NOON + minute * MINUTE) for minute in range(0, 8, 2)].count(1) == 1
