"""The desk in a browser: what comes while an agent looks, writes, sends and hurries."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from journeys.buyer import Buyer

pytestmark = pytest.mark.browser
PATIENCE_MS = 30_000


@pytest.fixture
def desk(shop, chromium):
    """Ada's desk, with the queue open."""
    context = chromium.new_context(base_url=shop.url, locale="en-GB", viewport={"width": 1400, "height": 850})
    page = context.new_page()
    page.goto("/desk")
    page.locator("[name=login]").fill("ada@samudra.example")
    page.locator("[name=password]").fill(shop.password)
    page.keyboard.press("Enter")
    expect(page.locator("#views")).to_be_visible(timeout=PATIENCE_MS)
    yield page
    context.close()


@pytest.fixture
def buyer(shop):
    return Buyer(shop)


def open_one_who_waits(desk, buyer):
    buyer.writes("My teapot came without its lid")
    buyer.asks_for_a_person()
    desk.locator(f"#row-{buyer.id} a").click(timeout=PATIENCE_MS)
    expect(desk.locator("#turn")).to_contain_text("in line", timeout=PATIENCE_MS)


def open_and_take(desk, buyer):
    open_one_who_waits(desk, buyer)
    desk.keyboard.press("t")
    expect(desk.locator("#turn")).to_be_hidden(timeout=PATIENCE_MS)


def answers(desk):
    return desk.locator("li.message--agent[data-sequence]")


def test_a_new_conversation_appears_without_a_reload(desk, buyer):
    desk.evaluate("window.stayed = true")
    buyer.writes("My teapot came without its lid")
    buyer.asks_for_a_person()
    expect(desk.locator(f"#row-{buyer.id}")).to_be_visible(timeout=PATIENCE_MS)
    expect(desk).to_have_title(re.compile(r"^\("))
    assert desk.evaluate("window.stayed")


def test_keys_work_and_rest_while_somebody_types(desk, buyer):
    open_and_take(desk, buyer)
    expect(desk.locator("#text")).to_be_focused(timeout=PATIENCE_MS)
    desk.keyboard.press("Escape")
    desk.keyboard.press("r")
    expect(desk.locator("#text")).to_be_focused(timeout=PATIENCE_MS)
    desk.keyboard.type("t e n j", delay=5)
    assert desk.locator("#text").input_value() == "t e n j"
    desk.reload()
    expect(desk.locator("#text")).to_have_value("t e n j")
    desk.locator("#text").fill("")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()


def test_words_typed_while_it_is_being_taken_are_not_taken_for_keys(desk, buyer):
    open_one_who_waits(desk, buyer)
    waiting = []
    desk.route("**/take", lambda route: waiting.append(route))
    desk.keyboard.press("t")
    expect(desk.locator("#take")).to_be_disabled()
    desk.keyboard.type("rJust a moment")
    waiting.pop().continue_()
    expect(desk.locator("#text")).to_have_value("Just a moment")
    expect(desk.locator("#text")).to_be_focused()


def test_new_messages_come_by_themselves_and_are_announced(desk, buyer):
    open_and_take(desk, buyer)
    buyer.writes("It was blue")
    expect(desk.locator("#messages")).to_contain_text("It was blue", timeout=PATIENCE_MS)
    expect(desk.locator("#announcer")).to_contain_text("It was blue")


def test_why_the_assistant_decided_so_is_read_beside_the_case(desk, buyer):
    buyer.writes("How long does delivery take?")
    open_one_who_waits(desk, buyer)
    why = desk.locator("#side details.why").last
    why.locator("summary").focus()
    desk.keyboard.press("Enter")
    likeliest = why.locator(".why-candidates li").first
    expect(likeliest.locator(".why-title")).to_contain_text("delivery", ignore_case=True)
    expect(likeliest).to_contain_text(re.compile(r"\d\d %"))
    expect(why.locator("dl.facts")).to_contain_text("ms")
    buyer.writes("It was blue")
    expect(desk.locator("#messages")).to_contain_text("It was blue")
    expect(likeliest).to_be_visible()
    desk.keyboard.press("Enter")
    expect(likeliest).to_be_hidden()


def test_a_double_click_sends_once(desk, buyer):
    open_and_take(desk, buyer)
    desk.locator("#text").fill("A new lid is on its way")
    desk.locator("#send").dblclick()
    expect(answers(desk)).to_have_count(1, timeout=PATIENCE_MS)
    desk.reload()
    expect(answers(desk)).to_have_count(1)


def test_a_stale_answer_is_held_back_with_its_text(desk, buyer):
    open_and_take(desk, buyer)
    desk.route("**/messages?*", lambda route: route.abort())
    buyer.writes("Stop, I found the lid")
    desk.locator("#text").fill("We send a new lid")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".stale")).to_contain_text("I found the lid", timeout=PATIENCE_MS)
    expect(desk.locator("#text")).to_have_value("We send a new lid")
    desk.locator("#send-anyway").click()
    expect(answers(desk)).to_have_count(1, timeout=PATIENCE_MS)


def test_what_could_not_be_sent_is_not_lost(desk, buyer):
    open_and_take(desk, buyer)
    desk.route("**/replies", lambda route: route.abort())
    desk.locator("#text").fill("A new lid is on its way")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#composer-error")).to_be_visible(timeout=PATIENCE_MS)
    expect(desk.locator("#text")).to_have_value("A new lid is on its way")
    desk.unroute("**/replies")
    desk.keyboard.press("Control+Enter")
    expect(answers(desk)).to_have_count(1, timeout=PATIENCE_MS)
