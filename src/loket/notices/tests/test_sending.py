from __future__ import annotations

import time
from datetime import timedelta

import pytest

from loket.history.models import Event
from loket.notices.actions.sending import CannotBeRetried, retry, send, send_due
from loket.notices.actions.telling import tell, withdraw
from loket.notices.channels import email, mail_connection, patience, resting
from loket.notices.models import AddressState, Attempt, Notice
from loket.notices.queries import can_write_to, told_at
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import NOON, bea, changed, code, recipient, update
from loket.people.actors import StaffActor
from loket.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.LOKET_SMTP_URL = running.url
        settings.LOKET_MAIL_FROM = "Samudra <help@samudra.example>"
        yield running


def state_of(notice):
    notice.refresh_from_db()
    return notice.state


def test_a_notice_is_sent_and_the_recipient_is_told(server):
    notice = tell(changed(), now=NOON)
    assert send(notice.pk, now=NOON) == 1
    mail = server.mails[0]
    assert (mail.sender, mail.recipient) == ("help@samudra.example", "bea@mail.example")
    assert mail.message["To"] == "Bea <bea@mail.example>" and mail.message["Auto-Submitted"] == "auto-generated"
    assert state_of(notice) == "accepted" and "queued as 1" in notice.last_said and notice.sealed == ""
    assert told_at(recipient_kind="customer", recipient_id="bea", subject="order:LK-1") == NOON
    assert Event.objects.get(action="notice.accepted").subject == "order:LK-1"
    tried = Attempt.objects.get()
    assert (tried.address, tried.outcome) == ("b•••@mail.example", "accepted")
    assert send_due(NOON) == 0 and len(server.mails) == 1


def test_a_thread_is_threaded_and_keeps_its_order(server):
    tell(changed(), now=NOON)
    tell(changed(), now=NOON)
    tell(changed(), now=NOON)
    assert send_due(NOON) == 3
    first, second, third = (mail.message for mail in server.mails)
    assert first["In-Reply-To"] is None and second["In-Reply-To"] == first["Message-ID"]
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]
    assert server.connections == 1


def test_what_is_deferred_comes_later_under_the_same_id_and_nothing_overtakes_it(server):
    server.behaviour.data = lambda count: "451 4.3.0 Later" if count == 1 else None
    first, second = tell(changed(), now=NOON), tell(changed(), now=NOON)
    assert send_due(NOON) == 0
    assert state_of(first) == "ready" and "Later" in first.last_said and state_of(second) == "ready"
    assert first.next_attempt_at > NOON
    assert send_due(NOON + MINUTE) == 2
    assert server.ids() == [Notice.objects.get(pk=each.pk).message_id for each in (first, second)]
    assert list(first.tries.order_by("pk").values_list("outcome", flat=True)) == ["later", "accepted"]


def test_other_threads_do_not_wait(server):
    server.behaviour.rcpt = lambda _count: lambda address: "450 4.2.1 Busy" if address.startswith("bea") else None
    tell(changed(), now=NOON)
    tell(changed(recipient(1)), now=NOON)
    assert send_due(NOON) == 1
    assert server.mails[0].recipient == "c1@mail.example"


def test_an_address_where_nobody_is_ends_there_and_waits_for_a_person(server):
    server.behaviour.rcpt = "550 5.1.1 No such user"
    notice = tell(changed(), now=NOON)
    send_due(NOON)
    assert (state_of(notice), notice.problem) == ("unreachable", "bad_address")
    assert "No such user" in notice.last_said
    assert AddressState.objects.get().state == "dead" and not can_write_to(bea())
    assert tell(changed(), now=NOON).state == "unreachable"
    assert server.steps["rcpt"] == 1


def test_a_full_mailbox_or_a_policy_makes_no_address_bad(server):
    server.behaviour.rcpt = lambda count: ("552 5.2.2 Full", "550 5.7.1 Not from you")[count - 1]
    notices = [tell(changed(to), now=NOON) for to in (recipient(1), recipient(2))]
    send_due(NOON)
    assert [(state_of(each), each.problem) for each in notices] == [("failed", "refused")] * 2
    assert not AddressState.objects.exists()


