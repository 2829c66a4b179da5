"""Steps in a browser that several journeys take: a buyer at the widget, an agent at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, expect

from journeys.installation import Installation

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# The machine that tests run on may be busy; a person would not notice more than a second or two.
PATIENCE_MS = 30_000
NUMBER = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{8}\b")


@contextmanager
def visitor(browser: Browser, shop: Installation, **wishes: object) -> Iterator[BrowserContext]:
    """A browser of somebody who has never been here; by default Bea's phone in Recife."""
    settings = {"viewport": PHONE, "locale": "pt-BR", "timezone_id": "America/Recife", **wishes}
    context = browser.new_context(base_url=shop.url, **settings)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@contextmanager
def at_the_desk(browser: Browser, shop: Installation, name: str = "ada", **wishes: object) -> Iterator[Page]:
    """Somebody of the demo shop, signed in at the desk."""
    settings = {"viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/Lisbon", **wishes}
    with visitor(browser, shop, **settings) as context:
        page = context.new_page()
        page.goto("/desk")
        page.locator("[name=login]").fill(f"{name}@samudra.example")
        page.locator("[name=password]").fill(shop.password)
        page.keyboard.press("Enter")
        expect(page.locator(".rail-nav").first).to_be_visible(timeout=PATIENCE_MS)
        yield page


# -- the widget ---------------------------------------------------------------------------------------------


def chat_of(page: Page) -> FrameLocator:
    """The chat that stands on this page, once it takes text."""
    frame = page.frame_locator("iframe")
    expect(frame.locator("body.is-ready #text")).to_be_visible(timeout=PATIENCE_MS)
    return frame


def write(frame: FrameLocator | Page, text: str) -> None:
    frame.locator("#text").fill(text)
    frame.locator("#text").press("Enter")


def bubbles(frame: FrameLocator | Page, text: str | re.Pattern[str]) -> Locator:
    """What was said, on either side, that holds this text."""
    return frame.locator("#messages li:not(.day)", has_text=text)


def expect_once(frame: FrameLocator | Page, text: str | re.Pattern[str], *, patience: int = PATIENCE_MS) -> None:
    expect(bubbles(frame, text)).to_have_count(1, timeout=patience)


# -- the desk -----------------------------------------------------------------------------------------------


def take(desk: Page, number: str) -> None:
    """Open a case that came into the queue without a reload, and take it."""
    desk.locator("#rows a", has_text=number).click()
    expect(desk.locator("#thread")).to_have_attribute("data-number", number, timeout=PATIENCE_MS)
    desk.locator("#take").click()
    expect(desk.locator("#turn")).to_be_hidden(timeout=PATIENCE_MS)


def say(desk: Page, text: str, *, mode: str = "reply") -> None:
    """Answer, or leave a note."""
    desk.locator(f"#composer [name=mode][value={mode}]").check()
    desk.locator("#text").fill(text)
    desk.locator("#text").press("Control+Enter")
    expect(desk.locator("#messages .message:not(.message--waiting)", has_text=text)).to_have_count(
        1, timeout=PATIENCE_MS
    )
    expect(desk.locator("#text")).to_have_value("")
