from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.knowledge.actions.editing import add_translation, save_draft
from loket.knowledge.actions.publishing import archive, bring_back, publish, unpublish
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.models import Article, Passage
from loket.knowledge.queries import contents_version, published_articles
from loket.knowledge.tests.shelf import article, bring_in, staff, translation
from loket.lib import live

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith():
    return staff("Edith", "editor")


def test_publishing_shows_the_latest_text_tells_everybody_and_queues_its_vectors(edith, monkeypatch):
    bring_in(article(en="Old?"))
    told = []
    monkeypatch.setattr(live, "publish", lambda *words: told.append(words))
    before = contents_version()
    save_draft(translation(), question="New?", answer="", also_asked=["fresh"], by=edith, base_version=1)
    assert contents_version() == before
    publish(translation(), by=edith)
    assert told == [("knowledge", "changed")]
    assert contents_version() != before
    assert sorted(Passage.objects.values_list("text", flat=True)) == ["New?", "fresh"]
    assert ProcrastinateJob.objects.filter(task_name="knowledge.index_vectors", status="todo").count() == 1
    event = Event.objects.get(action="article.published")
    assert event.data == {"slug": "refund", "language": "en", "version": 2}


def test_publishing_twice_changes_nothing(edith):
    bring_in(article(en="Old?"))
    before = contents_version()
    publish(translation(), by=edith)
    assert contents_version() == before


def test_nothing_cannot_be_published(edith):
    bring_in(article(en="Old?"))
    empty = add_translation(Article.objects.get(), "es", by=edith)
    with pytest.raises(ArticleError):
        publish(empty, by=edith)


def test_taking_the_last_language_back_makes_a_draft(edith):
    bring_in(article(en="One", es="Uno"))
    unpublish(translation(), by=edith)
    assert [row.language for row in published_articles()] == ["es"]
    assert set(Passage.objects.values_list("language", flat=True)) == {"es"}
    unpublish(translation(language="es"), by=edith)
    assert Article.objects.get().state == "draft"
    assert not Passage.objects.exists()


def test_an_archived_article_comes_back_as_it_was(edith):
    bring_in(article(en="One", es="Uno"))
    unpublish(translation(), by=edith)
    archive(Article.objects.get(), by=edith)
    assert not published_articles()
    bring_back(Article.objects.get(), by=edith)
    assert [row.language for row in published_articles()] == ["es"]
    assert Passage.objects.exists()
