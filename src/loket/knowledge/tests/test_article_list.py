from __future__ import annotations

import pytest

from loket.knowledge.access import topics_for
from loket.knowledge.actions.arranging import move_topic
from loket.knowledge.article_list import ListFilters, list_articles
from loket.knowledge.tests.shelf import article, bring_in, staff
from loket.people.actors import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db


def test_only_editors_read_the_list():
    bring_in(article(en="Where is my refund?"))
    assert list_articles(staff("Edith", "editor"), ListFilters()).total == 1
    for outsider in (staff("Ada", "agent"), staff("Max", "lead"), NOBODY):
        assert list_articles(outsider, ListFilters()).rows == ()


def test_what_is_missing_depends_on_the_languages_that_are_expected():
    bring_in(article(en="Where is my refund?", pt="Cadê?"))
    for expected, total in ((("en", "pt-BR"), 0), (("en", "id"), 1), ((), 0)):
        assert list_articles(SYSTEM, ListFilters(state="missing", expected=expected)).total == total


def test_a_topic_moves_among_its_siblings_alone():
    bring_in(article(en="A?"), article("b", topic="orders", en="B?"))
    first, second, *rest = topics_for(SYSTEM).filter(parent=None).order_by("position", "pk")
    move_topic(first, steps=1, by=SYSTEM)
    after = list(topics_for(SYSTEM).filter(parent=None).order_by("position", "pk"))
    assert after == [second, first, *rest]
