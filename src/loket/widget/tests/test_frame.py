from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from loket.reception.queries import CounterState
from loket.widget import booting


def boot_of(response):
    found = re.search(r'<script id="boot" type="application/json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(found[1])


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("id", "id"), ("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("es-MX", "es"), ("EN-gb", "en")],
)
def test_frame_speaks_the_language_of_the_shops_page(client, open_counter, asked, spoken):
    response = client.get(reverse("widget:frame"), {"language": asked})
    assert f'<html lang="{spoken}"' in response.content.decode()
    assert response["Content-Language"] == spoken
    assert boot_of(response)["language"] == spoken


@pytest.mark.parametrize("asked", ["", "xx", "<script>", "a" * 500, "\x00"])
def test_frame_in_a_language_unknown_here_speaks_the_visitors(client, open_counter, asked):
    response = client.get(reverse("widget:frame"), {"language": asked}, headers={"Accept-Language": "es"})
    assert boot_of(response)["language"] == "es"


def test_frame_may_stand_on_any_page_and_holds_nothing_inline(client, open_counter):
    response = client.get(reverse("widget:frame"))
    assert "X-Frame-Options" not in response
    html = response.content.decode()
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert " style=" not in html
    assert "<style" not in html


def test_frame_tells_when_the_counter_opens(client, monkeypatch):
    opens_at = datetime(2026, 11, 23, 11, tzinfo=UTC)
    monkeypatch.setattr(booting, "counter_state", lambda language, now: CounterState(False, opens_at, None))
    counter = boot_of(client.get(reverse("widget:frame")))["counter"]
    assert counter == {"open": False, "opens_at": "2026-11-23T11:00:00+00:00", "wait_seconds": None}


def test_boot_alone_carries_words_and_limits(client, open_counter):
    boot = client.get(reverse("widget:boot"), {"language": "en"}).json()
    assert boot["limits"]["bytes"] == 10 * 1024 * 1024
    assert "image/heic" in boot["limits"]["types"]
    assert boot["words"]["place"] == "You are number {position}"
