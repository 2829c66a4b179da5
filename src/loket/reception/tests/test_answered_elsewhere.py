from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from journeys.cast import ada, bea, team
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation
from loket.conversations.queries import inbox
from loket.people.actors import ServerActor
from loket.reception.counter import take
from loket.reception.queries import queue_status, statuses_in_line
from loket.reception.tests.story import KNOWN, asks_for_person, now_of, says

pytestmark = pytest.mark.django_db

SERVER = ServerActor(uuid4(), "shop", ("conversations", "replies"))


class TestAnsweredElsewhere:
    """A shop's own agents answer through the API: their customers stand in no line of ours."""

    def answered(self, prepare=says):
        team()
        opened = bea()
        prepare(opened, KNOWN)
        post_reply(opened.conversation.pk, Words(text="I am Nia, I look into it.", language="en"), by=SERVER)
        return opened

    @pytest.mark.parametrize("prepare", [says, lambda opened, _text: asks_for_person(opened)])
    def test_after_the_answer_it_is_the_customers_turn(self, prepare):
        opened = self.answered(prepare)
        assert now_of(opened).state == "waiting_customer"
        assert queue_status(now_of(opened), timezone.now()) is None
        assert statuses_in_line(now_of(opened).team_id, timezone.now()) == {}

    def test_writing_again_brings_it_to_the_desk_without_a_place(self):
        opened = self.answered()
        assert says(opened, "thank you, and then?") == []
        assert [each.pk for each in inbox(Conversation.objects.all(), "queue", user=ada().user)] == [
            opened.conversation.pk
        ]
        assert queue_status(now_of(opened), timezone.now()) is None
        assert statuses_in_line(now_of(opened).team_id, timezone.now()) == {}

    @pytest.mark.parametrize("writes_first", [False, True])
    def test_who_then_asks_for_a_person_stands_in_line(self, writes_first):
        opened = self.answered()
        if writes_first:
            says(opened, "thank you, and then?")
        (said,) = asks_for_person(opened)
        assert asks_for_person(opened) == []
        assert (said.kind, queue_status(now_of(opened), timezone.now()).position) == ("handover", 1)

    def test_an_agent_at_the_desk_may_take_it(self):
        opened = self.answered()
        take(opened.conversation.pk, by=ada())
        assert now_of(opened).state == "agent"
