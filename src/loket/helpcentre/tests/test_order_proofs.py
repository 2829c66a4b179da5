from __future__ import annotations

import pytest

from loket.helpcentre.buyers import COOKIE
from loket.helpcentre.tests.buyers import ORDERS, at, new, sign_in, stored, words
from loket.orders.models import OneTimeCode
from loket.orders.proofs.proving import ASKED_BY_CUSTOMER, MOST_TRIES
from loket.orders.tests.proving_cast import newest_code, other_than
from loket.people.models import Customer

pytestmark = pytest.mark.django_db
NUMBER = "LK-2026-00817-3"


@pytest.fixture(autouse=True)
def _letters(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def ask(client, number=NUMBER, **fields):
    return client.post(f"{ORDERS}/find", {"number": number, **fields})


def show_code(client, code, number=NUMBER):
    return client.post(f"{ORDERS}/code", {"number": number, "code": code})


def test_a_code_opens_the_order_and_no_other(client, settings):
    stored()
    new("LK-2")
    answer = ask(client, " lk 2026 00817 3")
    assert answer.status_code == 302 and answer.url.startswith(f"{ORDERS}/code?number=")
    assert "If this order exists, its contact has a code now." in words(client.get(answer.url))
    opened = show_code(client, newest_code())
    assert (opened.status_code, opened.url) == (302, at())
    assert client.get(at()).status_code == 200
    assert client.get(at("LK-2")).status_code == 404
    listed = words(client.get(ORDERS))
    assert NUMBER in listed and "LK-2 " not in listed and "Forget my orders on this device" in listed


@pytest.mark.parametrize("number", [NUMBER, "LK-2026-99999-9", "5"])
def test_every_number_gets_the_same_words(client, number):
    stored()
    answer = ask(client, number)
    page = client.get(answer.url)
    assert answer.status_code == 302 and COOKIE in answer.cookies
    assert words(page).replace(number, "N") == words(client.get(f"{ORDERS}/code?number=LK-1")).replace("LK-1", "N")
    wrong = show_code(client, "000000", number)
    assert wrong.status_code == 422 and "This code opens nothing." in words(wrong)


def test_a_wrong_code_keeps_the_number_and_says_what_to_do(client, settings):
    stored()
    ask(client)
    wrong = show_code(client, other_than(newest_code()))
    assert wrong.status_code == 422
    assert f'value="{NUMBER}"' in wrong.content.decode() and "ask for another" in words(wrong)
    empty = show_code(client, "")
    assert empty.status_code == 422 and "Type the six digits" in words(empty)


def test_guessing_ends(client, settings):
    stored()
    ask(client)
    code = newest_code()
    for _try in range(MOST_TRIES):
        show_code(client, other_than(code))
    answer = show_code(client, code)
    assert answer.status_code == 429 and answer["Retry-After"]
    assert "tried too often" in words(answer)


def test_asking_ends_too_and_keeps_the_number(client):
    stored()
    for _time in range(ASKED_BY_CUSTOMER.most):
        assert ask(client).status_code == 302
    answer = ask(client)
    assert answer.status_code == 429 and "Try again in" in words(answer)
    assert f'value="{NUMBER}"' in answer.content.decode()


def test_newcomers_from_one_address_are_counted(client, settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 2
    for _time in range(2):
        ask(client)
        client.cookies.clear()
    before = Customer.objects.count()
    assert ask(client).status_code == 429
    assert Customer.objects.count() == before


@pytest.mark.parametrize("typed", ["", "my lamp", "\0", "7" * 101])
def test_what_is_no_number_is_said_and_kept(client, typed):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert OneTimeCode.objects.count() == 0 and Customer.objects.count() == 0
    if typed == "my lamp":
        assert 'value="my lamp"' in answer.content.decode() and "This is no order number" in words(answer)


def test_a_code_is_good_for_nobody_else(client, settings):
    stored()
    ask(client)
    code = newest_code()
    client.cookies.clear()
    ask(client, "LK-5")
    assert show_code(client, code).status_code == 422
    assert client.get(at()).status_code == 404


def test_a_browser_without_cookies_hears_why(client):
    answer = show_code(client, "123456")
    assert answer.status_code == 422 and "Let it keep cookies" in words(answer)


def test_somebody_signed_in_adds_an_order_of_another_account(client, settings):
    stored(buyer__external_id="her-other-account")
    sign_in(client, "olga")
    assert "Find your order" in words(client.get(f"{ORDERS}/find?number={NUMBER}"))
    ask(client)
    assert show_code(client, newest_code()).status_code == 302
    assert NUMBER in words(client.get(ORDERS))


def test_forgetting_the_device_ends_what_the_code_opened(client, settings):
    stored()
    ask(client)
    show_code(client, newest_code())
    client.post(f"{ORDERS}/sign-out")
    assert client.get(at()).status_code == 404


@pytest.mark.parametrize("path", ["sign-in", "find", "code"])
def test_an_address_meant_for_forms_can_be_opened(client, path):
    answer = client.get(f"{ORDERS}/{path}", follow=True)
    assert answer.status_code == 200


def test_forms_are_protected_against_other_sites(settings):
    from django.test import Client  # noqa: PLC0415  a client of its own kind

    strict = Client(enforce_csrf_checks=True)
    for path in ("find", "code", "sign-out", "LK-1/cancel"):
        assert strict.post(f"{ORDERS}/{path}", {"number": "LK-1"}).status_code == 403
    stored()
    assert sign_in(strict).status_code == 302
