from __future__ import annotations

import pytest
from django.utils import timezone

from journeys.cast import ada, bea, max_, staff, team
from loket.conversations.actions.locking import ConversationEnded, ConversationError, NotYourTurn
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Message, QueueEntry
from loket.history.models import Event
from loket.people.models import User
from loket.reception.counter import close_case, give_back, move, put_back, take
from loket.reception.queries import statuses_in_line
from loket.reception.tests.story import KNOWN, UNKNOWN, WISH, ago, asks_for_person, change, now_of, says

pytestmark = pytest.mark.django_db


def texts(opened):
    return list(
        Message.objects.filter(conversation=opened.conversation).order_by("sequence").values_list("text", flat=True)
    )


def entries(opened):
    return QueueEntry.objects.filter(conversation=opened.conversation)


def taken(agent=ada, **fields):
    team(members=(agent(),))
    opened = bea(**fields)
    asks_for_person(opened)
    take(opened.conversation.pk, by=agent())
    return opened


def test_the_agent_who_takes_it_is_named_and_it_is_their_turn():
    opened = taken()
    assert now_of(opened).state == "agent"
    assert "Ada" in texts(opened)[-1]
    assert now_of(opened).waiting_customer_since is None


def test_who_takes_a_case_is_there():
    taken()
    assert User.objects.get(email="ada@shop.example").seen_at is not None


def test_an_agent_who_writes_another_language_says_so():
    opened = taken(agent=lambda: staff("Bo", "agent", languages=("zh",)), language="id")
    assert "中文" in texts(opened)[-1]


def test_taking_it_twice_says_nothing_twice():
    opened = taken()
    before = texts(opened)
    take(opened.conversation.pk, by=ada())
    assert texts(opened) == before


def test_a_colleague_takes_over_only_when_they_mean_it():
    opened = taken()
    with pytest.raises(NotYourTurn, match="Ada has this conversation"):
        take(opened.conversation.pk, by=max_(), take_over=False)
    take(opened.conversation.pk, by=max_())
    assert now_of(opened).agent.name == "Max"
    assert "Max" in texts(opened)[-1]


def test_a_case_that_waits_for_its_customer_does_so_under_the_next_agent_too():
    opened = taken()
    post_reply(opened.conversation.pk, Words(text="Done.", language="en"), by=ada())
    since = now_of(opened).waiting_customer_since
    take(opened.conversation.pk, by=max_())
    assert now_of(opened).waiting_customer_since == since


def test_a_closed_case_is_not_taken():
    opened = taken()
    close_case(opened.conversation.pk, by=ada())
    with pytest.raises(ConversationError):
        take(opened.conversation.pk, by=max_())


def test_the_assistant_speaks_again_when_it_is_given_back_and_not_of_the_past():
    team(members=(ada(),))
    opened = bea()
    says(opened, UNKNOWN)
    says(opened, UNKNOWN)
    assert now_of(opened).state == "queued"
    take(opened.conversation.pk, by=ada())
    give_back(opened.conversation.pk, by=ada())
    assert now_of(opened).state == "waiting_customer"
    assert [reply.kind for reply in says(opened, KNOWN)] == ["answer"]
    assert entries(opened).filter(left_at=None).count() == 0


def test_given_back_from_the_line_it_leaves_the_line_and_the_clock_watches_it():
    team()
    opened = bea()
    asks_for_person(opened)
    give_back(opened.conversation.pk, by=ada())
    assert entries(opened).get().outcome == "given_back"
    assert now_of(opened).waiting_customer_since is not None


def test_giving_back_what_the_assistant_has_changes_nothing():
    opened = bea()
    says(opened, UNKNOWN)
    before = (texts(opened), now_of(opened).assistant_from)
    give_back(opened.conversation.pk, by=ada())
    assert (texts(opened), now_of(opened).assistant_from) == before


def test_put_back_it_stands_first_in_line_and_the_customer_is_told():
    opened = taken()
    asks_for_person(bea())
    put_back(opened.conversation.pk, by=ada(), reason="put_back")
    assert entries(opened).get(left_at=None).urgent
    assert now_of(opened).state == "queued"
    assert "first in line" in texts(opened)[-1]


def test_closing_from_the_desk_says_how_to_go_on():
    opened = taken()
    close_case(opened.conversation.pk, by=ada())
    close_case(opened.conversation.pk, by=ada())
    assert opened.conversation.number in texts(opened)[-1]
    assert Event.objects.filter(subject=opened.conversation.subject, action="conversation.closed").count() == 1
    assert not Event.objects.filter(action="conversation.solved").exists()


def test_the_button_pressed_twice_is_one_wait_and_one_notice():
    team()
    opened = bea()
    assert len(asks_for_person(opened)) == 1
    assert asks_for_person(opened) == []
    assert says(opened, WISH) == []
    assert entries(opened).count() == 1


@pytest.mark.parametrize("had_person", [True, False])
def test_the_button_opens_a_closed_case_and_says_where_it_waits(had_person):
    opened = taken() if had_person else bea()
    team()
    close_case(opened.conversation.pk, by=ada())
    (said,) = asks_for_person(opened)
    assert said.kind == "handover"
    assert now_of(opened).state == "queued"


def test_the_button_does_not_open_a_case_that_has_ended():
    opened = taken()
    close_case(opened.conversation.pk, by=ada())
    change(opened, closed_at=ago(days=15))
    with pytest.raises(ConversationEnded):
        asks_for_person(opened)
    assert now_of(opened).is_closed


class TestMoving:
    """A case that waits goes to another team, and nobody takes it for that."""

    def waiting(self):
        english, spanish = team(), team("spanish", languages=("es",))
        opened = bea()
        asks_for_person(opened)
        return opened, english, spanish

    def test_it_waits_there_as_long_as_it_has_waited(self):
        opened, _english, spanish = self.waiting()
        before = entries(opened).get()
        move(opened.conversation.pk, team=spanish, by=ada())
        after = entries(opened).get()
        assert (after.pk, after.team, after.joined_at) == (before.pk, spanish, before.joined_at)
        assert (now_of(opened).team, now_of(opened).state) == (spanish, "queued")

    def test_its_place_is_that_of_the_new_line(self):
        first, english, spanish = self.waiting()
        second = self.waiting()[0]
        move(first.conversation.pk, team=spanish, by=max_())
        assert set(statuses_in_line(spanish.pk, timezone.now())) == {first.conversation.pk}
        assert statuses_in_line(english.pk, timezone.now())[second.conversation.pk].position == 1

    def test_who_moved_it_is_kept_and_only_once(self):
        opened, _english, spanish = self.waiting()
        for _ in range(2):
            move(opened.conversation.pk, team=spanish, by=ada())
        event = Event.objects.get(subject=opened.conversation.subject, action="conversation.moved")
        assert (event.actor, event.data) == (ada().user, {"from": "english", "to": "spanish"})

    def test_what_somebody_took_meanwhile_stays_where_it_is(self):
        opened, english, spanish = self.waiting()
        take(opened.conversation.pk, by=ada())
        with pytest.raises(ConversationError):
            move(opened.conversation.pk, team=spanish, by=max_())
        assert now_of(opened).team == english
