from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_results_stand_under_their_topic(client, articles):
    page = client.get("/en/search", {"q": "cancelled refund"}).content.decode()
    assert '<h2 class="search-group">Returns and refunds</h2>' in page
    assert 'href="/en/help/refund-not-received"' in page
    assert "It is on its way." in page
    assert '<meta name="robots" content="noindex">' in page


def test_hit_in_another_language_is_marked(client, articles):
    page = client.get("/pt-BR/search", {"q": "return label"}).content.decode()
    assert 'lang="en"' in page and "badge--language" in page


def test_nothing_found_keeps_the_words_for_a_person(client):
    page = client.get("/en/search", {"q": "purple & <b>elephant</b>"}).content.decode()
    assert "?text=purple%20%26%20%3Cb%3Eelephant%3C%2Fb%3E" in page
    assert "<b>elephant" not in page
    contact = client.get("/en/contact", {"text": "purple & <b>elephant</b>"}).content.decode()
    assert "purple &amp; &lt;b&gt;elephant&lt;/b&gt;</textarea>" in contact


ODD = ["", " ", "\0", "😀" * 10_000, "' OR 1=1 --", "<script>", "a" * 5000, "\u202e", "%", "&|!:*()"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("path", ["/en/search", "/en/search/suggestions"])
def test_any_words_get_a_page(client, articles, path, text):
    assert client.get(path, {"q": text}).status_code == 200


def test_broken_bytes_get_a_page(client):
    assert client.get("/en/search?q=%ff%fe%ed%a0%80").status_code == 200


def test_suggestions_are_a_list_to_choose_from(client, articles):
    response = client.get("/en/search/suggestions", {"q": "refund"})
    text = response.content.decode()
    assert 'role="listbox"' in text and 'role="option"' in text and 'id="hit-refund-not-received"' in text
    assert "max-age=60" in response["Cache-Control"] and "public" in response["Cache-Control"]
    again = client.get("/en/search/suggestions", {"q": "refund"}, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_suggestions_offer_a_person_when_nothing_fits(client):
    assert "/en/contact?text=zebra" in client.get("/en/search/suggestions", {"q": "zebra"}).content.decode()
