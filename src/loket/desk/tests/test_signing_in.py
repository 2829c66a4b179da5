from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from journeys.cast import PASSWORD, ada, ana, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.people.actions.staff import change_staff

pytestmark = pytest.mark.django_db

SIGN_IN = "/desk/sign-in"


@pytest.fixture(autouse=True)
def _no_tries_so_far():
    cache.clear()


def sign_in(client, *, email="ada@shop.example", password=PASSWORD, **fields):
    return client.post(SIGN_IN, {"login": email, "password": password, **fields})


def test_staff_come_in_by_email_and_password(client):
    ada()
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/desk")
    assert SESSION_KEY in client.session


def test_everybody_lands_where_their_work_is(client):
    edith()
    assert sign_in(client, email="edith@shop.example").url == "/desk/articles"
    client.post("/desk/sign-out")
    max_()
    assert sign_in(client, email="max@shop.example").url == "/desk"


def test_who_is_not_signed_in_is_led_here_and_back(client):
    ada()
    answer = client.get("/desk/profile")
    assert answer.url == "/desk/sign-in?next=/desk/profile"
    assert sign_in(client, next="/desk/profile").url == "/desk/profile"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, elsewhere):
    ada()
    assert sign_in(client, next=elsewhere).url == "/desk"


def test_wrong_password_and_unknown_address_read_the_same(client):
    ada()
    wrong = sign_in(client, password="not this one").content.decode()
    unknown = sign_in(client, email="olga@shop.example").content.decode()
    sentence = "This e-mail address and password do not belong together."
    assert sentence in wrong
    assert sentence in unknown


def test_after_five_tries_even_the_right_password_has_to_wait(client):
    ada()
    for _try in range(5):
        sign_in(client, password="guess")
    answer = sign_in(client)
    assert "Too many tries" in answer.content.decode()
    assert SESSION_KEY not in client.session


def test_many_calls_from_one_address_are_refused(client):
    answers = [sign_in(client, email=f"guess{number}@shop.example") for number in range(31)]
    assert "Too many tries" not in answers[9].content.decode()
    assert "Too many tries" in answers[10].content.decode()
    assert answers[30].status_code == 429


def test_a_form_from_elsewhere_is_refused():
    ada()
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_somebody_switched_off_does_not_come_in_and_is_out_at_once(client):
    boss, agent = ana(), ada()
    inside = signed_in(agent)
    change_staff(agent.user, by=boss, roles=["agent"], languages=["en"], name="Ada", is_active=False)
    assert inside.get("/desk/profile").status_code == 302
    sign_in(client)
    assert SESSION_KEY not in client.session


def test_signing_out_takes_a_press_of_the_button():
    client = signed_in(ada())
    assert client.get("/desk/sign-out").status_code == 200
    assert SESSION_KEY in client.session
    client.post("/desk/sign-out")
    assert SESSION_KEY not in client.session


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/desk/sign-up").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404


def test_forgotten_password_says_whom_to_ask(client):
    assert "administrator" in client.get("/desk/sign-in/forgotten").content.decode()


def test_a_changed_password_is_recorded_and_ends_other_sessions():
    agent = ada()
    here, there = signed_in(agent), signed_in(agent)
    new = "quite another long sentence"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/desk/profile/password", fields).url == "/desk/profile"
    assert here.get("/desk/profile").status_code == 200
    assert there.get("/desk/profile").status_code == 302
    assert Event.objects.filter(action="staff.password_set", actor=agent.user).exists()


def test_a_weak_password_is_refused_with_a_reason():
    client = signed_in(ada())
    fields = {"oldpassword": PASSWORD, "password1": "password", "password2": "password"}
    answer = client.post("/desk/profile/password", fields).content.decode()
    assert "too common" in answer
