"""Whatever dies, nothing that was confirmed is lost or doubled, and nobody is left without answer or person."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise

import httpx
import psutil
import pytest

from journeys.crashes import SETTLING_SECONDS, Buyer, kill_at_random, shop

DONE = ("queued", "waiting_customer", "closed", "agent")


def go_through_crashes(directory, *, buyers, messages, kills, seed):
    """All buyers live while processes die; at the end everything is checked."""
    with shop(directory) as running:
        chances = random.Random(seed)
        people = [Buyer(running, number) for number in range(buyers)]
        stop = threading.Event()
        with ThreadPoolExecutor(9) as pool:
            killing = pool.submit(kill_at_random, running, stop, kills=kills, random_of=random.Random(seed))
            living = [pool.submit(buyer.live, messages, random_of=random.Random(chances.random())) for buyer in people]
            for each in living:
                each.result()
            if kills is None:
                stop.set()
            killed = killing.result()
        settle(people)
        for buyer in people:
            check(buyer, messages)
        check_no_orphans(running)
    return killed


def settle(people):
    """Wait until the last of them has an answer or a person."""
    left, until = list(people), time.monotonic() + SETTLING_SECONDS
    while left and time.monotonic() < until:
        # The last that was killed may not be back yet.
        with suppress(httpx.HTTPError):
            left = [buyer for buyer in left if buyer.state() not in DONE]
        time.sleep(0.5)
    assert left == [], [(buyer.state(), buyer.read()) for buyer in left]


def check(buyer, messages):
    """What was confirmed stands there once and in order, in one unbroken sequence, each with one answer at most."""
    said = buyer.read()
    mine = [message["text"] for message in said if message["sender"] == "customer"]
    assert len(buyer.confirmed) == messages
    assert mine == buyer.confirmed
    assert [message["seq"] for message in said] == list(range(1, len(said) + 1))
    assert sum(message["kind"] == "handover" for message in said) <= 1
    assert not any(left["sender"] == right["sender"] == "assistant" for left, right in pairwise(said))


def check_no_orphans(running):
    """After `kill -9` of the supervisor itself nothing of the tree lives on."""
    tree = psutil.Process(running.supervisor.pid).children(recursive=True)
    assert tree
    running.supervisor.kill()
    _gone, alive = psutil.wait_procs(tree, timeout=15)
    assert alive == []


def test_a_few_conversations_survive_the_death_of_everything(tmp_path):
    killed = go_through_crashes(tmp_path, buyers=6, messages=3, kills=3, seed=1)
    assert killed == ["web", "postgres", "worker"]


@pytest.mark.slow
def test_two_hundred_conversations_survive_the_death_of_everything(tmp_path):
    killed = go_through_crashes(tmp_path, buyers=200, messages=4, kills=None, seed=2026)
    assert {"web", "worker", "postgres"} <= set(killed)
