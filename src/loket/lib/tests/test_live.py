from __future__ import annotations

import json

import psycopg
import pytest
from django.db import transaction

from loket.lib import live

pytestmark = pytest.mark.django_db(transaction=True)


class Listener:
    """A connection of its own that hears what was told."""

    def __init__(self, *channels):
        self.connection = psycopg.connect(live.connection_address(), autocommit=True)
        for channel in channels:
            self.connection.execute(f'LISTEN "{channel}"')

    def heard(self, timeout=0.2):
        return [each.payload for each in self.connection.notifies(timeout=timeout)]


@pytest.fixture()
def listener():
    made = Listener(live.CHANNEL)
    yield made
    made.connection.close()


@pytest.fixture(autouse=True)
def _own_notifier(monkeypatch):
    """The test database is dropped at the end, so nothing may stay connected to it."""
    notifier = live._Notifier()
    monkeypatch.setattr(live, "_notifier", notifier)
    yield
    if notifier._connection is not None:
        notifier._connection.close()


def test_outside_a_transaction_it_is_told_at_once(listener):
    live.publish("desk", "opened")
    assert listener.heard() == ["desk opened"]


def test_a_transaction_tells_once_after_its_commit(listener):
    with transaction.atomic():
        live.publish("conversation:1", "message")
        live.publish("conversation:1", "message")
        live.publish("desk", "queue")
        assert listener.heard(timeout=0.05) == []
    assert listener.heard() == ["conversation:1 message\ndesk queue"]


def test_what_was_rolled_back_is_never_told(listener):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        live.publish("conversation:1", "message")
        raise ZeroDivisionError
    live.publish("desk", "opened")
    assert listener.heard() == ["desk opened"]


def test_after_a_rollback_the_next_transaction_tells_its_own_alone(listener):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        live.publish("conversation:1", "message")
        raise ZeroDivisionError
    with transaction.atomic():
        live.publish("conversation:2", "message")
    assert listener.heard() == ["conversation:2 message"]


def test_a_savepoint_that_is_undone_does_not_silence_the_rest(listener):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            live.publish("conversation:1", "message")
            raise ZeroDivisionError
        live.publish("conversation:2", "message")
    assert "conversation:2 message" in listener.heard()[0].splitlines()


def test_more_than_a_payload_holds_is_told_in_several(listener):
    topics = [f"conversation:{number:0100}" for number in range(100)]
    with transaction.atomic():
        for topic in topics:
            live.publish(topic, "message")
    payloads = listener.heard()
    assert len(payloads) == 2
    assert all(len(payload) < live.PAYLOAD_LIMIT for payload in payloads)
    assert [line.split()[0] for payload in payloads for line in payload.splitlines()] == topics


def test_workers_are_woken_in_the_form_their_queue_expects():
    made = Listener("procrastinate_queue_v1#default", "procrastinate_any_queue_v1")
    live.wake_workers("default")
    heard = made.heard()
    made.connection.close()
    assert [json.loads(payload)["type"] for payload in heard] == ["job_inserted"] * 2


def test_a_lost_connection_is_made_anew(listener):
    live.publish("desk", "one")
    live._notifier._connection.close()
    live.publish("desk", "two")
    assert listener.heard() == ["desk one", "desk two"]


def test_a_database_that_is_away_loses_no_data_and_raises_nothing(monkeypatch, caplog):
    def away(payloads):
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(live._notifier, "_send", away)
    live.publish("desk", "opened")
    assert "not sent" in caplog.text
