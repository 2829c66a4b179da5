from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from journeys.cast import actor, ada, bea, max_, team, writes
from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import Interval
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation, Message
from loket.notices.models import Notice
from loket.promises.actions.keeping_time import keep_time, refresh_running
from loket.promises.actions.refreshing import refresh
from loket.promises.actions.rules import RuleFacts, add_rule, change_rule
from loket.promises.models import Promise
from loket.promises.queries import promises_of
from loket.reception.actions import hand_over, receive
from loket.reception.counter import give_back, put_back, take
from loket.reception.queries import answer_by
from loket.reception.tests.story import says

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = [Interval(day, 0, 24 * 60) for day in range(7)]


def waits(**fields):
    """Bea, who waits for a person in a team that is always there."""
    set_service_hours(team(members=(ada(), max_())), intervals=WEEK, by=None)
    opened = bea(**fields)
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    return opened


def promises(opened):
    return list(Promise.objects.filter(conversation=opened.conversation).order_by("started_at", "renewal"))


def answers(opened, by=None):
    by = by or ada()
    take(opened.conversation.pk, by=by)
    return post_reply(opened.conversation.pk, Words(text="Here you are.", language="en"), by=by)


def notices(opened):
    said = Message.objects.filter(conversation=opened.conversation, sender="system", kind="notice")
    return [each.text for each in said.order_by("sequence") if "promised" in each.text or "forgotten" in each.text]


def test_the_hand_over_makes_the_promise_that_a_refresh_would_make(clock):
    opened = waits()
    (made,) = promises(opened)
    before = {name: getattr(made, name) for name in ("kind", "started_at", "due_at", "warn_at", "rule", "look_at")}
    refresh(opened.conversation.pk, clock())
    (again,) = promises(opened)
    after = {name: getattr(again, name) for name in before}
    assert abs(after.pop("look_at") - before.pop("look_at")) < timedelta(seconds=1)
    assert after == before
    assert made.due_at == made.started_at + DAY


def test_the_customer_and_the_desk_see_the_same_date(clock):
    opened = waits()
    (made,) = promises(opened)
    conversation = Conversation.objects.get(pk=opened.conversation.pk)
    assert answer_by(conversation, clock()) == made.due_at
    assert promises_of([conversation.pk])[conversation.pk].due_at == made.due_at


def test_an_answer_in_time_keeps_the_promise_and_the_next_question_makes_another(clock):
    opened = waits()
    clock.go(hours=3)
    answers(opened)
    refresh(opened.conversation.pk, clock())
    (first,) = promises(opened)
    assert (first.ending, first.broken_at, first.look_at) == ("answered", None, None)
    assert first.kept_at == first.stopped_at
    clock.go(days=3)
    says(opened, "And the other one?")
    refresh(opened.conversation.pk, clock())
    _first, following = promises(opened)
    assert (following.kind, following.stopped_at) == ("next", None)
    assert following.due_at == following.started_at + DAY
    assert notices(opened) == []


def test_a_broken_promise_is_followed_by_a_new_date_and_words_about_it(clock):
    opened = waits()
    clock.go(hours=19)
    keep_time(clock())
    assert promises(opened)[0].warned_at is not None
    clock.go(hours=6)
    for _again in range(3):
        keep_time(clock())
    broken, renewed = promises(opened)
    assert (broken.ending, broken.broken_at, broken.replaced_by) == ("renewed", broken.due_at, renewed)
    assert renewed.due_at > clock.now + 20 * HOUR
    (words,) = notices(opened)
    assert "We had promised you an answer by" in words
    assert answer_by(Conversation.objects.get(pk=opened.conversation.pk), clock()) == renewed.due_at


def test_nobody_who_waits_is_left_without_a_word_for_two_days(clock):
    add_rule(RuleFacts(name="Slow", first_minutes=10 * 1440), by=max_())
    opened = waits()
    for _each in range(6 * 24):
        clock.go(hours=1)
        keep_time(clock())
    said = Message.objects.filter(conversation=opened.conversation).exclude(sender="customer").order_by("sequence")
    moments = [*said.values_list("created_at", flat=True), clock.now]
    assert all(after - before <= timedelta(hours=48) for before, after in pairwise(moments))
    assert len(notices(opened)) == 4
    assert all("not forgotten" in words for words in notices(opened))


