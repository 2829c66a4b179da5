from __future__ import annotations

import json
import re

import pytest

from loket.helpcentre.reading import split_answer
from loket.helpcentre.tests.stage import LABEL, REFUND, bring
from loket.knowledge.models import Article, ArticleDay, ArticleFeedback

pytestmark = pytest.mark.django_db
PAGE = "/en/help/refund-not-received"
PERSON = {"user-agent": "Mozilla/5.0"}


def test_article_shows_its_answer_first_and_the_ways_on(client, articles):
    page = client.get(PAGE).content.decode()
    assert re.search(r'prose-lead prose"><p>It is on its way\.</p>', page)
    assert "<li>Card: 5 to 15 days</li>" in page
    assert 'data-loket-open data-article="refund-not-received"' in page
    assert 'href="/en/contact?article=refund-not-received"' in page
    assert "/en/topics/returns-refunds/refunds" in page


def test_article_in_another_language_says_so_and_points_to_the_one_page(client, articles, settings):
    settings.LOKET_URL = "https://help.shop.example"
    page = client.get("/pt-BR/help/return-label").content.decode()
    assert 'class="alert alert--info"' in page
    assert '<div lang="en" class="stack">' in page
    assert '<link rel="canonical" href="https://help.shop.example/en/help/return-label">' in page
    assert 'hreflang="pt-BR"' not in page.split("</head>")[0]


def test_translation_behind_its_original_is_marked(client, articles):
    newer = {"question": "Where is my refund?", "answer": "Changed.", "also_asked": []}
    bring({**REFUND, "translations": {"en": newer}})
    page = client.get("/pt-BR/help/refund-not-received").content.decode()
    assert 'class="alert alert--warning"' in page
    assert 'href="/en/help/refund-not-received"' in page


def test_article_in_a_language_without_pages_can_be_read(client, articles):
    french = {"fr": {"question": "Qui paie le retour ?", "answer": "Le vendeur.", "also_asked": []}}
    bring({**LABEL, "translations": french})
    page = client.get("/fr/help/return-label", follow=True).content.decode()
    assert "Qui paie le retour" in page


def test_facts_for_search_engines_cannot_end_their_block(client, articles):
    hostile = {"en": {"question": "</script><script>alert(1)</script>?", "answer": "<!--<script>", "also_asked": []}}
    bring({**LABEL, "id": "hostile", "translations": hostile})
    page = client.get("/en/help/hostile").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    facts = json.loads(blocks[0])
    assert facts["mainEntity"][0]["name"].startswith("</script>")
    assert "<script>alert" not in page


@pytest.mark.parametrize("state", ["archived", "draft"])
def test_article_that_is_not_published_is_not_here(client, articles, state):
    Article.objects.filter(slug="return-label").update(state=state)
    assert client.get("/en/help/return-label").status_code == 404


def test_reading_is_counted_for_people_only(client, articles):
    client.get(PAGE, headers=PERSON)
    client.get(PAGE, headers=PERSON)
    client.get(PAGE, headers={"user-agent": "Googlebot/2.1"})
    client.get(PAGE, headers={**PERSON, "purpose": "refresh"})
    client.head(PAGE, headers=PERSON)
    assert [day.views for day in ArticleDay.objects.all()] == [2]


def test_one_visitor_counts_once_and_may_add_words(client, articles):
    response = client.post(f"{PAGE}/helped", {"helped": "no"})
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?told=no#helped")
    assert "helped-comment" in client.get(f"{PAGE}?told=no").content.decode()
    client.post(f"{PAGE}/helped", {"helped": "no", "comment": "Which card?"})
    given = ArticleFeedback.objects.get()
    assert (given.helped, given.comment, given.version) == (False, "Which card?", 1)


def test_a_script_gets_the_thanks_alone(client, articles):
    response = client.post(f"{PAGE}/helped?fragment=1", {"helped": "yes", "language": "pt-BR"})
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert ArticleFeedback.objects.get().translation.language == "pt-BR"


@pytest.mark.parametrize("body", [{}, {"helped": "maybe"}, {"helped": "yes", "comment": "x" * 1001}, {"helped": "\0"}])
def test_nonsense_is_refused_and_not_kept(client, articles, body):
    assert client.post(f"{PAGE}/helped", body).status_code == 422
    assert not ArticleFeedback.objects.exists()
    assert client.get(f"{PAGE}/helped").status_code == 405


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("One.\n\nTwo.", "One."),
        ("Only one.", ""),
        ("- a\n- b\n\nafter", ""),
        ("1. a\n\nafter", ""),
        ("# Head\n\nafter", ""),
        ("x" * 500 + "\n\nafter", ""),
        ("", ""),
    ],
)
def test_only_an_opening_sentence_becomes_the_lead(text, lead):
    assert split_answer(text)[0] == lead