def test_a_server_that_is_away_is_left_alone_and_nothing_is_lost(server, settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9?tls=none"
    notices = [tell(changed(recipient(number)), now=NOON) for number in range(5)]
    assert send_due(NOON) == 0
    assert Attempt.objects.count() == 1
    assert {state_of(each) for each in notices} == {"ready"}
    settings.LOKET_SMTP_URL = server.url
    assert send_due(NOON + timedelta(seconds=5)) == 0, "it rests"
    assert send_due(NOON + MINUTE) == 5


@pytest.mark.parametrize("step", ["greeting", "data"])
def test_a_server_that_hangs_is_left_after_a_while(server, monkeypatch, step):
    monkeypatch.setattr(mail_connection, "SECONDS_AN_ANSWER", 0.3)
    server.behaviour.hangs_at = step
    notices = [tell(changed(recipient(number)), now=NOON) for number in range(3)]
    assert send_due(NOON) == 0
    assert {state_of(each) for each in notices} == {"ready"}
    assert Attempt.objects.count() == 1
    server.behaviour.hangs_at = ""
    assert send_due(NOON + MINUTE) == 3


def test_a_server_that_drips_is_cut_off(server, monkeypatch):
    monkeypatch.setattr(mail_connection, "SECONDS_A_STEP", 0.6)
    monkeypatch.setattr(patience, "_LOOKS_EVERY", 0.1)
    server.behaviour.hangs_at = "data"
    began = time.monotonic()
    notice = tell(changed(), now=NOON)
    assert send_due(NOON) == 0
    assert state_of(notice) == "ready" and notice.last_said == "no answer in time"
    assert time.monotonic() - began < 10


def test_a_server_that_dies_after_the_letter_gets_the_same_one_again(server):
    server.behaviour.dies_after_data = lambda count: count == 1
    notice = tell(changed(), now=NOON)
    assert send_due(NOON) == 0
    assert send_due(NOON + MINUTE) == 1
    assert server.ids() == [state_of(notice) and notice.message_id] * 2


def test_a_server_that_limits_connections_and_letters_gets_all(server):
    server.behaviour.letters_a_connection = 3
    server.behaviour.most_connections = 1
    notices = [tell(changed(recipient(number)), now=NOON) for number in range(10)]
    for minute in range(8):
        send_due(NOON + minute * MINUTE)
    assert {state_of(each) for each in notices} == {"accepted"}
    assert len(server.mails) == len(set(server.ids())) == 10
    assert server.most_open == 1


def test_what_can_no_longer_be_of_use_ends_visibly(server):
    server.behaviour.data = "451 4.3.0 Later"
    notice = tell(code(), now=NOON)
    for minute in range(12):
        send_due(NOON + minute * MINUTE)
    assert (state_of(notice), notice.problem) == ("failed", "expired")
    assert Event.objects.get(action="notice.failed").data["problem"] == "expired"
    with pytest.raises(CannotBeRetried):
        retry(notice, StaffActor(User.objects.create_user("max@loket.example")), now=NOON + timedelta(hours=1))


def test_what_waits_behind_another_expires_too(server):
    server.behaviour.data = "451 4.3.0 Later"
    first, second = tell(changed(thread="t"), now=NOON), tell(code(thread="t"), now=NOON)
    send_due(NOON)
    send_due(NOON + 11 * MINUTE)
    assert state_of(first) == "ready" and (state_of(second), second.problem) == ("failed", "expired")


def test_one_who_looks_may_have_it_tried_again(server):
    max_ = StaffActor(User.objects.create_user("max@loket.example", roles=["lead"]))
    server.behaviour.rcpt = lambda count: "550 5.1.1 No such user" if count == 1 else None
    notice = tell(changed(), now=NOON)
    send_due(NOON)
    retry(notice, max_, now=NOON)
    assert send_due(NOON) == 1 and state_of(notice) == "accepted"
    with pytest.raises(CannotBeRetried):
        retry(notice, max_, now=NOON)


def test_what_cannot_be_written_is_seen_and_holds_up_nobody(server):
    broken = tell(changed(link=""), now=NOON)
    Notice.objects.filter(pk=broken.pk).update(fields={})
    good = tell(changed(), now=NOON)
    assert send_due(NOON) == 1
    assert (state_of(broken), broken.problem) == ("failed", "not_written") and broken.last_said
    assert state_of(good) == "accepted"


def test_taken_back_while_it_was_going_out_it_is_not_tried_again(server, monkeypatch):
    told = tell(update(key="k"), now=NOON)

    def taken_back(_count):
        assert not withdraw("k", why="read")
        return "451 4.3.0 Later"

    original = email.EmailChannel.send

    def send_and_take_back(self, letter):
        taken_back(1)
        return original(self, letter)

    server.behaviour.data = "451 4.3.0 Later"
    monkeypatch.setattr(email.EmailChannel, "send", send_and_take_back)
    assert send_due(NOON) == 0
    assert state_of(told) == "withdrawn"


def test_no_domain_gets_more_than_its_share_of_a_minute(server, monkeypatch):
    monkeypatch.setattr("loket.notices.actions.claiming.MOST_A_MINUTE_AND_DOMAIN", 3)
    for number in range(5):
        tell(changed(recipient(number)), now=NOON)
    tell(changed(recipient(9, "other.example")), now=NOON)
    assert send_due(NOON) == 4
    assert send_due(NOON + MINUTE / 2) == 0
    assert send_due(NOON + 2 * MINUTE) == 2


def test_a_sender_whose_time_is_over_leaves_the_rest_to_another_job(server, monkeypatch):
    tell(changed(), now=NOON)
    assert send_due(NOON, seconds=0) == 0
    assert Notice.objects.get().state == "ready"
    assert send_due(NOON) == 1


def test_what_was_told_for_tomorrow_holds_up_nothing_today(server):
    later = tell(update(not_before=NOON + timedelta(days=1)), now=NOON)
    tell(update(), now=NOON)
    assert send_due(NOON) == 1
    assert state_of(later) == "waiting"
    assert send_due(NOON + timedelta(days=1)) == 1


def test_a_clock_that_was_put_back_keeps_nothing_waiting(server):
    resting.rest("email", until=NOON + timedelta(days=3))
    tell(changed(), now=NOON)
    assert send_due(NOON) == 1