def test_a_customer_with_an_address_is_written_to_once(clock, settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:2525?tls=none", "Shop <help@shop.example>"
    opened = waits()
    opened.conversation.customer.email = "bea@mail.example"
    opened.conversation.customer.save()
    clock.go(hours=25)
    keep_time(clock())
    keep_time(clock())
    notice = Notice.objects.get(subject=opened.conversation.subject)
    assert (notice.purpose, notice.recipient_id) == ("promise_changed", str(opened.conversation.customer_id))
    assert {"number", "answer_by", "promised_by"} <= set(notice.fields)


def test_given_back_to_the_assistant_the_clock_stands_still_and_then_runs_on(clock):
    opened = waits()
    take(opened.conversation.pk, by=ada())
    clock.go(hours=5)
    give_back(opened.conversation.pk, by=ada())
    refresh(opened.conversation.pk, clock())
    assert promises(opened)[0].due_at is None
    clock.go(days=4)
    keep_time(clock())
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    (only,) = promises(opened)
    assert timedelta(0) < only.due_at - (only.started_at + 5 * DAY) < timedelta(minutes=1)
    assert notices(opened) == []


def test_putting_back_keeps_the_promise_and_closing_ends_it(clock):
    opened = waits()
    due_at = promises(opened)[0].due_at
    take(opened.conversation.pk, by=ada())
    put_back(opened.conversation.pk, by=ada(), reason="put_back")
    refresh(opened.conversation.pk, clock())
    assert [each.due_at for each in promises(opened)] == [due_at]
    close(opened.conversation.pk, by=ada())
    refresh(opened.conversation.pk, clock())
    assert [(each.ending, each.kept_at) for each in promises(opened)] == [("closed", None)]


def test_an_opened_again_case_has_a_first_answer_promised_again(clock):
    opened = waits()
    answers(opened)
    close(opened.conversation.pk, by=ada())
    refresh(opened.conversation.pk, clock())
    clock.go(days=1)
    receive(opened.conversation, writes("Still broken"), by=actor(opened))
    first, again = promises(opened)
    assert (first.ending, again.kind, again.episode, again.stopped_at) == ("answered", "first", 2, None)


def test_a_rule_that_changes_moves_the_date_and_only_a_later_one_is_told(clock):
    rule = add_rule(RuleFacts(name="Ours", first_minutes=10 * 60), by=max_())
    opened = waits()
    started = promises(opened)[0].started_at
    rule = change_rule(rule, RuleFacts(name="Ours", first_minutes=8 * 60), seen_version=1, by=max_())
    refresh_running(clock())
    assert (promises(opened)[0].due_at - started, notices(opened)) == (8 * HOUR, [])
    change_rule(rule, RuleFacts(name="Ours", first_minutes=30 * 60), seen_version=2, by=max_())
    refresh_running(clock())
    assert promises(opened)[0].due_at - started == 30 * HOUR
    assert len(notices(opened)) == 1


def test_hours_that_change_move_a_date_in_working_time(clock):
    add_rule(RuleFacts(name="Working", first_minutes=4 * 60, counts_working_time=True), by=max_())
    opened = waits()
    started = promises(opened)[0].started_at
    assert promises(opened)[0].due_at == started + 4 * HOUR
    set_service_hours(team(), intervals=[Interval(day, 9 * 60, 13 * 60) for day in range(7)], by=None)
    refresh_running(clock())
    assert promises(opened)[0].due_at > started + 20 * HOUR
    assert len(notices(opened)) == 1


def test_a_rule_may_promise_nothing(clock):
    add_rule(RuleFacts(name="None", languages=("en",)), by=max_())
    opened = waits()
    (made,) = promises(opened)
    assert (made.due_at, made.minutes, made.rule_name) == (None, None, "None")
    keep_time(clock.go(hours=30))
    assert notices(opened) == []


def test_what_was_never_refreshed_is_found_by_the_clock(clock):
    opened = waits()
    Promise.objects.all().delete()
    keep_time(clock())
    (made,) = promises(opened)
    assert made.kind == "first"


def test_one_case_that_fails_does_not_hold_up_the_others(clock, monkeypatch, caplog):
    opened, other = waits(), waits()
    clock.go(hours=25)
    broken = opened.conversation.pk

    def fails(conversation_id, now):
        if conversation_id == broken:
            raise RuntimeError("no")
        return refresh(conversation_id, now)

    monkeypatch.setattr("loket.promises.actions.keeping_time.refresh", fails)
    keep_time(clock())
    assert len(promises(opened)) == 1
    assert len(promises(other)) == 2
    assert "could not be refreshed" in caplog.text
