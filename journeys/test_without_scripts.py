"""Without JavaScript: answers, a conversation with the assistant, a person, the rating and the record."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.browsing import PATIENCE_MS, visitor

pytestmark = pytest.mark.browser

QUESTION = "My order was cancelled. Where is my refund?"


@pytest.fixture
def page(chromium, shop):
    with visitor(chromium, shop, locale="en-GB", timezone_id="Europe/London", java_script_enabled=False) as context:
        yield context.new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def writes_from_the_contact_page(page: Page, text: str, *, to: str) -> None:
    """A conversation begun with the form, which leads to its own page."""
    page.goto("/en/contact")
    page.get_by_label("What happened?").or_(page.locator("textarea[name=text]")).first.fill(text)
    press(page, to)
    expect(page.locator("h1")).to_have_text(re.compile("^Case [0-9A-Z]{8}$"), timeout=PATIENCE_MS)


def test_an_answer_is_found_by_topic_and_by_words(page):
    page.goto("/en")
    page.locator(".topic-row-title").get_by_role("link", name="Returns and refunds").click()
    page.get_by_role("link", name="Refunds", exact=True).first.click()
    page.get_by_role("link", name=QUESTION).first.click()
    expect(page.locator("h1")).to_have_text(QUESTION)
    page.goto("/en")
    page.locator("#q").fill("were is my refund for a canceled order")
    press(page, "Search")
    expect(page.locator("main").get_by_role("link", name=QUESTION).first).to_be_visible()


def test_what_did_not_help_leads_to_a_person_who_knows_the_article(page):
    page.goto("/en/help/refund-not-received")
    press(page, "No")
    expect(page.locator("#helped")).to_contain_text("Thank you for telling us")
    page.locator("#helped").get_by_role("link", name="Chat now").click()
    expect(page.locator("main form.stack")).to_contain_text(QUESTION)


def test_the_language_can_be_changed(page):
    page.goto("/en/help/delivery-time")
    page.locator("header details.menu summary").last.click()
    page.locator("header [lang=id]").first.click()
    expect(page).to_have_url(re.compile("/id/help/delivery-time$"))
    page.goto("/")
    assert page.url.endswith("/id")


def test_the_assistant_answers_and_its_options_can_be_chosen(page):
    writes_from_the_contact_page(page, "how long does delivery take", to="Answer me automatically")
    answer = page.locator(".message--assistant").last
    expect(answer).to_contain_text("15 to 45 days")
    expect(answer.locator("a.source[href*='/en/help/delivery-time']")).to_be_visible()
    answer.locator(".option").first.click()
    expect(page.locator(".message--own")).to_have_count(2)
    expect(page.locator(".message--assistant")).to_have_count(2)


def test_a_person_the_reply_the_rating_and_the_record(page):
    writes_from_the_contact_page(page, "The lid of my teapot is broken", to="Talk to a person")
    expect(page.locator("#standing")).to_contain_text(re.compile("You are number [0-9]+ in line"))
    page.locator("#reply textarea").fill("It was blue")
    press(page, "Send")
    expect(page.locator(".message--own")).to_have_count(2)
    press(page, "End conversation")
    page.locator("#rating [name=score][value='4']").check()
    page.locator("#rating [name=reasons]").first.check()
    press(page, "Send rating")
    expect(page.locator("#rating")).to_contain_text("Thank you")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as text").click()
    record = waiting.value.path().read_text()
    assert record.count("The lid of my teapot is broken") == record.count("It was blue") == 1


def test_a_person_is_one_button_away_from_the_assistant(page):
    writes_from_the_contact_page(page, "how long does delivery take", to="Answer me automatically")
    press(page, "Talk to a person")
    expect(page.locator("#standing")).to_contain_text("in line")
    expect(page.get_by_role("button", name="Talk to a person", exact=True)).to_have_count(0)
