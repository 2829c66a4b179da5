"""One-time links go to the person's own mailbox where mail can be sent; who forgot a password needs nobody else."""

from __future__ import annotations

import pytest

from journeys.cast import ada, ana
from loket.desk.tests.test_staff import BEAN, signed_in
from loket.notices.models import Notice

pytestmark = pytest.mark.django_db
FORGOTTEN = "/desk/sign-in/forgotten"


@pytest.fixture
def mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:1"
    settings.LOKET_MAIL_FROM = "help@shop.example"


def test_an_invitation_is_sent_and_the_link_is_shown_all_the_same(mail):
    page = signed_in(ana()).post("/desk/staff/invitation", BEAN)
    notice = Notice.objects.get(purpose="sign_in_link")
    assert (notice.email, page.context["is_sent"]) == ("bean@shop.example", True)
    assert page.context["link"]
    # Whoever reads the database cannot come in with it.
    assert page.context["link"] not in str(vars(notice))


def test_without_mail_nothing_is_promised():
    page = signed_in(ana()).post("/desk/staff/invitation", BEAN)
    assert page.context["is_sent"] is False
    assert not Notice.objects.exists()


def test_who_forgot_a_password_gets_a_link(client, mail):
    ada()
    assert "ada@shop.example" in client.post(FORGOTTEN, {"email": "Ada@shop.example "}).content.decode().lower()
    assert Notice.objects.get().email == "ada@shop.example"


def test_asked_again_at_once_sends_no_second_letter(client, mail):
    ada()
    for _time in range(3):
        client.post(FORGOTTEN, {"email": "ada@shop.example"})
    assert Notice.objects.count() == 1


def test_a_strangers_address_gets_the_same_words_and_no_letter(client, mail):
    ada()
    theirs = client.post(FORGOTTEN, {"email": "ada@shop.example"}).content.decode()
    strangers = client.post(FORGOTTEN, {"email": "eve@shop.example"}).content.decode()
    assert strangers.replace("eve@", "ada@") == theirs
    assert Notice.objects.filter(email="eve@shop.example").count() == 0


def test_no_address_is_refused_with_a_reason(client, mail):
    answer = client.post(FORGOTTEN, {"email": "ada"})
    assert answer.status_code == 422
    assert "valid email address" in answer.content.decode()


def test_without_mail_the_page_says_who_makes_a_link(client):
    assert "Ask an administrator" in client.get(FORGOTTEN).content.decode()


def test_the_demos_mailbox_gets_no_link_for_it_is_read_by_everybody(client, settings):
    settings.LOKET_DEMO = True
    ada()
    assert "Ask an administrator" in client.get(FORGOTTEN).content.decode()
    client.post(FORGOTTEN, {"email": "ada@shop.example"})
    assert signed_in(ana()).post("/desk/staff/invitation", BEAN).context["is_sent"] is False
    assert not Notice.objects.exists()
