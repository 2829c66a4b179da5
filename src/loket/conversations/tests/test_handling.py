from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import ada, bea, max_, sends, team
from loket.conversations.actions.closures import close
from loket.conversations.actions.handovers import give_back_to_assistant, hand_over_locked, take_locked
from loket.conversations.actions.locking import locked
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.handling import SILENCE, being_handled, handling_seconds
from loket.conversations.models import Conversation, Message, QueueEntry
from loket.history.models import Event
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


class Day:
    """A case on a day that began three hours ago; each act happens at a minute of it."""

    def __init__(self):
        self.begin = timezone.now() - 180 * MINUTE
        self.opened = bea()
        self.id = self.opened.conversation.pk
        self.at(-5, lambda: hand_over_locked(locked(self.id), reason="asked_for_person", team=team(), by=SYSTEM))

    def at(self, minute, act):
        """What came into being by the act is given the time of the day at which it is told to have happened."""
        events, words = Event.objects.all(), Message.objects.filter(conversation=self.id)
        entries = QueueEntry.objects.filter(conversation=self.id)
        known = [list(rows.values_list("pk", flat=True)) for rows in (events, words)]
        waiting = list(entries.filter(left_at=None).values_list("pk", flat=True))
        act()
        moment = self.begin + minute * MINUTE
        events.exclude(pk__in=known[0]).update(at=moment)
        words.exclude(pk__in=known[1]).update(created_at=moment)
        entries.filter(pk__in=waiting, left_at__isnull=False).update(left_at=moment)
        entries.exclude(pk__in=waiting).filter(left_at=None).update(joined_at=moment)

    def takes(self, minute, by=ada):
        self.at(minute, lambda: take_locked(locked(self.id), by=by()))

    def says(self, minute, by=ada):
        self.at(minute, lambda: post_reply(self.id, Words(text="Here you are.", language="en"), by=by()))

    def closes(self, minute, by=SYSTEM):
        self.at(minute, lambda: close(self.id, by=by))

    def writes_again(self, minute):
        self.at(minute, lambda: sends(self.opened.conversation, "hello?"))


def minutes():
    found = handling_seconds(team().pk, since=timezone.now() - timedelta(days=7))
    return [round(each / 60, 3) for each in found]


def test_silence_before_the_clock_closes_it_is_not_handling():
    day = Day()
    day.takes(0)
    day.says(6)
    day.closes(170)
    assert minutes() == [6]


def test_what_the_agent_does_last_may_be_closing_it():
    day = Day()
    day.takes(0)
    day.says(6)
    day.closes(9, by=ada())
    assert minutes() == [9]


def test_a_case_that_opens_again_counts_each_stretch_once():
    day = Day()
    day.takes(0)
    day.says(6)
    day.closes(60)
    day.writes_again(100)
    day.takes(110)
    day.says(113)
    day.closes(170)
    assert sorted(minutes()) == [3, 6]


def test_a_colleague_who_takes_over_goes_on_with_the_same_stretch():
    day = Day()
    day.takes(0)
    day.says(4)
    day.takes(10, by=max_)
    day.says(12, by=max_)
    day.closes(100)
    assert minutes() == [12]


def test_giving_it_back_ends_the_stretch():
    day = Day()
    day.takes(0)
    day.at(5, lambda: give_back_to_assistant(day.id, by=ada()))
    day.closes(100)
    assert minutes() == [5]


def test_what_is_still_in_hand_and_what_nobody_worked_on_tell_nothing():
    going_on, untouched = Day(), Day()
    going_on.takes(0)
    going_on.says(5)
    untouched.takes(0)
    untouched.closes(90)
    assert minutes() == []


def test_a_customer_who_fell_silent_is_not_in_anybodys_hands():
    day = Day()
    day.takes(0)
    now = timezone.now()
    assert being_handled([ada().user], now) == 1
    Conversation.objects.filter(pk=day.id).update(waiting_customer_since=now - SILENCE)
    assert being_handled([ada().user], now) == 1
    assert being_handled([ada().user], now + timedelta(seconds=1)) == 0
