"""The buyer's whole story without a mouse; what a screen reader hears; text at 200 %; a window 320 px wide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from journeys.browsing import PATIENCE_MS, bubbles, visitor, write
from journeys.desk_sessions import take_and_answer
from journeys.page_checks import cut_off, nothing

pytestmark = pytest.mark.browser

QUESTION = "My order was cancelled. Where is my refund?"
MOST_STOPS = 60
# The name of what has the focus, and whether that can be seen.
FOCUSED = (Path(__file__).parent / "focused.js").read_text()
IN_THE_CHAT = "() => document.activeElement?.shadowRoot?.activeElement?.tagName === 'IFRAME'"
TWICE_THE_SIZE = "document.documentElement.style.fontSize = '200%'"
PLACES = (
    "/en",
    "/en/topics/returns-refunds",
    "/en/help/refund-not-received",
    "/en/search?q=refund",
    "/en/contact",
    "/demo",
)


@pytest.fixture
def page(chromium, shop):
    with visitor(
        chromium, shop, locale="en-GB", timezone_id="Europe/London", viewport={"width": 1100, "height": 800}
    ) as context:
        yield context.new_page()


def focused(page: Page) -> str:
    """The name of what has the focus, in the page or in the chat's frame; it has to be seen that it has it."""
    part: Page | Frame = page.frames[1] if page.evaluate(IN_THE_CHAT) else page
    name, is_seen = part.evaluate(FOCUSED)
    assert is_seen, f"nobody sees that {name!r} has the focus"
    return name


def reach(page: Page, name: str, *, key: str = "Tab") -> None:
    """Go on with Tab until this has the focus."""
    visited = []
    for _stop in range(MOST_STOPS):
        visited.append(focused(page))
        if re.search(name, visited[-1]):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name!r} cannot be reached by {key}: {visited}")


def press(page: Page, name: str, *, key: str = "Tab") -> None:
    reach(page, name, key=key)
    page.keyboard.press("Enter")


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    """A screen reader is told this by the chat's live region."""
    region = page.frame_locator("iframe").locator("#announcer[role=log][aria-live=polite]")
    expect(region).to_contain_text(words, timeout=PATIENCE_MS)


def test_a_buyer_needs_no_mouse(page, shop):
    finds_an_article(page)
    opens_the_chat(page)
    frame = page.frame_locator("iframe")
    page.keyboard.type("how long does delivery take")
    page.keyboard.press("Enter")
    heard(page, re.compile("Assistant: .*15 to 45 days"))
    fetches_a_person(page)
    take_and_answer(shop, conversation_of(page), "Hello, this is Ada")
    heard(page, re.compile("Ada: Hello, this is Ada"))
    reach(page, "^Your message$")
    page.keyboard.type("Thank you")
    page.keyboard.press("Enter")
    expect(bubbles(frame, "Thank you")).to_have_count(1)
    ends_and_rates(page)
    page.keyboard.press("Escape")
    expect(page.locator("loket-chat .panel")).to_be_hidden()
    assert focused(page) == "Chat now"


def finds_an_article(page: Page) -> None:
    """Past the header by the skip link, and through the suggestions by arrow keys."""
    page.goto("/en")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    reach(page, "What happened")
    page.keyboard.type("order cancelled where is my refund")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("#announcer")).to_contain_text("answer")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "hit-refund-not-received")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(QUESTION, timeout=PATIENCE_MS)


def opens_the_chat(page: Page) -> None:
    press(page, "^No$")
    expect(page.locator("#helped-comment")).to_be_focused(timeout=PATIENCE_MS)
    press(page, "^Chat now$")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#text")).to_be_focused(timeout=PATIENCE_MS)
    expect(frame.locator("#about")).to_contain_text(QUESTION, timeout=PATIENCE_MS)


def conversation_of(page: Page) -> str:
    """The conversation that the chat remembers on this device."""
    return page.evaluate("JSON.parse(localStorage.getItem('loket:1:visitor:conversation')).id")


def fetches_a_person(page: Page) -> None:
    press(page, "^Talk to a person$", key="Shift+Tab")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#queue")).to_be_focused(timeout=PATIENCE_MS)
    heard(page, "number")


def ends_and_rates(page: Page) -> None:
    frame = page.frame_locator("iframe")
    press(page, "^More$", key="Shift+Tab")
    press(page, "^End conversation$")
    expect(frame.locator("dialog[open]")).to_be_visible(timeout=PATIENCE_MS)
    press(page, "^End conversation$")
    expect(frame.locator("#closing [name=score]")).to_have_count(5, timeout=PATIENCE_MS)
    expect(frame.locator("#text")).to_be_focused()
    reach(page, "^[15], ", key="Shift+Tab")
    page.keyboard.press("Space")
    reach(page, "^Solved|^It was solved|solved")
    page.keyboard.press("Space")
    press(page, "^Send")
    expect(frame.locator("#closing [role=status]")).to_be_visible(timeout=PATIENCE_MS)


PLACES = (
    "/en",
    "/en/topics/returns-refunds",
    "/en/help/refund-not-received",
    "/en/search?q=refund",
    "/en/contact",
    "/demo",
)


def test_text_of_twice_the_size_is_whole(page):
    found = []
    for path in PLACES:
        page.goto(path)
        page.evaluate(TWICE_THE_SIZE)
        found += [f"{path}: {each}" for each in cut_off(page)]
    found += _in_the_chat(page, TWICE_THE_SIZE)
    nothing(found)


def test_a_window_of_320_pixels_shows_all(page):
    page.set_viewport_size({"width": 320, "height": 640})
    found = []
    for path in PLACES:
        page.goto(path)
        found += [f"{path}: {each}" for each in cut_off(page)]
    nothing(found + _in_the_chat(page, "true"))


def _in_the_chat(page: Page, preparation: str) -> list[str]:
    """The chat while it greets, answers and waits for a person."""
    page.goto("/widget/frame?language=en")
    expect(page.locator("body.is-ready")).to_be_visible()
    page.evaluate(preparation)
    found = cut_off(page)
    write(page, "how long does delivery take")
    expect(bubbles(page, "15 to 45 days")).to_have_count(1, timeout=PATIENCE_MS)
    found += cut_off(page)
    page.locator("#person").click()
    expect(page.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    return [f"chat: {each}" for each in found + cut_off(page)]
