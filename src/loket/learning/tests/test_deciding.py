from __future__ import annotations

import pytest

from journeys.cast import edith
from loket.history.models import Event
from loket.knowledge.access import article_for, translation_for
from loket.knowledge.actions.editing import save_draft
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.models import Topic
from loket.knowledge.queries.articles import is_out_of_date
from loket.learning.actions import deciding
from loket.learning.models import Proposal
from loket.learning.tests import stories
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]

QUESTION = "do you have a birthday surprise"


@pytest.fixture
def proposal():
    stories.sent_by_agent(QUESTION)
    stories.learn()
    return Proposal.objects.get()


def english(slug="use-coupon"):
    return translation_for(SYSTEM, slug, "en")


def accept(proposal, text=QUESTION, language="en"):
    return deciding.accept(proposal, text=text, language=language, by=edith())


def test_an_accepted_wording_is_published_as_a_new_version(proposal):
    assert accept(proposal).is_published
    assert english().published.also_asked[-1] == QUESTION
    assert english().published.author == edith().user
    assert english().published_id == english().latest_id


def test_nothing_reaches_an_article_before_that(proposal):
    assert QUESTION not in english().latest.also_asked


def test_an_edited_wording_is_what_is_added(proposal):
    accept(proposal, "birthday surprise")
    assert english().published.also_asked[-1] == "birthday surprise"


def test_beside_a_newer_draft_it_joins_the_draft(proposal):
    latest = english().latest
    save_draft(
        english(), question="New?", answer="N", also_asked=latest.also_asked, by=edith(), base_version=latest.version
    )
    assert not accept(proposal).is_published
    assert english().latest.question == "New?"
    assert english().latest.also_asked[-1] == QUESTION
    assert QUESTION not in english().published.also_asked


def test_translations_do_not_fall_behind_by_it():
    stories.sent_by_agent(QUESTION, "cancel-order")
    stories.learn()
    accept(Proposal.objects.get())
    article = article_for(SYSTEM, "cancel-order")
    rows = {each.language: each for each in article.translations.all()}
    assert rows["en"].published.version == 2
    assert not is_out_of_date(rows["pt-BR"], rows["en"])


def test_accepting_twice_changes_nothing_more(proposal):
    accept(proposal)
    accept(proposal)
    assert english().published.also_asked.count(QUESTION) == 1


def test_a_language_without_a_text_is_refused(proposal):
    with pytest.raises(NotVisible):
        accept(proposal, language="de")


def test_a_text_that_no_article_can_hold_is_refused_and_stays_open(proposal):
    with pytest.raises(ArticleError):
        accept(proposal, "x" * 600)
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_what_was_turned_down_never_comes_back(proposal):
    deciding.reject(proposal, by=edith())
    stories.sent_by_agent("Do you have a birthday surprise?")
    stories.learn()
    assert [(each.state, each.count) for each in Proposal.objects.all()] == [("rejected", 2)]
    assert Event.objects.filter(action="proposal.rejected").exists()
    deciding.offer_again(proposal, by=edith())
    assert Proposal.objects.get().state == "open"


def test_two_proposals_of_which_one_is_accepted_as_the_other(proposal):
    stories.sent_by_agent("anything special for my birthday")
    stories.learn()
    other = Proposal.objects.exclude(pk=proposal.pk).get()
    accept(proposal, "anything special for my birthday")
    other.refresh_from_db()
    assert other.state == "covered"


def test_only_editors_see_any_of_it(proposal):
    from journeys.cast import ada, max_, olga  # noqa: PLC0415
    from loket.learning.access import evidence_visible_to, gaps_visible_to, proposal_for  # noqa: PLC0415

    for outsider in (ada(), max_(), olga()):
        assert not evidence_visible_to(outsider).exists()
        assert not gaps_visible_to(outsider).exists()
        with pytest.raises(NotVisible):
            proposal_for(outsider, proposal.pk)
    assert proposal_for(edith(), proposal.pk) == proposal
    assert Topic.objects.exists()
