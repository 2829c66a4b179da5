"""A team that is closed now: the same path says when somebody answers, and keeps the conversation."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Page, expect

from journeys.browsing import NUMBER, PATIENCE_MS, bubbles, chat_of, expect_once, visitor, write
from journeys.buyer import Buyer
from journeys.service_hours import CLOSED_FOR_DAYS, close_for_now, open_day_and_night

pytestmark = pytest.mark.browser

# The team's clock stands in Mexico City; the buyer's in Madrid.
TEAM_ZONE, BUYER_ZONE = ZoneInfo("America/Mexico_City"), ZoneInfo("Europe/Madrid")
COMPLAINT = "La tapa de mi tetera llegó rota"


@pytest.fixture
def closed(shop):
    close_for_now(shop, "spanish")
    yield
    open_day_and_night(shop, "spanish")


@pytest.fixture
def lucia(chromium, shop, closed):
    with visitor(chromium, shop, locale="es", timezone_id=BUYER_ZONE.key) as context:
        yield context


def opening_for_the_buyer() -> datetime:
    """When the team opens again, on the buyer's clock."""
    day = datetime.now(UTC).date() + timedelta(days=CLOSED_FOR_DAYS)
    return datetime.combine(day, time(8), TEAM_ZONE).astimezone(BUYER_ZONE)


def opens_chat(page: Page):
    page.goto("/es")
    page.locator("[data-loket-open]").first.click()
    return chat_of(page)


def test_she_is_told_when_and_her_case_is_kept(lucia):
    page = lucia.new_page()
    frame = opens_chat(page)
    expect(frame.locator("#counter.counter--closed")).to_be_visible()
    write(frame, COMPLAINT)
    expect_once(frame, COMPLAINT)
    write(frame, "quiero hablar con una persona")
    expect(frame.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    opening = f"{opening_for_the_buyer():%H:%M}".lstrip("0")
    expect(frame.locator("#wait")).to_contain_text(opening, timeout=PATIENCE_MS)
    expect(bubbles(frame, re.compile(rf"\b0?{opening}\b")).last).to_be_visible()
    # No place in a line that nobody serves.
    expect(frame.locator("#position")).to_be_hidden()
    page.close()
    again = opens_chat(lucia.new_page())
    expect_once(again, COMPLAINT)
    expect(again.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)


def test_the_private_link_brings_it_back_elsewhere(lucia, chromium, shop):
    page = lucia.new_page()
    page.goto("/es/contact")
    # The page learns her zone and puts the hours on her clock.
    expect(page.locator("#hours-zone")).to_contain_text(re.compile("España|Madrid|Europa"), timeout=PATIENCE_MS)
    page.locator("textarea[name=text]").fill(COMPLAINT)
    page.locator("button[value=person]").click()
    expect(page.locator("h1")).to_contain_text(NUMBER, timeout=PATIENCE_MS)
    number, link = page.locator("h1").inner_text(), page.locator("#private-link").input_value()
    assert f"{opening_for_the_buyer():%H:%M}".lstrip("0") in page.locator("main").inner_text()
    with visitor(chromium, shop, locale="es") as elsewhere:
        other = elsewhere.new_page()
        other.goto(page.url)
        expect(other.locator("main")).not_to_contain_text(COMPLAINT)
        other.goto(link)
        expect(other.locator("main")).not_to_contain_text(COMPLAINT)
        other.locator("main form button").click()
        expect(other.locator("h1")).to_have_text(number)
        expect(other.locator("#messages")).to_contain_text(COMPLAINT)


def test_the_number_alone_opens_nothing(shop, closed):
    buyer = Buyer(shop, language="es")
    buyer.writes(COMPLAINT)
    for path in (f"/es/c/{buyer.number}", f"/es/conversations/{buyer.id}", f"/api/v1/conversations/{buyer.id}"):
        answer = httpx.get(shop.url + path)
        assert answer.status_code in {401, 404}, path
        assert COMPLAINT not in answer.text


def test_a_day_that_is_closed_is_told_before_she_writes(lucia):
    page = lucia.new_page()
    page.goto("/es")
    expect(page.locator(".person-door .counter--closed")).to_be_visible()
    opening = opening_for_the_buyer()
    assert opening > datetime.now(UTC)
    words = re.compile(rf"\b0?{opening:%H:%M}".replace("0?0", "0?"))
    expect(page.locator(".person-door .counter")).to_contain_text(words, timeout=PATIENCE_MS)
