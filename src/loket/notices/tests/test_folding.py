from __future__ import annotations

from datetime import timedelta

import pytest

from loket.history.models import Event
from loket.notices.actions.preferences import prefer
from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import mark_opened, tell, withdraw
from loket.notices.models import Notice
from loket.notices.queries import told_at
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import NOON, bea, changed, recipient, update

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.LOKET_SMTP_URL = running.url
        yield running


def states():
    return list(Notice.objects.order_by("pk").values_list("purpose", "state"))


def told(subject):
    return told_at(recipient_kind="customer", recipient_id="bea", subject=subject)


def three(now=NOON):
    return [tell(update(key=f"k{number}", subject=f"conversation:{number}"), now=now) for number in (1, 2, 3)]


def test_several_at_once_come_as_one_letter_and_all_are_told(server):
    three()
    assert send_due(NOON) == 1
    assert states() == [*[("case_update", "folded")] * 3, ("digest", "accepted")]
    assert [told(f"conversation:{number}") for number in (1, 2, 3)] == [NOON] * 3
    digest = Notice.objects.get(purpose="digest")
    assert set(Notice.objects.filter(purpose="case_update").values_list("folded_into", flat=True)) == {digest.pk}
    assert Event.objects.filter(action="notice.accepted", subject="conversation:2").count() == 1


def test_one_alone_goes_as_it_is_and_others_soon_after_are_gathered(server):
    tell(update(), now=NOON)
    assert send_due(NOON) == 1
    three(NOON + MINUTE)
    assert send_due(NOON + MINUTE) == 0
    assert send_due(NOON + 9 * MINUTE) == 0
    assert send_due(NOON + 10 * MINUTE) == 1
    assert Notice.objects.get(purpose="digest").message_id == server.ids()[1]
    assert told("conversation:3") == NOON + 10 * MINUTE


def test_two_of_one_thread_are_folded_and_an_urgent_one_is_not(server):
    tell(update(), now=NOON)
    tell(update(), now=NOON)
    tell(changed(), now=NOON)
    tell(update(recipient(1)), now=NOON)
    assert send_due(NOON) == 3
    assert [state for _purpose, state in states()] == ["folded", "folded", "accepted", "accepted", "accepted"]


def test_who_wants_no_digests_gets_letters(server):
    prefer(bea(), digest=False)
    three()
    assert send_due(NOON) == 3


def test_what_is_read_before_its_digest_goes_is_not_in_it(server):
    server.behaviour.data = lambda count: "451 4.3.0 Later" if count == 1 else None
    three()
    assert send_due(NOON) == 0
    mark_opened("conversation:1", recipient_kind="customer", recipient_id="bea", now=NOON)
    assert withdraw("k2", why="read")
    assert send_due(NOON + MINUTE) == 1
    assert [state for _purpose, state in states()] == ["withdrawn", "withdrawn", "folded", "accepted"]
    assert told("conversation:1") == NOON and told("conversation:2") is None


def test_a_digest_with_nothing_left_is_not_sent(server):
    server.behaviour.data = "451 4.3.0 Later"
    three()
    send_due(NOON)
    assert all(withdraw(f"k{number}", why="read") for number in (1, 2, 3))
    server.behaviour.data = None
    assert send_due(NOON + MINUTE) == 0
    assert [state for _purpose, state in states()] == ["withdrawn"] * 4 and not server.mails


def test_a_digest_that_fails_fails_for_all_of_them(server):
    server.behaviour.data = "554 5.6.0 No"
    three()
    send_due(NOON)
    assert [state for _purpose, state in states()] == ["failed"] * 4
    assert Event.objects.filter(action="notice.failed").count() == 4
    assert told("conversation:1") is None


def test_what_follows_in_a_thread_waits_for_the_digest(server):
    server.behaviour.data = lambda count: "451 4.3.0 Later" if count == 1 else None
    three()
    send_due(NOON)
    later = tell(update(subject="conversation:1"), now=NOON + MINUTE / 4)
    assert send_due(NOON + MINUTE / 4) == 0
    assert send_due(NOON + 2 * MINUTE) == 1
    later.refresh_from_db()
    assert later.state == "ready" and later.folded_into is None
    assert send_due(NOON + 12 * MINUTE) == 1


def test_what_waited_through_the_night_comes_together_in_the_morning(server):
    night = NOON + timedelta(hours=12)
    three(night)
    assert send_due(night + timedelta(hours=8, minutes=59)) == 0
    assert send_due(night + timedelta(hours=9)) == 1
    assert len(server.mails) == 1
