from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from loket.people.actions.staff import invite_staff, renew_sign_in_link
from loket.people.actors import SYSTEM
from loket.people.models import SignInLink, User

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence of mine"


def invited():
    return invite_staff("ada@shop.example", roles=["agent"], name="Ada")


def choose(client, path, password=PASSWORD, again=None):
    return client.post(path, {"password": password, "again": password if again is None else again})


def test_an_invited_person_chooses_a_password_and_is_inside(client):
    path = invited()
    assert "Welcome, Ada" in client.get(path).content.decode()
    answer = choose(client, path)
    assert (answer.status_code, answer.url) == (302, "/desk")
    assert SESSION_KEY in client.session
    assert User.objects.get().check_password(PASSWORD)


def test_looking_at_the_page_does_not_spend_the_link(client):
    path = invited()
    client.get(path)
    client.get(path)
    assert choose(client, path).status_code == 302


def test_a_spent_link_says_what_to_do(client, django_user_model):
    path = invited()
    choose(client, path)
    answer = choose(client, path, "somebody else's sentence")
    assert answer.status_code == 410
    assert "ask an administrator for a new link" in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_ends_after_three_days_or_when_a_new_one_is_made(client):
    old = invited()
    new = renew_sign_in_link(User.objects.get(), by=SYSTEM)
    assert client.get(old).status_code == 410
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(new).status_code == 410


@pytest.mark.parametrize("token", ["unknown", "%00", "x" * 300])
def test_an_invented_link_opens_nothing(client, token):
    assert client.get(f"/desk/welcome/{token}").status_code == 410


def test_the_link_goes_to_no_other_site_and_into_no_cache(client):
    answer = client.get(invited())
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("password", "again", "reason"),
    [("short", "short", "too short"), (PASSWORD, "different", "not the same"), ("password12", "password12", "common")],
)
def test_a_password_that_will_not_do_is_refused_and_the_link_lives(client, password, again, reason):
    path = invited()
    answer = choose(client, path, password, again)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert client.get(path).status_code == 200
