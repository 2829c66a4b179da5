from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journeys.cast import ada, bea, olga, sends
from loket.conversations.access import visible_to
from loket.conversations.models import Conversation, Message
from loket.conversations.queries import Cursor, newest_first
from loket.conversations.search import _with_words, find

pytestmark = pytest.mark.django_db


def said(text, *, days_ago=0):
    opened = bea()
    sends(opened.conversation, text)
    moment = timezone.now() - timedelta(days=days_ago)
    Conversation.objects.filter(pk=opened.conversation.pk).update(updated_at=moment)
    return opened.conversation.pk


def found(words):
    return {each.pk for each in find(visible_to(ada()), words)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My teapot came without its lid", "lid teapot"),
        ("My teapot came without its lid", "TEAP"),
        ("Meu pedido não chegou até hoje", "não chegou"),
        ("order no. 12-345/B, please", "12-345"),
        ("write to bea@example.org", "bea@example.org"),
        ("it's O'Neill's", "o'neill"),
    ],
)
def test_words_are_found_in_any_order_and_from_their_beginning(text, words):
    wanted = said(text)
    said("Something else altogether")
    assert found(words) == {wanted}


def test_all_words_have_to_stand_in_one_message():
    said("My teapot is broken")
    said("Where is the lid?")
    assert found("teapot lid") == set()


def test_the_oldest_case_is_found_like_the_latest():
    old = said("My samovar leaks", days_ago=3000)
    Conversation.objects.bulk_create(
        Conversation(number=f"{number:08}", customer=Conversation.objects.get(pk=old).customer, language="en")
        for number in range(30)
    )
    assert found("samovar") == {old}


def test_the_index_answers_and_not_every_message_ever_said():
    """Asked of the words alone: which other index a table of two rows is read by is the planner's whim."""
    said("My samovar leaks")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "conversations_message_words" in _with_words("samovar").explain()


def test_pages_follow_by_key_in_one_statement_each():
    wanted = [said("My samovar leaks", days_ago=days) for days in range(5)]
    visible, paged, before = visible_to(ada()), [], None
    while True:
        with CaptureQueriesContext(connection) as captured:
            page = newest_first(find(visible, "samovar"), before=before, limit=2)
        assert len(captured) == 1
        if not page:
            break
        paged += [each.pk for each in page]
        before = Cursor(page[-1].updated_at, page[-1].pk)
    assert paged == wanted


def test_outsiders_find_only_what_is_theirs():
    said("My samovar leaks")
    assert list(find(visible_to(olga()), "samovar")) == []


@pytest.mark.parametrize("words", ["' | 'a", "\\", "'':*", "!!! ---", "a & !b", "<->", "\0\0\0", "𝕏𝕏𝕏"])
def test_signs_mean_nothing(words):
    said("hello")
    assert found(words) == set()


def test_erased_words_are_found_no_more():
    wanted = said("My samovar leaks")
    Message.objects.filter(conversation=wanted).update(text="")
    assert found("samovar") == set()
