"""A fortnight with agents who are sometimes silent, by a clock that the test sets: who is told what, and when."""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from datetime import timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

import pytest

from journeys.cast import actor, ada, bea, max_, sends, team
from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import Interval
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation
from loket.notices.actions.sending import send_due
from loket.notices.models import DemoLetter, Notice
from loket.notices.quiet_hours import QuietHours
from loket.promises.actions.keeping_time import keep_time
from loket.promises.case_reading import read_case
from loket.promises.models import Promise
from loket.promises.tests.clock import MONDAY
from loket.promises.turns import clocks_of
from loket.reception.actions import hand_over
from loket.reception.counter import give_back, put_back, take

FORTNIGHT, TICK, TWO_DAYS = timedelta(days=14), timedelta(hours=1), timedelta(hours=48)
ZONES = ("America/Recife", "Asia/Jakarta", "Europe/Madrid", "Asia/Shanghai")
HOUR = timedelta(hours=1)


class Fortnight:
    """Cases that come in over ten days, and agents who answer most of them soon, and some very late."""

    def __init__(self, clock, cases):
        self.clock, self.random, self.turns = clock, random.Random(20261122), count()
        self.agenda = []
        for _case in range(cases):
            self.later(self.random.uniform(0, 240), self.opens)

    def later(self, hours, act, *about):
        heapq.heappush(self.agenda, (self.clock.now + hours * HOUR, next(self.turns), act, about))

    def run(self):
        moment, ends = MONDAY, MONDAY + FORTNIGHT
        while moment < ends:
            moment += TICK
            while self.agenda and self.agenda[0][0] <= moment:
                at, _turn, act, about = heapq.heappop(self.agenda)
                self.clock.go_to(at)
                act(*about)
            self.clock.go_to(moment)
            keep_time(self.clock())
            send_due(self.clock())

    def opens(self):
        opened = bea(time_zone=self.random.choice(ZONES))
        customer = opened.conversation.customer
        customer.email = f"{customer.pk.hex}@mail.example"
        customer.save()
        hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
        self.somebody_comes(opened, 0)

    def somebody_comes(self, opened, rounds):
        is_silent = self.random.random() < 0.15
        hours = self.random.uniform(60, 230) if is_silent else min(self.random.lognormvariate(1.5, 1.2), 60)
        self.later(hours, self.answers, opened, rounds)

    def answers(self, opened, rounds):
        case, chance = opened.conversation.pk, self.random.random()
        take(case, by=ada())
        if chance < 0.1:
            put_back(case, by=ada(), reason="put_back")
            return self.somebody_comes(opened, rounds)
        if chance < 0.15:
            give_back(case, by=ada())
            return self.later(self.random.uniform(1, 40), self.asks_again, opened, rounds)
        post_reply(case, Words(text="Here you are.", language="en"), by=ada())
        if rounds < 3 and self.random.random() < 0.5:
            return self.later(self.random.uniform(0.1, 30), self.writes, opened, rounds + 1)
        return self.later(1, self.closes, opened)

    def asks_again(self, opened, rounds):
        hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
        self.somebody_comes(opened, rounds)

    def writes(self, opened, rounds):
        sends(opened.conversation, "And now?")
        self.somebody_comes(opened, rounds)

    def closes(self, opened):
        close(opened.conversation.pk, by=ada())


@pytest.mark.django_db
@pytest.mark.parametrize("cases", [150, pytest.param(5000, marks=pytest.mark.slow)])
def test_in_a_fortnight_everybody_is_told_and_nothing_breaks_in_silence(clock, settings, cases):
    settings.LOKET_DEMO, settings.LOKET_SMTP_URL, settings.LOKET_SENDER_URL = True, "", ""
    set_service_hours(
        team(members=(ada(), max_())), intervals=[Interval(day, 8 * 60, 20 * 60) for day in range(6)], by=None
    )
    Fortnight(clock, cases).run()
    assert Conversation.objects.count() == cases
    assert Promise.objects.filter(ending="renewed").count() > cases / 20
    nothing_broke_in_silence(clock.now)
    everybody_was_told_every_two_days(clock.now)
    nothing_came_twice_or_at_night()


def nothing_broke_in_silence(now):
    changes = defaultdict(int)
    for subject in Notice.objects.filter(purpose="promise_changed").values_list("subject", flat=True):
        changes[subject] += 1
    renewed = defaultdict(int)
    for promise in Promise.objects.exclude(broken_at=None):
        if promise.ending == "renewed":
            renewed[promise.subject] += 1
        else:
            # Answered, or closed, before the clock had looked again.
            assert promise.stopped_at - promise.broken_at <= TICK + timedelta(minutes=1)
    assert {subject: changes[subject] for subject in renewed} == renewed
    # Whatever passed its date is not running any more.
    assert not Promise.objects.filter(stopped_at=None, due_at__lt=now - TICK).exists()


def everybody_was_told_every_two_days(now):
    accepted = defaultdict(list)
    for subject, at in Notice.objects.exclude(accepted_at=None).values_list("subject", "accepted_at"):
        accepted[subject].append(at)
    long_spans = 0
    for conversation in Conversation.objects.all():
        for start, end in ours(conversation, now):
            told = sorted(at for at in accepted[conversation.subject] if start < at < end)
            assert all(after - before <= TWO_DAYS for before, after in pairwise([start, *told, end])), conversation
            long_spans += end - start > TWO_DAYS
    assert long_spans > 5


def ours(conversation, now):
    """The stretches in which it was our turn, without those in which the clock stood still."""
    for clock in clocks_of(read_case(conversation).happenings):
        start = clock.started_at
        for pause in clock.pauses:
            yield start, pause.start
            start = pause.end or now
        yield start, clock.stopped_at or now


def nothing_came_twice_or_at_night():
    quiet = QuietHours()
    sent = Notice.objects.exclude(accepted_at=None)
    # What went with others in a digest has no letter of its own.
    assert DemoLetter.objects.count() == sent.filter(folded_into=None).count() > 0
    by_case = defaultdict(list)
    for notice in sent:
        local = notice.accepted_at.astimezone(ZoneInfo(notice.time_zone))
        assert not quiet.hold(local.time()), (notice.purpose, local)
        by_case[notice.subject, notice.purpose].append(notice.accepted_at)
    for moments in by_case.values():
        assert all(after - before >= 3 * HOUR for before, after in pairwise(sorted(moments)))
