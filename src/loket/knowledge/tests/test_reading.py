from __future__ import annotations

from datetime import date

import pytest

from loket.knowledge.actions.publishing import unpublish
from loket.knowledge.actions.reading import count_view, give_feedback
from loket.knowledge.models import ArticleDay, ArticleFeedback
from loket.knowledge.tests.shelf import article, bring_in, translation
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 2)


def test_views_are_counted_a_day_in_one_statement(django_assert_num_queries):
    bring_in(article(en="One"))
    key = translation().pk
    with django_assert_num_queries(2):
        count_view(key, day=TODAY)
        count_view(key, day=TODAY)
    count_view(key, day=date(2026, 10, 3))
    assert sorted(ArticleDay.objects.values_list("day", "views")) == [(TODAY, 2), (date(2026, 10, 3), 1)]


def test_what_is_not_published_counts_nothing():
    bring_in(article(en="One", state="draft"))
    count_view(translation().pk, day=TODAY)
    count_view(999_999, day=TODAY)
    assert not ArticleDay.objects.exists()
    with pytest.raises(NotVisible):
        give_feedback(translation().pk, helped=True, visitor="v")


def test_one_visitor_answers_once_a_version():
    bring_in(article(en="One"))
    key = translation().pk
    give_feedback(key, helped=True, visitor="visitor")
    given = give_feedback(key, helped=False, comment=" not\0 clear\ud800 ", visitor="visitor")
    assert (given.helped, given.comment) == (False, "not clear")
    assert "visitor" not in given.visitor
    bring_in(article(en="Two"))
    give_feedback(key, helped=True, visitor="visitor")
    give_feedback(key, helped=True, visitor="\ud800")
    assert ArticleFeedback.objects.count() == 3


def test_an_unpublished_article_takes_no_answer():
    bring_in(article(en="One"))
    unpublish(translation(), by=SYSTEM)
    with pytest.raises(NotVisible):
        give_feedback(translation().pk, helped=True, visitor="bea")
