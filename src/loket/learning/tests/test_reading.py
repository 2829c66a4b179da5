from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.cast import edith
from loket.conversations.models import Conversation
from loket.learning import queries
from loket.learning.access import proposals_visible_to
from loket.learning.actions import working
from loket.learning.models import Evidence, Proposal, Reading
from loket.learning.tests import stories
from loket.people.actors import SYSTEM
from loket.reception.personal_data import erase_personal_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def proposed(state="open"):
    rows = Proposal.objects.filter(state=state).order_by("article", "pk")
    return [(each.article, each.text, each.count, each.sources) for each in rows]


def test_a_confirmed_question_is_proposed_for_its_article():
    stories.solved("how can I get my cash back in the wallet, when do I get my money back")
    stories.learn()
    [(article, text, count, sources)] = proposed()
    assert (article, count, sources) == ("refund-time", 1, ["confirmed"])
    assert "cash back" in text


def test_what_the_article_lists_already_is_not_proposed():
    stories.solved("Reset PASSWORD!")
    stories.learn()
    assert proposed() == []
    assert len(proposed("covered")) == 1


def test_an_article_that_an_agent_sent_is_proposed():
    stories.sent_by_agent("do you have a birthday surprise")
    stories.learn()
    assert proposed() == [("use-coupon", "do you have a birthday surprise", 1, ["agent"])]


def test_the_same_wording_of_two_customers_is_one_proposal():
    stories.sent_by_agent("do you have a birthday surprise")
    stories.sent_by_agent("Do you have a birthday surprise??")
    stories.learn()
    assert [count for _article, _text, count, _sources in proposed()] == [2]


def test_an_order_number_never_reaches_an_editor():
    stories.sent_by_agent("birthday surprise for order INV/2026/000123")
    stories.learn()
    assert proposed()[0][1] == "birthday surprise for order …"
    assert not Evidence.objects.filter(text__contains="2026").exists()


def test_a_second_reading_reads_nothing_twice(django_assert_max_num_queries):
    stories.sent_by_agent("do you have a birthday surprise")
    stories.learn()
    before = proposed()
    with django_assert_max_num_queries(30):
        working.start(by=SYSTEM)
        working.work()
    assert proposed() == before
    assert Reading.objects.get().done == 0


def test_a_case_that_opens_again_is_read_again_in_place_of_before():
    opened = stories.unanswered("do you have a birthday surprise")
    stories.learn()
    assert Evidence.objects.get().source == "unanswered"
    Conversation.objects.filter(pk=opened.conversation.pk).update(closed_at=None, closed_by="")
    stories.long_ago(opened, seconds=10)
    working.start(by=SYSTEM)
    working.work()
    assert not Evidence.objects.exists()


def test_open_conversations_wait_until_they_are_closed():
    opened = stories.solved("do I need a code, where do I put the promo code")
    Conversation.objects.filter(pk=opened.conversation.pk).update(closed_at=None, closed_by="")
    stories.learn()
    assert not Evidence.objects.exists()


def test_batches_come_to_the_same_as_one(monkeypatch):
    for number in ("one", "two", "three"):
        stories.sent_by_agent(f"do you have a birthday surprise number {number}")
    monkeypatch.setattr(working, "CONVERSATIONS_AT_ONCE", 1)
    stories.learn()
    assert Evidence.objects.count() == 3
    assert Reading.objects.get().state == "resting"


def test_long_work_is_cut_into_slices(monkeypatch):
    for number in ("one", "two", "three"):
        stories.unanswered(f"do you have a birthday surprise number {number}")
    monkeypatch.setattr(working, "CONVERSATIONS_AT_ONCE", 1)
    monkeypatch.setattr(working, "SLICE", 0.0)
    stories.learn()
    assert ProcrastinateJob.objects.filter(task_name="learning.learn").exists()
    assert queries.progress().is_at_work
    assert queries.progress().done == 1


def test_who_asks_twice_starts_one_search_and_a_dead_one_can_be_started_again():
    working.start(by=edith())
    began = Reading.objects.get().worked_at
    working.start(by=edith())
    assert Reading.objects.get().worked_at == began
    Reading.objects.update(worked_at=timezone.now() - timedelta(hours=1))
    assert queries.progress().is_stale
    working.start(by=edith())
    assert queries.progress().is_at_work


def test_erasing_a_customer_erases_what_came_from_them():
    first = stories.sent_by_agent("do you have a birthday surprise for me")
    second = stories.sent_by_agent("Do you have a birthday surprise for me??")
    stories.learn()
    erase_personal_data(first.conversation.customer, by=SYSTEM)
    assert proposed() == [("use-coupon", "Do you have a birthday surprise for me??", 1, ["agent"])]
    erase_personal_data(second.conversation.customer, by=SYSTEM)
    assert not Proposal.objects.exists()
    assert not Evidence.objects.exists()


def test_what_is_a_year_old_is_forgotten():
    stories.sent_by_agent("do you have a birthday surprise")
    stories.learn()
    Evidence.objects.update(asked_at=timezone.now() - timedelta(days=500))
    working.start_nightly()
    assert not proposals_visible_to(SYSTEM).exists()
