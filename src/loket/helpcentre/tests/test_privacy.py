from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tag", ["en", "pt-BR", "id", "es"])
def test_every_page_leads_to_the_privacy_notice(client, tag):
    for path in (f"/{tag}", f"/{tag}/contact"):
        assert f'href="/{tag}/privacy"' in client.get(path).content.decode()
    assert client.get(f"/{tag}/privacy").status_code == 200


def test_the_notice_says_what_is_kept_how_long_who_sees_it_and_how_to_have_it_erased(client):
    page = client.get("/en/privacy").content.decode()
    for words in ("What is kept", "For how long", "Who sees it", "A copy, or erasing", "until 30 days after"):
        assert words in page
    assert 'href="/en/contact">write to us' in page


def test_a_shop_with_a_notice_of_its_own_is_linked_instead(client, settings):
    settings.LOKET_PRIVACY_URL = "https://shop.example/privacy"
    for path in ("/en", "/widget/frame?language=en"):
        page = client.get(path).content.decode()
        assert 'href="https://shop.example/privacy"' in page and "/en/privacy" not in page
    assert client.get("/en/privacy")["Location"] == "https://shop.example/privacy"
    assert "/en/privacy" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(("path", "language"), [("/es/help/x/helped", "es"), ("/language", "id")])
def test_a_wrong_method_is_told_on_a_page_in_the_readers_language(client, path, language):
    answer = client.get(path, headers={"accept-language": "id"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page and "405" in page and 'href="/"' in page
