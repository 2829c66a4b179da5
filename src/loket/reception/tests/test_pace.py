from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.reception.models import Pace
from loket.reception.pace import TooFast, count_call, limit_chats, sweep_paces

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.7"


def test_calls_are_counted_within_their_minute():
    assert [count_call("bea")[0] for _ in range(3)] == [1, 2, 3]
    assert count_call("olga")[0] == 1


def test_whichever_door_an_address_comes_by_it_has_one_allowance(settings, client):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 2
    letter = {"text": "My lamp arrived broken", "consent": "on", "to": "assistant", "key": "k" * 32}
    api = [
        client.post("/api/v1/conversations", {}, content_type="application/json", REMOTE_ADDR=ADDRESS) for _ in range(2)
    ]
    assert [answer.status_code for answer in api] == [201, 201]
    assert client.post("/en/contact", letter, REMOTE_ADDR=ADDRESS).status_code == 429


def test_another_address_has_an_allowance_of_its_own(settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 1
    limit_chats(ADDRESS)
    limit_chats("203.0.113.8")
    with pytest.raises(TooFast) as refused:
        limit_chats(ADDRESS)
    assert 1 <= refused.value.seconds <= 60


def test_minutes_that_are_over_are_forgotten():
    count_call("bea")
    sweep_paces(timezone.now())
    assert Pace.objects.count() == 1
    sweep_paces(timezone.now() + timedelta(seconds=61))
    assert not Pace.objects.exists()
