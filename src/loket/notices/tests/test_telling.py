from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.notices.actions.telling import mark_opened, tell, withdraw
from loket.notices.models import Notice
from loket.notices.queries import can_write_to, first_told, first_told_of_all, told_at
from loket.notices.tests.tellings import NOON, bea, code, recipient, update

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def jobs():
    return ProcrastinateJob.objects.filter(task_name="notices.send")


def test_the_same_key_tells_once():
    first = tell(update(key="k"), now=NOON)
    assert tell(update(key="k", subject="conversation:2"), now=NOON) == first
    assert Notice.objects.count() == jobs().count() == 1


def test_a_notice_vanishes_with_its_cause():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(update(), now=NOON)
        raise ZeroDivisionError
    assert Notice.objects.count() == jobs().count() == 0


def test_secrets_and_links_do_not_stand_in_the_row():
    notice = tell(code(link="http://127.0.0.1/secret"), now=NOON)
    row = str(Notice.objects.filter(pk=notice.pk).values().get())
    assert "123456" not in row and "/secret" not in row and notice.sealed


def test_in_quiet_hours_ordinary_news_waits_and_urgent_news_goes():
    night = NOON + timedelta(hours=12)  # eleven in the evening in Recife
    waits = tell(update(), now=night)
    assert (waits.state, waits.next_attempt_at) == ("waiting", night + timedelta(hours=9))
    assert tell(code(), now=night).state == "ready"
    assert jobs().count() == 1


def test_not_before_is_kept():
    later = NOON + timedelta(hours=1)
    notice = tell(update(not_before=later), now=NOON)
    assert (notice.state, notice.next_attempt_at) == ("waiting", later)
    assert notice.expires_at == later + timedelta(days=2)


def test_with_nothing_set_up_nothing_is_promised(settings):
    settings.LOKET_SMTP_URL = ""
    assert not can_write_to(bea())
    notice = tell(update(), now=NOON)
    assert (notice.state, notice.problem) == ("unreachable", "no_channel")
    assert jobs().count() == 0
    assert Event.objects.get(action="notice.failed").data["problem"] == "no_channel"


def test_who_has_no_address_is_not_promised_anything():
    assert can_write_to(bea()) and not can_write_to(bea(email=""))
    assert tell(update(bea(email="")), now=NOON).problem == "no_address"
    assert not can_write_to(bea(email="not an address"))


def test_what_is_taken_back_does_not_go():
    tell(update(key="k"), now=NOON)
    assert withdraw("k", why="read meanwhile") and withdraw("k", why="again")
    assert Notice.objects.get().last_said == "read meanwhile"
    assert not withdraw("nobody's", why="-")


def test_opening_the_page_tells_what_waits_about_it_and_nothing_else():
    tell(update(), now=NOON)
    others = [tell(update(subject="conversation:2"), now=NOON), tell(update(recipient(1)), now=NOON)]
    a_code = tell(code(subject="conversation:1"), now=NOON)
    who = {"recipient_kind": "customer", "recipient_id": "bea"}
    assert told_at(**who, subject="conversation:1") is None
    assert mark_opened("conversation:1", **who, now=NOON) == 1
    assert mark_opened("conversation:1", **who, now=NOON + timedelta(days=1)) == 0
    assert told_at(**who, subject="conversation:1") == NOON
    assert {each.pk for each in Notice.objects.filter(state="ready")} == {each.pk for each in [*others, a_code]}


def test_an_unknown_purpose_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        tell(update().__class__(key="k", purpose="gossip", recipient=bea(), subject="x:1"), now=NOON)


def test_who_was_told_first_is_the_same_for_many_subjects_at_once():
    since = {"dispute:1": NOON, "dispute:2": NOON + timedelta(hours=1), "dispute:3": NOON}
    for subject in since:
        for hours, channel in ((0, "email"), (2, "sms"), (3, "")):
            notice = tell(update(subject=subject), now=NOON)
            moment = NOON + timedelta(hours=hours)
            told = {"accepted_at": moment, "channel": channel} if channel else {"opened_at": moment}
            Notice.objects.filter(pk=notice.pk).update(created_at=moment, **told)
    Notice.objects.filter(subject="dispute:3").update(accepted_at=None)
    found = first_told_of_all(since)
    for subject, moment in since.items():
        assert found.get((subject, "customer")) == first_told(subject, recipient_kind="customer", since=moment)
        assert (subject, "seller") not in found
    assert [each[1] for each in found.values()] == ["email", "sms", "page"]
    assert first_told_of_all({}) == {}
