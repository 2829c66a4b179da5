"""A customer says where to write, and whoever was written to until then hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import bea, sends
from loket.lib.sealing import unseal
from loket.notices.actions.addresses import mark_bounced
from loket.notices.letters.fields import check_fields
from loket.notices.models import Notice
from loket.notices.references import LINK, SEALED_FOR
from loket.people.models import Customer
from loket.reception.telling.actions.addresses import AddressNotTaken, give_address
from loket.reception.tests.story import actor

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:9", "help@samudra.example"


@pytest.fixture
def opened():
    found = bea(language="pt-BR")
    sends(found.conversation, "Onde está o meu pacote?")
    return found


def gives(opened, *, at=None, **address):
    return give_address(opened.conversation, **address, by=actor(opened), now=at or timezone.now())


def warnings():
    return list(Notice.objects.filter(purpose="contact_changed").order_by("pk"))


def test_a_first_address_warns_nobody(opened):
    gives(opened, email="bea@mail.example")
    gives(opened, email="Bea@Mail.example")
    assert warnings() == []


def test_the_old_address_hears_that_letters_go_elsewhere(opened):
    gives(opened, email="bea@mail.example")
    gives(opened, email="olga@thief.example")
    (warning,) = warnings()
    assert (warning.email, warning.phone, warning.fields["contact"]) == ("bea@mail.example", "", "o•••@thief.example")
    assert warning.thread != opened.conversation.subject and warning.is_urgent
    link = unseal(warning.sealed, purpose=SEALED_FOR)[LINK]
    assert link.endswith("/pt-BR/contact")
    check_fields(warning.purpose, warning.fields, secret={}, link=link)


def test_going_back_and_forth_warns_one_address_once_a_day(opened):
    now = timezone.now()
    gives(opened, email="bea@mail.example", at=now)
    gives(opened, email="olga@thief.example", at=now)
    Customer.objects.update(email="bea@mail.example")
    gives(opened, email="olga@other.example", at=now)
    assert len(warnings()) == 1
    Customer.objects.update(email="bea@mail.example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loket.reception.pace.limit", lambda *_given: None)
        gives(opened, email="olga@third.example", at=now + A_DAY)
    assert len(warnings()) == 2


def test_a_phone_hears_of_another_phone_and_the_mail_address_stays_quiet(opened, settings):
    settings.LOKET_SENDER_URL = "https://shop.example/send"
    gives(opened, email="bea@mail.example")
    gives(opened, phone="+55 81 99999-0000")
    assert warnings() == []
    gives(opened, phone="+55 81 98888-1111")
    (warning,) = warnings()
    assert (warning.email, warning.phone, warning.fields["contact"]) == ("", "+55 81 99999-0000", "•••11")


def test_where_nobody_is_reached_nobody_is_warned(opened):
    gives(opened, email="bea@mail.example")
    mark_bounced("bea@mail.example", kind="hard", said="550", now=timezone.now())
    gives(opened, email="other@mail.example")
    assert warnings() == []


def test_an_address_that_does_not_count_warns_nobody(opened):
    gives(opened, email="bea@mail.example")
    mark_bounced("dead@mail.example", kind="hard", said="550", now=timezone.now())
    with pytest.raises(AddressNotTaken):
        gives(opened, email="dead@mail.example")
    assert warnings() == [] and Customer.objects.get().email == "bea@mail.example"
