"""A lead moves a topic's slider: the page says what that would have done, and the assistant soon answers by it."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from journeys.browsing import PATIENCE_MS, at_the_desk
from journeys.buyer import Buyer
from journeys.page_checks import findings, nothing

pytestmark = pytest.mark.browser

PAGE = "/desk/answering"
# The assistant is fairly, but not very sure which article answers this.
FAIRLY_SURE = "refund to another card"
SWITCHED_WITHIN_SECONDS = 15


@pytest.fixture
def page(chromium, shop):
    with at_the_desk(chromium, shop, "max") as page:
        yield page
        page.goto(PAGE)
        keep(page, 2)


def slider(page):
    return page.get_by_role("slider", name="Returns and refunds")


def keep(page, place):
    slider(page).fill(str(place))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text(re.compile("Saved|Nothing was moved"), timeout=PATIENCE_MS)
    expect(slider(page)).to_have_value(str(place))


def kind_of_reply(shop):
    return Buyer(shop).writes(FAIRLY_SURE)[0]["kind"]


def soon_asks_back(shop):
    """Whether new conversations are soon asked back instead: every process looks every two seconds."""
    until = time.monotonic() + SWITCHED_WITHIN_SECONDS
    while time.monotonic() < until:
        if kind_of_reply(shop) in {"question", "options"}:
            return True
        time.sleep(0.5)
    return False


def test_a_moved_slider_says_what_it_would_have_done_and_soon_does_it(page, shop):
    assert kind_of_reply(shop) == "answer"
    page.goto(PAGE)
    preview = page.locator("section", has=slider(page)).locator("[data-preview]")
    balanced = preview.inner_text()
    slider(page).focus()
    page.keyboard.press("Home")
    expect(slider(page)).to_have_attribute("aria-valuetext", re.compile(r"^Very careful\. Of [\d,]+ question"))
    assert preview.inner_text() != balanced
    keep(page, 0)
    assert soon_asks_back(shop)


def test_the_page_is_for_everybody(page, shop):
    kind_of_reply(shop)
    page.goto(PAGE)
    page.locator("section", has=slider(page)).locator("summary").click()
    table = page.locator("section", has=slider(page)).locator(".table-scroll")
    assert table.evaluate("each => each.scrollWidth <= each.clientWidth")
    nothing(findings(page, "careful or eager"))


def test_it_works_without_scripts(chromium, shop):
    with at_the_desk(chromium, shop, "edith", java_script_enabled=False) as page:
        page.goto(PAGE)
        slider(page).focus()
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Save").click()
        expect(slider(page)).to_have_value("3")
        slider(page).focus()
        page.keyboard.press("ArrowLeft")
        page.get_by_role("button", name="Save").click()
        expect(slider(page)).to_have_value("2")
