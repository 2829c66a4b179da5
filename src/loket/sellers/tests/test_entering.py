from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from loket.history.models import Event
from loket.lib.sealing import unseal
from loket.notices.actions.seller_links import send_seller_link
from loket.notices.models import Notice
from loket.notices.references import LINK, SEALED_FOR
from loket.people.models import Seller, SellerLink
from loket.people.seller_sessions import COOKIE, SALT
from loket.sellers.tests.stage import identity, sign_in, stored, words

pytestmark = pytest.mark.django_db


def link_of(notice):
    return re.search(r"/sellers/sign-in/\S+", unseal(notice.sealed, purpose=SEALED_FOR)[LINK])[0]


@pytest.fixture
def mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:1", "Samudra <help@samudra.example>"


def test_sam_comes_from_the_marketplace(client):
    stored()
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/sellers")
    page = client.get("/sellers")
    assert "Signed in as Sam's Lamps" in words(page) and "No claims" in words(page)
    assert page["Cache-Control"] == "no-store" and 'content="noindex"' in page.content.decode()
    assert Event.objects.filter(action="seller.signed_in").count() == 1


def test_a_seller_of_whom_nothing_is_known_yet_comes_in_too(client):
    sign_in(client, "s-new")
    assert Seller.objects.get(external_id="s-new").name == "Sam's Lamps"


def test_a_link_of_the_marketplace_lets_in_only_by_its_button(client):
    token = identity()
    page = client.get("/sellers/enter", {"identity": token, "next": "/sellers/talks"})
    assert COOKIE not in page.cookies and "Go on as Sam's Lamps" in words(page)
    answer = client.post("/sellers/enter", {"identity": token, "next": "/sellers/talks"})
    assert answer.url == "/sellers/talks" and answer.cookies[COOKIE]["httponly"]


@pytest.mark.parametrize(
    "changes",
    [{"role": "customer"}, {"aud": "https://elsewhere.example"}, {"exp": timezone.now() - timedelta(hours=1)}],
)
def test_what_the_marketplace_does_not_say_lets_nobody_in(client, changes):
    for answer in (
        client.post("/sellers/enter", {"identity": identity(**changes)}),
        client.get("/sellers/enter", {"identity": identity(**changes)}),
    ):
        assert answer.status_code == 403 and COOKIE not in answer.cookies
    assert not Seller.objects.exists()


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/desk", "/sellers/sign-out", "x"])
def test_nobody_is_led_elsewhere(client, after):
    assert sign_in(client, next=after).url == "/sellers"


def test_nobody_is_led_to_the_way_in(client):
    answer = client.get("/sellers")
    assert (answer.status_code, answer.url) == (302, "/sellers/sign-in?next=%2Fsellers")
    assert "Sign in as a seller" in words(client.get(answer.url))


def test_the_words_are_the_same_whether_a_seller_is_known_or_not(client, mail):
    stored()
    known = words(client.post("/sellers/sign-in", {"email": "sam@example.com"}))
    unknown = words(client.post("/sellers/sign-in", {"email": "olga@example.com"}))
    assert known == unknown.replace("olga@", "sam@") and "is on its way" in known


def test_a_mailed_link_works_once_for_a_quarter_of_an_hour(client, mail):
    stored()
    assert send_seller_link(" Sam@Example.com") == 1
    path = link_of(Notice.objects.get(purpose="sign_in_link", recipient_kind="seller"))
    page = client.get(path)
    assert "Go on as Sam's Lamps" in words(page) and COOKIE not in page.cookies
    assert client.post(path).url == "/sellers"
    assert "Signed in as Sam's Lamps" in words(client.get("/sellers"))
    assert client.post(path).status_code == client.get(path).status_code == 410


def test_a_link_that_is_too_old_lets_nobody_in(client, mail):
    stored()
    send_seller_link("sam@example.com")
    SellerLink.objects.update(expires_at=timezone.now())
    answer = client.post(link_of(Notice.objects.get(purpose="sign_in_link")))
    assert answer.status_code == 410 and COOKIE not in answer.cookies


def test_whoever_asks_twice_at_once_gets_one_letter_and_nobody_none(mail):
    stored()
    assert send_seller_link("sam@example.com") == 1
    assert send_seller_link("sam@example.com") == 0
    assert send_seller_link("olga@example.com") == send_seller_link("") == 0
    assert Notice.objects.count() == 1


def test_asking_too_often_says_when_to_try_again(client, mail):
    answers = [client.post("/sellers/sign-in", {"email": "sam@example.com"}) for _each in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_bad_address_is_said_and_kept(client):
    page = client.post("/sellers/sign-in", {"email": "sam@"})
    assert page.status_code == 422 and 'value="sam@"' in page.content.decode()


def test_signing_out_forgets_whoever_was_here(client):
    stored()
    sign_in(client)
    answer = client.post("/sellers/sign-out")
    assert answer.cookies[COOKIE].value == ""
    assert client.get("/sellers").status_code == 302


def test_a_cookie_of_somebody_elses_making_opens_nothing(client):
    seller = stored().seller_id
    foreign = signing.dumps({"seller": str(seller)}, salt=SALT, key="another secret")
    for cookie in (foreign, str(seller), "x" * 600, signing.dumps({"seller": "7"}, salt=SALT), ":::"):
        client.cookies[COOKIE] = cookie
        assert client.get("/sellers").status_code == 302
        assert client.get("/sellers/talks").status_code == 404


def test_a_cookie_ends_after_half_a_day(client, monkeypatch):
    stored()
    sign_in(client)
    held = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: held + 12 * 3600 + 60)
    assert client.get("/sellers").status_code == 302
