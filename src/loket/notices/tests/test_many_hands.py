"""Much to send: several connections of one worker, each letter once and each conversation in order."""

from __future__ import annotations

from collections import defaultdict
from threading import Thread

import pytest
from django.db import connection

from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import tell
from loket.notices.locks import give_back, only_sender_here, take
from loket.notices.models import Attempt, Notice
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import NOON, changed, recipient

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings):
    with mail_server(seconds_away=0.005) as running:
        settings.LOKET_SMTP_URL = running.url
        yield running


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr("loket.notices.actions.claiming.AT_A_TIME", 10)
    monkeypatch.setattr("loket.notices.actions.handing_over.AT_A_TIME", 10)


def fill(count, *, recipients=20):
    return [
        tell(changed(recipient(each % recipients), thread=f"t-{each % recipients}"), now=NOON) for each in range(count)
    ]


def test_four_connections_send_each_letter_once_and_each_thread_in_order(server):
    notices = fill(80)
    assert send_due(NOON) == 80
    assert len(server.ids()) == len(set(server.ids())) == 80
    assert 1 < server.most_open <= 4
    number = dict(Notice.objects.values_list("message_id", "pk"))
    thread, threads = {each.pk: each.thread for each in notices}, defaultdict(list)
    for mail in server.ids():
        threads[thread[number[mail]]].append(number[mail])
    assert all(each == sorted(each) for each in threads.values())
    assert Attempt.objects.filter(outcome="accepted").count() == 80


def test_little_goes_through_one_connection(server):
    fill(10)
    assert send_due(NOON) == 10
    assert server.connections == 1


def test_no_more_connections_than_slots_are_free(server):
    held = [slot for slot in (1, 2, 3) if take(slot)]
    fill(60)
    try:
        # In a session of its own, for whoever holds a lock may take it once more.
        other = Thread(target=_send_and_leave)
        other.start()
        other.join()
    finally:
        for slot in held:
            give_back(slot)
    assert server.most_open == 1 and len(set(server.ids())) == 60


def test_one_domain_keeps_its_pace_however_many_connect(server, monkeypatch):
    monkeypatch.setattr("loket.notices.actions.claiming.MOST_A_MINUTE_AND_DOMAIN", 25)
    fill(60, recipients=60)
    assert send_due(NOON) == 25


def test_a_process_sends_once_at_a_time(server):
    fill(3)
    with only_sender_here() as first, only_sender_here() as second:
        assert first and not second
        assert send_due(NOON) == 0
    assert send_due(NOON) == 3


def _send_and_leave():
    try:
        send_due(NOON)
    finally:
        connection.close()
