from __future__ import annotations

import pytest

from loket.history.models import Event
from loket.knowledge.actions.editing import (
    add_also_asked,
    add_translation,
    confirm_up_to_date,
    create_article,
    restore,
    save_draft,
    set_topic,
)
from loket.knowledge.actions.publishing import publish
from loket.knowledge.actions.topics import add_topic
from loket.knowledge.article_errors import ArticleError, StaleDraft
from loket.knowledge.models import Article
from loket.knowledge.queries import article_page, contents_version, is_out_of_date, published_articles
from loket.knowledge.tests.shelf import article, bring_in, staff, translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith():
    return staff("Edith", "editor")


def save(draft, question, *, by, base):
    return save_draft(draft, question=question, answer="Answer", also_asked=[], by=by, base_version=base)


def test_an_article_is_written_and_published(edith):
    topic = add_topic("guides", titles={"en": "Guides"}, by=edith)
    draft = create_article("Size guide", topic=topic, language="pt_br", by=edith)
    revision = save(draft, "Which size?", by=edith, base=0)
    assert not published_articles()
    publish(draft, by=edith)
    assert (revision.version, revision.author_id) == (1, edith.actor_id)
    assert [(row.article, row.language) for row in published_articles()] == [("size-guide", "pt-BR")]


def test_the_same_text_makes_no_new_version(edith):
    bring_in(article(en={"question": "Where?", "answer": "Answer"}))
    assert save(translation(), " Where? ", by=edith, base=0).version == 1


def test_a_stale_draft_keeps_both_texts(edith):
    bring_in(article(en="Where?"))
    save(translation(), "Edith's", by=edith, base=1)
    with pytest.raises(StaleDraft) as caught:
        save(translation(), "Max's", by=edith, base=1)
    assert caught.value.text.question == "Max's"
    assert caught.value.newer.question == "Edith's"
    assert translation().latest.question == "Edith's"


@pytest.mark.parametrize("question", ["", "x" * 301, "a\0b", "\ud800"])
def test_a_text_that_cannot_be_stored_is_refused(edith, question):
    bring_in(article(en="Where?"))
    with pytest.raises(ArticleError):
        save(translation(), question, by=edith, base=1)
    assert translation().latest.version == 1


def test_restoring_makes_a_new_version(edith):
    bring_in(article(en="First"))
    bring_in(article(en="Second"))
    first = translation().revisions.get(version=1)
    restored = restore(first, by=edith)
    assert (restored.version, restored.question) == (3, "First")
    assert [row.question for row in published_articles()] == ["Second"]
    assert restore(first, by=edith) == restored


def test_a_translation_is_out_of_date_until_somebody_says_it_is_not(edith):
    bring_in(article(en="One", pt="Um"))
    save(translation(), "Two", by=edith, base=1)
    assert not article_page("refund", "pt-BR").is_out_of_date
    publish(translation(), by=edith)
    assert article_page("refund", "pt-BR").is_out_of_date
    confirm_up_to_date(translation(language="pt-BR"), by=edith)
    assert not is_out_of_date(translation(language="pt-BR"), None)
    publish(translation(language="pt-BR"), by=edith)
    assert not article_page("refund", "pt-BR").is_out_of_date


def test_one_article_a_slug_and_one_translation_a_language(edith):
    bring_in(article(en="One"))
    held = Article.objects.get()
    with pytest.raises(ArticleError, match="already"):
        create_article("refund", topic=held.topic, language="en", by=edith)
    with pytest.raises(ArticleError):
        create_article("??", topic=held.topic, language="en", by=edith)
    with pytest.raises(ArticleError):
        add_translation(held, "no language", by=edith)
    assert add_translation(held, "en", by=edith) == translation()


def test_moving_an_article_changes_the_contents(edith):
    bring_in(article(en="One"))
    before = contents_version()
    set_topic(Article.objects.get(), add_topic("guides", titles={}, by=edith), by=edith)
    assert [row.topic for row in published_articles()] == ["guides"]
    assert contents_version() != before
    assert Event.objects.filter(action="article.moved", actor_id=edith.actor_id).exists()


def test_ways_of_asking_are_added_once_and_leave_translations_up_to_date(edith):
    bring_in(article(en={"question": "Where?", "answer": "Here", "also_asked": ["where is it"]}, pt="Onde?"))
    added = add_also_asked(translation(), ["Where IS it", "whither", "whither"], by=edith)
    assert (added.version, added.also_asked) == (2, ["where is it", "whither"])
    assert add_also_asked(translation(), ["whither"], by=edith).version == 2
    publish(translation(), by=edith)
    assert not is_out_of_date(translation(language="pt-BR"), translation())
    save(translation(), "Where now?", by=edith, base=2)
    publish(translation(), by=edith)
    assert is_out_of_date(translation(language="pt-BR"), translation())
