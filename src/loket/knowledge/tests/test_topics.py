from __future__ import annotations

import pytest

from loket.knowledge.actions.topics import add_topic, place_topic, remove_topic, rename_topic
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.models import Topic
from loket.knowledge.tests.shelf import article, bring_in
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_topics_are_added_renamed_and_placed():
    guides = add_topic("Guides!", titles={"en": "Guides", "es": "Guías"}, by=SYSTEM)
    add_topic("shoes", titles={}, parent=guides, by=SYSTEM)
    rename_topic(guides, titles={"en": " Help\n  yourself", "es": ""}, by=SYSTEM)
    place_topic(guides, position=3, by=SYSTEM)
    guides.refresh_from_db()
    assert (guides.slug, guides.position) == ("guides", 3)
    assert [title.title for title in guides.titles.all()] == ["Help yourself"]


def test_what_cannot_be_is_refused():
    guides = add_topic("guides", titles={}, by=SYSTEM)
    shoes = add_topic("shoes", titles={}, parent=guides, by=SYSTEM)
    for slug, options in [
        ("guides", {}),
        ("!", {}),
        ("laces", {"parent": shoes}),
        ("x", {"titles": {"nonsense!": "X"}}),
    ]:
        with pytest.raises(ArticleError):
            add_topic(slug, **{"titles": {}, "by": SYSTEM, **options})
    assert Topic.objects.count() == 2


def test_a_topic_with_articles_stays():
    bring_in(article(topic="guides", subtopic="shoes", en="One"))
    with pytest.raises(ArticleError, match="Articles stand"):
        remove_topic(Topic.objects.get(slug="guides"), by=SYSTEM)
    remove_topic(add_topic("empty", titles={"en": "Empty"}, by=SYSTEM), by=SYSTEM)
    assert Topic.objects.count() == 2
