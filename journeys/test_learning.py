"""What customers confirm becomes a proposal, what nobody knows a missing article; an editor's key puts it to work."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from journeys.browsing import PATIENCE_MS, at_the_desk
from journeys.buyer import Buyer
from journeys.page_checks import findings, nothing

pytestmark = pytest.mark.browser

WORDING = "i wanna cancel what i bought this morning"
# No other journey in this shop asks for anything like it: a gap gathers all who asked.
LESSONS = ("do you give violin lessons for children", "where can i take violin lessons", "violin lessons for my son?")
# What was touched a moment ago is left for the next reading.
SETTLED_SECONDS = 6


@pytest.fixture(scope="module")
def _said(shop):
    """One customer is helped; three ask for what no article answers, and go."""
    helped = Buyer(shop)
    assert [each["kind"] for each in helped.writes(WORDING)] == ["answer"]
    helped.writes("yes, that solved it")
    for text in LESSONS:
        gone = Buyer(shop)
        gone.writes(text)
        gone.ends()
    time.sleep(SETTLED_SECONDS)


@pytest.fixture
def desk(chromium, shop, _said):
    """Edith's desk, once everything was read."""
    with at_the_desk(chromium, shop, "edith") as page:
        page.goto("/desk/suggestions")
        page.get_by_role("button", name="Look for new ones").click()
        shown = page.get_by_role("link", name="Show what is new").or_(page.get_by_text("Last looked"))
        expect(shown.first).to_be_visible(timeout=PATIENCE_MS)
        page.goto("/desk/suggestions")
        yield page


def test_a_confirmed_wording_is_accepted_by_key_and_the_assistant_knows_it(desk, shop):
    row = desk.locator("[data-suggestion]", has_text=WORDING)
    expect(row).to_be_visible(timeout=PATIENCE_MS)
    found = findings(desk, "ways of asking")
    row.focus()
    desk.keyboard.press("e")
    expect(row.get_by_label("Wording")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(row).to_be_focused()
    desk.keyboard.press("a")
    expect(desk.locator("#toasts")).to_contain_text("Added in English", timeout=PATIENCE_MS)
    expect(row).to_have_count(0)
    desk.goto("/desk/articles/cancel-order/en")
    expect(desk.get_by_label("Also asked as")).to_have_value(re.compile(WORDING))
    nothing(found)


def test_a_missing_article_is_begun_with_the_words_of_who_asked(desk):
    desk.get_by_role("link", name="Missing articles").click()
    gap = desk.locator("[data-suggestion]", has_text="violin")
    expect(gap).to_contain_text("3 conversations in 30 days")
    found = findings(desk, "missing articles")
    gap.get_by_role("link", name="Examples").click()
    expect(desk.locator(".row-list li")).to_have_count(3)
    found += findings(desk, "examples")
    desk.go_back()
    gap.get_by_role("link", name="Answered by an existing article").click()
    found += findings(desk, "which article")
    desk.go_back()
    gap.get_by_role("link", name="Write this article").click()
    found += findings(desk, "write")
    desk.get_by_label("Short name").fill("violin-lessons")
    desk.get_by_role("button", name="Begin writing").click()
    expect(desk).to_have_url(re.compile("/desk/articles/violin-lessons/en$"))
    expect(desk.get_by_label("Also asked as")).to_have_value(re.compile("violin lessons"))
    nothing(found)


def test_without_scripts_a_wording_is_turned_down_and_offered_again(chromium, shop):
    told = Buyer(shop)
    told.writes("how on earth do i cancel this thing")
    told.writes("yes, that solved it")
    time.sleep(SETTLED_SECONDS)
    with at_the_desk(chromium, shop, "edith", java_script_enabled=False) as page:
        page.goto("/desk/suggestions")
        page.get_by_role("button", name="Look for new ones").click()
        row = page.locator("[data-suggestion]", has_text="how on earth")
        for _each in range(20):
            if row.count():
                break
            time.sleep(1)
            page.goto("/desk/suggestions")
        row.get_by_role("button", name="Turn down").click()
        expect(row).to_have_count(0)
        page.get_by_role("link", name="Turned down").click()
        page.get_by_role("button", name=re.compile("Offer again: how on earth")).click()
        page.goto("/desk/suggestions")
        expect(row).to_have_count(1)
