import pytest
from django.utils import timezone

from journeys import cast
from loket.conversations.actions.closures import close, reopen_by_staff
from loket.conversations.actions.handovers import take_locked
from loket.conversations.actions.locking import locked
from loket.conversations.actions.replies import Words, post_reply
from loket.history.models import Event
from loket.people.actors import ASSISTANT, SYSTEM
from loket.surveys.actions import NothingToRate, rate
from loket.surveys.models import Rating
from loket.surveys.queries import may_rate, rating_of

pytestmark = pytest.mark.django_db


def test_nothing_can_be_rated_before_anybody_answered():
    opened = cast.bea()
    cast.sends(opened.conversation, "Hello")
    with pytest.raises(NothingToRate):
        rate(opened.conversation, score=5, by=cast.actor(opened))
    assert not Rating.objects.exists()
    assert not Event.objects.filter(action="conversation.rated").exists()


@pytest.mark.parametrize("by", [ASSISTANT, "agent"])
def test_whoever_answered_can_be_rated(by):
    opened = cast.bea()
    if by == "agent":
        by = cast.ada()
        take_locked(locked(opened.conversation.pk), by=by)
    post_reply(opened.conversation.pk, Words(text="Here you are.", language="en"), by=by)
    assert rate(opened.conversation, score=4, by=cast.actor(opened)).score == 4


def test_a_notice_of_the_house_is_nothing_to_rate():
    opened = cast.bea()
    post_reply(opened.conversation.pk, Words(text="One moment.", language="en"), by=SYSTEM)
    assert not may_rate(opened.conversation)


def test_where_nothing_was_ever_said_there_is_nothing_to_rate():
    opened = cast.bea()
    close(opened.conversation.pk, by=SYSTEM)
    assert not may_rate(close(opened.conversation.pk, by=SYSTEM))


def test_a_second_rating_takes_the_place_of_the_first_within_its_episode():
    opened = cast.bea()
    cast.sends(opened.conversation, "Hello")
    close(opened.conversation.pk, by=SYSTEM)
    rate(opened.conversation, score=1, reasons=["slow"], comment="Hm", by=cast.actor(opened))
    rate(opened.conversation, score=5, by=cast.actor(opened))
    rating = Rating.objects.get()
    assert (rating.score, rating.reasons, rating.comment) == (5, [], "")
    assert Event.objects.filter(action="conversation.rated").count() == 2


def test_each_episode_has_a_rating_of_its_own():
    opened = cast.bea()
    cast.sends(opened.conversation, "Hello")
    for score in (1, 5):
        close(opened.conversation.pk, by=SYSTEM)
        rate(opened.conversation, score=score, by=cast.actor(opened))
        conversation = reopen_by_staff(opened.conversation.pk, by=cast.ada())
        assert rating_of(conversation) is None
    assert sorted(Rating.objects.values_list("episode", "score")) == [(1, 1), (2, 5)]


def test_the_agent_who_had_it_is_kept_with_the_rating():
    opened, ada = cast.bea(), cast.ada()
    take_locked(locked(opened.conversation.pk), by=ada)
    post_reply(opened.conversation.pk, Words(text="Done.", language="en"), by=ada)
    rating = rate(opened.conversation, score=5, by=cast.actor(opened))
    assert rating.agent == ada.user
    assert rating.created_at <= timezone.now()
