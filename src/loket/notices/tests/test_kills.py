"""kill -9 of senders at random while the mail server misbehaves: nobody is told twice, nobody is forgotten."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from loket.notices.actions.telling import tell
from loket.notices.models import Notice
from loket.notices.pace import MOST_HANDS
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import changed, recipient

A_THREAD = 5


@contextmanager
def nursery(url):
    settings = connection.settings_dict
    address = make_conninfo(
        dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"], host=settings["HOST"],
        port=settings["PORT"],
    )  # fmt: skip
    environment = {**os.environ, "LOKET_DATABASE_URL": address, "LOKET_SMTP_URL": url}
    command = [sys.executable, "-m", "loket.notices.tests.outbox_nursery"]
    process = subprocess.Popen(
        command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )

    def live(seconds=None):
        process.stdin.write(json.dumps({"seconds": seconds}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, process.stderr.read()
        return json.loads(line)["killed"]

    try:
        yield live
    finally:
        process.stdin.close()
        process.wait(20)


def fill(count):
    """So many notices, in threads of five to one recipient each."""
    for number in range(count):
        thread = number % (count // A_THREAD)
        tell(changed(recipient(thread, f"d{thread % 40}.example"), thread=f"t-{thread}"))


def storm(settings, count, *, dice, kills):
    """Kill so many senders, then let one finish; returns the server and how many were really killed."""
    with mail_server() as server:
        settings.LOKET_SMTP_URL = server.url
        fill(count)
        server.behaviour.data = lambda nth: "451 4.3.0 Later" if nth % 31 == 0 else None
        server.behaviour.dies_after_data = lambda nth: nth % 67 == 0
        server.behaviour.letters_a_connection = 40
        with nursery(server.url) as live:
            killed = sum(live(dice.uniform(0.05, 0.6)) for _ in range(kills))
            until = time.monotonic() + 60 + count / 20
            while Notice.objects.exclude(state="accepted").exists() and time.monotonic() < until:
                live()
                time.sleep(0.05)
    return server, killed


def check(server, killed, count):
    """All accepted; doubled only where the server, or one of a sender's hands, died between taking and noting."""
    assert not Notice.objects.exclude(state="accepted").exists()
    ids = server.ids()
    assert set(ids) == set(Notice.objects.values_list("message_id", flat=True)) and len(set(ids)) == count
    doubled = len(ids) - count
    assert doubled <= killed * MOST_HANDS + server.steps["dies_after_data"] // 67
    number = dict(Notice.objects.values_list("message_id", "pk"))
    threads = defaultdict(list)
    for mail in dict.fromkeys(ids):
        threads[Notice.objects.get(pk=number[mail]).thread].append(number[mail])
    assert all(each == sorted(each) for each in threads.values())
    return doubled


@pytest.mark.django_db(transaction=True)
def test_senders_that_are_killed_tell_everybody_once_and_in_order(settings):
    server, killed = storm(settings, 300, dice=random.Random(5), kills=8)
    assert killed >= 2
    check(server, killed, 300)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_notices_survive_many_kills(settings, capsys):
    server, killed = storm(settings, 10_000, dice=random.Random(9), kills=120)
    doubled = check(server, killed, 10_000)
    with capsys.disabled():
        sys.stdout.write(f"\noutbox: 10,000 notices, {killed} kills, {doubled} letters doubled under the same id\n")


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_nothing_twice(settings):
    with mail_server() as server:
        settings.LOKET_SMTP_URL = server.url
        fill(100)
        with nursery(server.url) as one, nursery(server.url) as other, ThreadPoolExecutor(2) as both:
            list(both.map(lambda live: live(), (one, other)))
    assert not Notice.objects.exclude(state="accepted").exists()
    assert len(server.mails) == len(set(server.ids())) == 100
