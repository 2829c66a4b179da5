from __future__ import annotations

import pytest
from procrastinate.contrib.django import app

from loket.notices import queries
from loket.notices.access import get_notice_for
from loket.notices.actions.erasure import forget_recipient
from loket.notices.actions.sending import mark_seen
from loket.notices.actions.telling import tell
from loket.notices.models import AddressState, Notice, Preference
from loket.notices.tests.tellings import NOON, bea, changed, code, recipient
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, StaffActor
from loket.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


@pytest.fixture
def ada():
    return StaffActor(User.objects.create_user("ada@loket.example", roles=["agent"]))


def test_the_outbox_is_for_people_who_answer(ada):
    notice = tell(changed(), now=NOON)
    assert get_notice_for(ada, notice.pk) == notice
    edith = StaffActor(User.objects.create_user("edith@loket.example", roles=["editor"]))
    for olga in (NOBODY, edith):
        assert not queries.outbox_page(olga).notices and not queries.count_for_a_person(olga)
        with pytest.raises(NotVisible):
            get_notice_for(olga, notice.pk)


def test_the_outbox_has_pages(ada):
    notices = [tell(changed(recipient(number)), now=NOON) for number in range(5)]
    first = queries.outbox_page(ada, at_most=3)
    assert [each.pk for each in first.notices] == [each.pk for each in notices[:1:-1]]
    assert first.older is not None
    second = queries.outbox_page(ada, at_most=3, before=first.older)
    assert [each.pk for each in second.notices] == [notices[1].pk, notices[0].pk] and second.older is None


def test_what_did_not_go_out_waits_until_somebody_has_seen_it(ada):
    notice = tell(changed(bea(email="")), now=NOON)
    tell(changed(), now=NOON)
    assert queries.count_for_a_person(ada) == 1
    assert list(queries.outbox_page(ada, state="attention").notices) == [notice]
    assert queries.count_by_state(ada) == {"unreachable": 1, "ready": 1}
    assert mark_seen(notice, ada).seen_by == ada.user
    assert queries.count_for_a_person(ada) == 0


def test_who_is_forgotten_gets_nothing_and_leaves_no_address():
    told = tell(code(), now=NOON)
    Preference.objects.create(recipient_kind="customer", recipient_id="bea")
    AddressState.objects.create(channel="email", address="bea@mail.example", state="soft")
    other = tell(changed(recipient(1)), now=NOON)
    assert forget_recipient("customer", "bea") == 1
    told.refresh_from_db()
    assert (told.state, told.email, told.fields, told.sealed) == ("withdrawn", "", {}, "")
    assert not Preference.objects.exists() and not AddressState.objects.exists()
    assert Notice.objects.get(pk=other.pk).email == "c1@mail.example"


def test_the_jobs_are_known_to_the_queue():
    assert {"notices.send", "notices.send_more", "notices.send_due", "notices.sweep"} <= set(app.tasks)
