from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import edith
from loket.knowledge.access import article_for
from loket.knowledge.models import Topic
from loket.learning import queries
from loket.learning.access import evidence_visible_to, gaps_visible_to
from loket.learning.actions import deciding
from loket.learning.actions.grouping import group_unanswered
from loket.learning.models import Evidence, Gap, Proposal
from loket.learning.tests import stories
from loket.people.actors import SYSTEM
from loket.reception.personal_data import erase_personal_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def gap():
    for text in stories.TICKETS:
        stories.unanswered(text)
    stories.learn()
    return Gap.objects.get()


def listed():
    return queries.open_gaps(gaps_visible_to(SYSTEM), evidence_visible_to(SYSTEM))


def test_what_nobody_could_answer_is_grouped_and_named_by_its_most_typical_question(gap):
    assert gap.text in stories.TICKETS
    assert (gap.count, gap.recent, gap.before, gap.languages) == (3, 3, 0, ["en"])
    [row] = listed()
    assert {each.text for each in row.examples} == set(stories.TICKETS)


def test_one_customer_alone_is_no_gap():
    stories.unanswered(stories.TICKETS[0])
    stories.learn()
    assert not Gap.objects.exists()


def test_several_languages_make_one_gap():
    stories.unanswered("do you sell opera tickets")
    stories.unanswered("vocês vendem ingressos para a ópera", language="pt-BR")
    stories.learn()
    assert sorted(Gap.objects.get().languages) == ["en", "pt-BR"]


def test_a_gap_keeps_its_identity_from_night_to_night(gap):
    stories.unanswered("tickets for the opera tonight")
    stories.learn()
    assert Gap.objects.get().pk == gap.pk
    assert Gap.objects.get().count == 4


def test_its_growth_is_held_against_the_month_before(gap):
    old = Evidence.objects.order_by("pk").first()
    Evidence.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=40))
    group_unanswered()
    gap.refresh_from_db()
    assert (gap.recent, gap.before) == (2, 1)


def test_what_was_hidden_comes_back_when_it_has_grown_threefold(gap):
    deciding.hide(gap, by=edith())
    stories.unanswered("opera tickets please")
    stories.learn()
    assert listed() == []
    for _each in range(5):
        stories.unanswered("do you sell opera tickets")
    stories.learn()
    assert [row.gap.pk for row in listed()] == [gap.pk]


def test_an_article_is_begun_with_what_customers_ask(gap):
    topic = Topic.objects.order_by("pk").first()
    begun = deciding.begin_article(
        gap, question=gap.text, slug="opera", topic=topic, language="en", also_in=("id",), by=edith()
    )
    begun = article_for(SYSTEM, "opera").translations.get(language="en")
    assert begun.published is None
    assert {begun.latest.question, *begun.latest.also_asked} == set(stories.TICKETS)
    assert listed() == []
    assert not Proposal.objects.filter(state="open").exists()
    stories.learn()
    assert Gap.objects.get().state == "written"


def test_questions_of_a_gap_that_an_article_answers_become_proposals(gap):
    deciding.answer_with(gap, article_for(SYSTEM, "use-coupon"), by=edith())
    proposals = Proposal.objects.filter(state="open", article="use-coupon")
    assert {each.text for each in proposals} <= set(stories.TICKETS)
    assert sum(each.count for each in proposals) == 3
    assert {source for each in proposals for source in each.sources} == {"editor"}
    assert listed() == []


def test_erasing_a_customer_takes_their_words_out_of_gaps():
    opened = [stories.unanswered(text) for text in stories.TICKETS]
    stories.learn()
    named = Evidence.objects.get(text=Gap.objects.get().text).conversation
    erase_personal_data(named.customer, by=SYSTEM)
    assert Gap.objects.get().count == 2
    assert Gap.objects.get().text in set(Evidence.objects.values_list("text", flat=True))
    for each in opened:
        erase_personal_data(each.conversation.customer, by=SYSTEM)
    assert not Gap.objects.exists()
