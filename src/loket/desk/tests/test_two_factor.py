from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache

from journeys.cast import PASSWORD, ada, ana
from loket.desk.tests.waiting import signed_in
from loket.people.actions.staff import reset_second_factor
from loket.people.second_factor import has_second_factor

pytestmark = pytest.mark.django_db

ON = "/desk/profile/two-factor/on"


@pytest.fixture(autouse=True)
def _no_tries_so_far():
    cache.clear()


def sign_in(client):
    return client.post("/desk/sign-in", {"login": "ada@shop.example", "password": PASSWORD})


def code_for(secret, *, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def begin(client):
    """The page with the key, after the password once more."""
    client.post(client.get(ON).url, {"password": PASSWORD})
    return client.get(ON)


def turn_on(client):
    """Set the second step up as a person does, and give its key."""
    secret = begin(client).context["form"].secret
    client.post(ON, {"code": code_for(secret)})
    return secret


def test_the_key_is_shown_as_a_picture_and_as_text(client):
    ada()
    sign_in(client)
    page = begin(client)
    html = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    assert page.context["form"].secret in html


def test_a_wrong_code_turns_nothing_on(client):
    member = ada()
    sign_in(client)
    begin(client)
    answer = client.post(ON, {"code": "000000"})
    assert "That code is not right" in answer.content.decode()
    assert not has_second_factor(member.user)


def test_once_on_a_password_alone_opens_nothing(client):
    member = ada()
    sign_in(client)
    secret = turn_on(client)
    assert has_second_factor(member.user)
    client.post("/desk/sign-out")
    assert sign_in(client).url == "/desk/sign-in/code"
    assert SESSION_KEY not in client.session
    assert client.post("/desk/sign-in/code", {"code": code_for(secret, steps=1)}).url == "/desk"
    assert SESSION_KEY in client.session


def test_a_code_opens_once(client):
    ada()
    sign_in(client)
    secret = turn_on(client)
    code = code_for(secret, steps=1)
    for expected in (302, 200):
        client.post("/desk/sign-out")
        sign_in(client)
        assert client.post("/desk/sign-in/code", {"code": code}).status_code == expected


def test_a_recovery_code_opens_once(client):
    member = ada()
    sign_in(client)
    turn_on(client)
    page = client.get("/desk/profile/recovery-codes")
    code = page.context["unused_codes"][0]
    assert len(page.context["unused_codes"]) == 10
    client.post("/desk/sign-out")
    sign_in(client)
    assert client.post("/desk/sign-in/code", {"code": code}).status_code == 302
    rest = Authenticator.objects.get(user=member.user, type="recovery_codes").wrap().get_unused_codes()
    assert code not in rest
    assert len(rest) == 9


def test_the_key_lies_sealed_in_the_database(client):
    ada()
    sign_in(client)
    secret = turn_on(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_turning_it_off_asks_for_the_password_again(client):
    member = ada()
    sign_in(client)
    turn_on(client)
    fresh = signed_in(member)
    assert fresh.post("/desk/profile/two-factor/off").status_code == 302
    assert has_second_factor(member.user)
    assert "/desk/confirm/" in fresh.get("/desk/profile/two-factor/off").url
    client.post("/desk/profile/two-factor/off")
    assert not has_second_factor(member.user)


def test_an_administrator_takes_it_away_from_who_lost_the_device(client):
    member, boss = ada(), ana()
    sign_in(client)
    turn_on(client)
    address = f"/desk/staff/{member.user.pk}/two-factor"
    assert client.post(address).status_code == 404
    assert has_second_factor(member.user)
    signed_in(boss).post(address)
    assert not has_second_factor(member.user)


@pytest.mark.parametrize(("demand", "stopped"), [("", False), ("admins", False), ("all", True), ("1", True)])
def test_a_house_may_demand_it(settings, demand, stopped):
    settings.LOKET_REQUIRE_TWO_FACTOR = demand
    client = signed_in(ada())
    assert (client.get("/desk/profile").status_code == 302) is stopped
    assert client.get("/desk/profile/two-factor").status_code == 200


def test_administrators_alone_may_be_asked(settings, client):
    settings.LOKET_REQUIRE_TWO_FACTOR = "admins"
    boss = ana()
    inside = signed_in(boss)
    assert inside.get("/desk/staff").url == "/desk/profile/two-factor"
    assert "This house asks for a second step" in inside.get("/desk/profile/two-factor").content.decode()
    reset_second_factor(boss.user, by=boss)
    assert inside.get("/desk/staff").status_code == 302
