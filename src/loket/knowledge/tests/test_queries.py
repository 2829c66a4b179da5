from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.knowledge.actions.indexing import fill_vectors
from loket.knowledge.actions.reading import count_view
from loket.knowledge.queries import article_page, published_articles, sitemap_rows, topic_page, topics_with_most_read
from loket.knowledge.tests.shelf import article, bring_in, translation
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(db):
    bring_in(
        article("refund", subtopic="refunds", en="Where is my refund?", pt="Cadê o meu reembolso?"),
        article("return", en="How do I return it?", pt="Como devolvo?"),
        article("late-refund", subtopic="refunds", en="When will my refund arrive?", flow="refund_status"),
        article("track", topic="orders", en="How do I track my parcel?"),
        article("draft", topic="account", en="Draft", state="draft"),
    )


def many(count):
    bring_in(
        *[article(f"more-{n}", subtopic="refunds", en=f"Question {n}?", pt=f"Pergunta {n}?") for n in range(count)]
    )


def test_the_first_page_shows_what_is_read_most(shop):
    for _view in range(3):
        count_view(translation("late-refund").pk, day=timezone.now().date())
    count_view(translation("return").pk, day=timezone.now().date() - timedelta(days=40))
    orders, returns = topics_with_most_read("pt-BR", per_topic=2)
    assert (orders.slug, orders.title, orders.count) == ("orders", "Pedidos e entrega", 1)
    assert (returns.count, [link.slug for link in returns.articles]) == (3, ["late-refund", "refund"])
    assert [(link.language, link.is_fallback) for link in returns.articles] == [("en", True), ("pt-BR", False)]


def test_a_topic_page_has_its_sections(shop):
    page = topic_page("returns-refunds", "en")
    assert [(section.slug, [link.slug for link in section.articles]) for section in page.sections] == [
        ("", ["return"]),
        ("refunds", ["refund", "late-refund"]),
    ]
    assert page.languages == ("en", "pt-BR")


@pytest.mark.parametrize("slug", ["account", "nothing", "refunds", "a\0b"[:1]])
def test_a_topic_without_anything_published_does_not_exist(shop, slug):
    with pytest.raises(NotVisible):
        topic_page(slug, "en")


def test_an_article_page_holds_all_its_surroundings(shop):
    fill_vectors()
    page = article_page("refund", "pt-PT")
    assert (page.question, page.language, page.is_fallback) == ("Cadê o meu reembolso?", "pt-BR", False)
    assert [(crumb.slug, crumb.title) for crumb in page.breadcrumbs] == [
        ("returns-refunds", "Devoluções e reembolsos"),
        ("refunds", "Refunds"),
    ]
    assert [each.language for each in page.alternates] == ["en", "pt-BR"]
    assert "refund" not in [link.slug for link in page.related]


def test_what_people_ask_next_is_nearest_in_meaning(shop):
    fill_vectors()
    assert article_page("refund", "en").related[0].slug == "late-refund"


def test_before_there_are_vectors_the_topic_tells_what_is_next(shop):
    assert {link.slug for link in article_page("refund", "en").related} == {"return", "late-refund"}


def test_another_language_is_marked(shop):
    page = article_page("track", "id")
    assert (page.language, page.is_fallback) == ("en", True)


@pytest.mark.parametrize("slug", ["draft", "nothing"])
def test_what_is_not_published_does_not_exist(shop, slug):
    with pytest.raises(NotVisible):
        article_page(slug, "en")


def test_the_number_of_queries_does_not_grow(shop, django_assert_max_num_queries):
    many(30)
    fill_vectors()
    with django_assert_max_num_queries(4):
        topics_with_most_read("pt-BR")
    with django_assert_max_num_queries(5):
        topic_page("returns-refunds", "pt-BR")
    with django_assert_max_num_queries(7):
        article_page("refund", "pt-BR")
    with django_assert_max_num_queries(2):
        assert len(published_articles()) == len(sitemap_rows()) == 66
