from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import bea
from loket.channels.envelope import ChannelError, Receipt
from loket.conversations.actions import deliveries, messages
from loket.conversations.actions.deliveries import MOST_ATTEMPTS, deliver, deliver_due
from loket.conversations.actions.locking import locked
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Delivery
from loket.history.models import Event
from loket.people.actors import ASSISTANT

pytestmark = pytest.mark.django_db


class Pigeons:
    """A channel that pushes, and does with each message what it is told to."""

    PULLED = False

    def __init__(self):
        self.sent = []
        self.outcomes = []
        self.attempts_seen = []

    def send(self, outbound):
        self.attempts_seen.append(Delivery.objects.get(message_id=outbound.message_id).attempts)
        outcome = self.outcomes.pop(0) if self.outcomes else Receipt("p-1")
        if isinstance(outcome, BaseException):
            raise outcome
        self.sent.append(outbound.text)
        return outcome


@pytest.fixture()
def pigeons(monkeypatch):
    channel = Pigeons()
    for module in (deliveries, messages):
        monkeypatch.setattr(module, "adapter_for", lambda kind: channel)
    return channel


def said(text="hello"):
    conversation = locked(bea().conversation.pk)
    return post_reply(conversation.pk, Words(text=text, language="en"), by=ASSISTANT).delivery


def due_now(delivery):
    Delivery.objects.filter(pk=delivery.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))


def test_a_message_of_ours_is_queued_for_its_channel_and_goes_out_once(pigeons):
    delivery = said()
    deliver(delivery.pk)
    deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.external_id) == ("sent", 1, "p-1")
    assert pigeons.sent == ["hello"]


def test_where_readers_fetch_there_is_no_delivery():
    conversation = bea().conversation
    post_reply(conversation.pk, Words(text="hello", language="en"), by=ASSISTANT)
    assert not Delivery.objects.exists()


def test_the_attempt_is_noted_before_it_is_made(pigeons):
    pigeons.outcomes = [ChannelError("busy"), ChannelError("busy")]
    delivery = said()
    deliver(delivery.pk)
    deliver(delivery.pk)
    assert pigeons.attempts_seen == [1, 2]


def test_a_passing_failure_waits_longer_each_time(pigeons):
    pigeons.outcomes = [ChannelError("busy")] * 4
    delivery = said()
    pauses = []
    for _ in range(4):
        deliver(delivery.pk)
        delivery.refresh_from_db()
        pauses.append(round((delivery.next_attempt_at - timezone.now()).total_seconds(), -1))
    assert pauses == [10, 20, 40, 80]
    assert (delivery.state, delivery.last_error) == ("pending", "busy")


def test_a_permanent_failure_ends_it_and_is_told(pigeons):
    pigeons.outcomes = [ChannelError("no such address", permanent=True)]
    delivery = said()
    deliver(delivery.pk)
    deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("failed", 1)
    assert Event.objects.filter(action="delivery.failed").count() == 1


def test_a_crash_between_attempt_and_outcome_is_tried_again(pigeons):
    pigeons.outcomes = [KeyboardInterrupt()]
    delivery = said()
    with pytest.raises(KeyboardInterrupt):
        deliver(delivery.pk)
    due_now(delivery)
    deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 2)


def test_only_what_is_due_is_tried(pigeons):
    pigeons.outcomes = [ChannelError("busy")]
    delivery = said()
    deliver(delivery.pk)
    deliver_due()
    assert pigeons.attempts_seen == [1]


@pytest.mark.parametrize("outcome", [ChannelError("busy"), KeyboardInterrupt()])
def test_nothing_is_tried_for_ever(pigeons, outcome):
    delivery = said()
    Delivery.objects.filter(pk=delivery.pk).update(attempts=MOST_ATTEMPTS - 1)
    pigeons.outcomes = [outcome]
    try:
        deliver(delivery.pk)
    except KeyboardInterrupt:
        deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("failed", MOST_ATTEMPTS)
