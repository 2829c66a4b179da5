"""The first story: from a question on the help page to a person's answer, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from journeys.installation import Installation

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# The machine that tests run on may be busy; a person would not notice more than a second or two.
PATIENCE_MS = 20_000
UNKNOWN = "Vocês vendem ingressos para o show de sábado no estádio?"


@pytest.fixture
def bea(chromium: Browser, shop: Installation):
    context = chromium.new_context(viewport=PHONE, locale="pt-BR", timezone_id="America/Recife", base_url=shop.url)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def ada(chromium: Browser, shop: Installation):
    context = chromium.new_context(viewport=DESK, locale="en", timezone_id="Europe/Lisbon", base_url=shop.url)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/desk")
    page.get_by_label("E-mail").fill("ada@samudra.example")
    page.get_by_label("Password", exact=True).fill(shop.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk**")
    yield page
    context.close()


def open_article(context: BrowserContext) -> Page:
    """From the front page by topic, subtopic and question, as a buyer clicks."""
    page = context.new_page()
    page.goto("/")
    assert page.url.endswith("/pt-BR")
    page.get_by_role("link", name="Devoluções e reembolsos", exact=False).first.click()
    page.get_by_role("link", name="Reembolsos", exact=True).first.click()
    page.get_by_role("link", name="Meu pedido foi cancelado. Cadê o meu reembolso?").first.click()
    expect(page.locator("h1")).to_contain_text("Cadê o meu reembolso?")
    return page


def open_chat(page: Page) -> FrameLocator:
    page.locator("[data-loket-open]").first.click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#text")).to_be_visible(timeout=PATIENCE_MS)
    return frame


def write(frame: FrameLocator, text: str) -> None:
    frame.locator("#text").fill(text)
    frame.locator("#text").press("Enter")


def bubbles(frame: FrameLocator, text: str | re.Pattern[str]):
    return frame.locator("#messages li", has_text=text)


def test_a_buyer_comes_from_the_help_page_to_a_persons_answer(bea, ada, shop):
    page = open_article(bea)
    frame = open_chat(page)

    # Indonesian, with two spelling mistakes: the right article, named and linked.
    write(frame, "berapa lama pengirimn sampei?")
    expect(bubbles(frame, "15 sampai 45 hari")).to_have_count(1, timeout=PATIENCE_MS)
    source = frame.locator("a[href*='/id/help/delivery-time']")
    expect(source).to_be_visible()

    # Nothing covers this: it says so, and offers the three closest questions, once.
    write(frame, UNKNOWN)
    offered = frame.locator("#messages li").last.get_by_role("button")
    expect(offered.first).to_be_visible(timeout=PATIENCE_MS)
    assert offered.count() >= 3

    # A person, in so many words.
    write(frame, "quero falar com uma pessoa")
    number = shown_number(frame)
    expect(frame.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)

    take_and_answer(ada, number)
    expect(bubbles(frame, "Hello, this is Ada")).to_have_count(1, timeout=PATIENCE_MS)
    expect(bubbles(frame, "only between us")).to_have_count(0)

    the_line_drops_and_comes_back(bea, frame, ada)
    the_web_process_dies(shop, frame, ada)
    close_and_rate(frame, ada)


def shown_number(frame: FrameLocator) -> str:
    notice = bubbles(frame, re.compile(r"\b[0-9A-HJKMNP-TV-Z]{8}\b")).last
    expect(notice).to_be_visible(timeout=PATIENCE_MS)
    found = re.search(r"\b[0-9A-HJKMNP-TV-Z]{8}\b", notice.inner_text())
    assert found
    return found.group()


def take_and_answer(desk: Page, number: str) -> None:
    """The case is in the queue without a reload; Ada takes it, notes and answers."""
    row = desk.locator("li, a, tr", has_text=number).first
    expect(row).to_be_visible(timeout=PATIENCE_MS)
    desk.get_by_role("link", name=re.compile(number)).first.click()
    expect(desk.locator("body")).to_contain_text("berapa lama pengirimn sampei?")
    desk.get_by_role("button", name=re.compile("^Take")).first.click()
    expect(desk.locator("#text")).to_be_visible(timeout=PATIENCE_MS)
    desk.get_by_text("Internal note", exact=True).click()
    say(desk, "only between us: she sounds patient")
    expect(desk.locator(".message--note")).to_have_count(1, timeout=PATIENCE_MS)
    desk.get_by_text("Reply", exact=True).click()
    say(desk, "Hello, this is Ada. I have read everything.")


def say(desk: Page, text: str) -> None:
    desk.locator("#text").fill(text)
    desk.locator("#text").press("Control+Enter")
    expect(desk.locator(".message", has_text=text)).to_have_count(1, timeout=PATIENCE_MS)


def the_line_drops_and_comes_back(context: BrowserContext, frame: FrameLocator, desk: Page) -> None:
    """What either side writes meanwhile is there afterwards, once."""
    context.set_offline(True)
    write(frame, "minha internet caiu")
    say(desk, "Are you still there?")
    context.set_offline(False)
    expect(bubbles(frame, "Are you still there?")).to_have_count(1, timeout=PATIENCE_MS)
    expect(bubbles(frame, "minha internet caiu")).to_have_count(1, timeout=PATIENCE_MS)
    expect(desk.locator(".message", has_text="minha internet caiu")).to_have_count(1, timeout=PATIENCE_MS)


def the_web_process_dies(shop: Installation, frame: FrameLocator, desk: Page) -> None:
    """kill -9 in mid-conversation: both pages catch up by themselves."""
    shop.kill("web")
    write(frame, "voltei, tudo certo")
    expect(desk.locator(".message", has_text="voltei, tudo certo")).to_have_count(1, timeout=60_000)
    say(desk, "Good to see you again.")
    expect(bubbles(frame, "Good to see you again.")).to_have_count(1, timeout=60_000)
    expect(bubbles(frame, "voltei, tudo certo")).to_have_count(1)


def close_and_rate(frame: FrameLocator, desk: Page) -> None:
    desk.get_by_role("button", name=re.compile("^Close")).first.click()
    confirm = desk.locator("dialog[open]").get_by_role("button", name=re.compile("Close"))
    if confirm.count():
        confirm.first.click()
    stars = frame.locator("#closing input[type=radio], #closing [role=radio], #closing button").first
    expect(stars).to_be_attached(timeout=PATIENCE_MS)
