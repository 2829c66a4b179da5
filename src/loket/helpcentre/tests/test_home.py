from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from loket.helpcentre.tests.stage import LABEL, bring

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("pt-PT,pt;q=0.9,en;q=0.5", "/pt-BR"),
        ("pt-br", "/pt-BR"),
        ("id-ID", "/id"),
        ("es-419,es;q=0.9", "/es"),
        ("de-DE,de", "/en"),
        ("", "/en"),
        ("*;;;garbage\x7f", "/en"),
    ],
)
def test_first_address_leads_to_the_browsers_language(client, header, address):
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, address)
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in response["Vary"].split(",")}


def test_a_chosen_language_is_kept_and_wins(client):
    response = client.get("/id?language=id&x=1", headers={"accept-language": "es"})
    assert (response.status_code, response["Location"]) == (302, "/id?x=1")
    assert client.get("/", headers={"accept-language": "es"})["Location"] == "/id"


def test_language_can_be_chosen_by_post_for_pages_without_language(client):
    assert client.post("/language", {"language": "pt-br", "next": "/desk?a=1"})["Location"] == "/desk?a=1"
    assert client.get("/")["Location"] == "/pt-BR"
    assert client.post("/language", {"language": "es", "next": "/en/contact"})["Location"] == "/es/contact"
    for hostile in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "\0", ""):
        assert "evil" not in client.post("/language", {"language": "id", "next": hostile})["Location"]


@pytest.mark.parametrize(
    ("wrong", "right", "status"),
    [
        ("/pt-br", "/pt-BR", 301),
        ("/EN/contact?article=x", "/en/contact?article=x", 301),
        ("/pt/contact", "/pt-BR/contact", 302),
        ("/en/", "/en", 301),
        ("/en/contact/", "/en/contact", 301),
        ("/fr/help/refund", "/en/help/refund?in=fr", 302),
    ],
)
def test_other_spellings_of_an_address_find_the_page(client, wrong, right, status):
    response = client.get(wrong)
    assert (response.status_code, response["Location"]) == (status, right)


MISSING = ["/en/nothing", "/en/help/unknown", "/es/topics/unknown", "/en/topics/a/b", "/xx/help"]
MANY = ["/en", "/en/topics/returns-refunds", "/en/help/return-label", "/en/contact", "/sitemap.xml"]


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_here_says_so_and_offers_search_and_a_person(client, path):
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 404
    if not path.startswith("/xx"):
        assert "<h1" in page and 'type="search"' in page and "/contact" in page


def test_home_shows_topics_with_their_questions(client, articles, counter):
    page = client.get("/en").content.decode()
    assert "Returns and refunds" in page
    assert escape("My order was cancelled. Where is my refund?") in page
    assert 'href="/en/topics/returns-refunds"' in page
    assert 'href="/en/contact"' in page


def test_home_without_articles_leads_to_people(client):
    response = client.get("/es")
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_home_names_itself_and_its_sisters_in_other_languages(client, settings):
    settings.LOKET_URL = "https://help.shop.example"
    page = client.get("/pt-BR").content.decode()
    assert '<html lang="pt-br"' in page
    assert '<link rel="canonical" href="https://help.shop.example/pt-BR">' in page
    assert 'hreflang="x-default" href="https://help.shop.example/en"' in page
    assert page.count('rel="alternate"') == 5


def test_home_is_not_sent_twice_while_nothing_changed(client, articles):
    first = client.get("/en")
    again = client.get("/en", headers={"if-none-match": first["ETag"]})
    # The examples change with the minute; within one it is the same page.
    assert again.status_code == 304 or again.content != first.content


@pytest.mark.parametrize("path", MANY)
def test_number_of_queries_does_not_grow_with_articles(client, articles, counter, path):
    with CaptureQueriesContext(connection) as few:
        assert client.get(path).status_code == 200
    bring(*map(_line, range(25)))
    with CaptureQueriesContext(connection) as many:
        assert client.get(path).status_code == 200
    assert len(many) <= len(few)
    assert len(many) <= 24


def _line(number):
    text = {"question": f"Question {number}?", "answer": "Yes.", "also_asked": []}
    return {**LABEL, "id": f"a-{number}", "subtopic": f"part-{number % 4}", "translations": {"en": text, "es": text}}


def test_pages_run_no_inline_script_and_load_the_widget(client, articles):
    for path in ("/en", "/en/contact", "/en/help/return-label", "/en/search?q=label"):
        page = client.get(path).content.decode()
        assert 'src="/widget.js" data-language="en"' in page
        assert "style=" not in page and "onclick" not in page


def test_address_of_search_engines_files(client, articles, settings):
    settings.LOKET_URL = "https://help.shop.example"
    sitemap = client.get("/sitemap.xml")
    text = sitemap.content.decode()
    assert "<loc>https://help.shop.example/pt-BR/help/refund-not-received</loc>" in text
    assert "/pt-BR/help/return-label" not in text
    assert 'hreflang="x-default"' in text
    assert client.get("/sitemap.xml", headers={"if-none-match": sitemap["ETag"]}).status_code == 304
    assert "Sitemap: https://help.shop.example/sitemap.xml" in client.get("/robots.txt").content.decode()
