from __future__ import annotations

import pytest

from loket.sellers.tests.stage import TALK, sign_in, talk
from loket.texts.languages import seller_languages

pytestmark = pytest.mark.django_db
PAGES = ("/sellers", "/sellers/talks", TALK)


def language_of(page):
    return page["Content-Language"], f'lang="{page["Content-Language"].lower()}"' in page.content.decode()[:400]


def test_a_seller_reads_their_own_language_first(client):
    talk()
    del client.cookies["loket_seller_language"]
    sign_in(client)
    for path in PAGES:
        page = client.get(path, headers={"Accept-Language": "es"})
        assert language_of(page) == ("zh-Hans", True)


@pytest.mark.parametrize(("header", "tag"), [("zh-CN,zh;q=0.9", "zh-Hans"), ("pt", "pt-BR"), ("fi", "en"), ("", "en")])
def test_nobody_yet_reads_what_the_browser_asks_for(client, header, tag):
    del client.cookies["loket_seller_language"]
    assert language_of(client.get("/sellers/sign-in", headers={"Accept-Language": header})) == (tag, True)


@pytest.mark.parametrize("tag", seller_languages())
def test_a_chosen_language_is_kept_on_every_page(client, tag):
    talk()
    sign_in(client)
    answer = client.get("/sellers/talks", {"before": "7", "language": tag})
    assert (answer.status_code, answer.url) == (302, "/sellers/talks?before=7")
    for path in PAGES:
        assert language_of(client.get(path)) == (tag, True)


def test_every_language_can_be_chosen_under_its_own_name(client):
    page = client.get("/sellers/sign-in").content.decode()
    for name in ("English", "Português (Brasil)", "Bahasa Indonesia", "Español", "中文 (简体)"):
        assert name in page


def test_the_public_pages_do_not_offer_what_they_do_not_speak(client):
    assert "中文" not in client.get("/en").content.decode()
    assert client.get("/zh-Hans").status_code == 302


def test_a_language_that_is_none_changes_nothing(client):
    answer = client.get("/sellers/sign-in", {"language": "klingon"})
    assert answer.url == "/sellers/sign-in" and "loket_seller_language" not in answer.cookies
