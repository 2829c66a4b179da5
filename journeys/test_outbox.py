"""The outbox in a browser: what becomes of a letter shows while somebody looks."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from journeys.browsing import at_the_desk
from journeys.desk_contents import is_told

pytestmark = pytest.mark.browser


@pytest.fixture
def address():
    """Nobody else's, in no earlier try either."""
    return f"olga.{uuid4().hex[:8]}@mail.example"


def test_a_letter_appears_and_is_sent_without_a_reload(chromium, shop, address):
    with at_the_desk(chromium, shop, "max") as page:
        page.goto("/desk/outbox")
        page.evaluate("window.stayed = true")
        is_told(shop, address)
        row = page.locator(".outbox-row", has_text=address).first
        expect(row).to_contain_text("Sent")
        row.focus()
        is_told(shop, address)
        expect(page.locator(".outbox-row", has_text=address)).to_have_count(2)
        expect(page.locator(".outbox-row", has_text=address).last).to_be_focused()
        assert page.evaluate("window.stayed")


def test_what_is_searched_stays_searched(chromium, shop, address):
    with at_the_desk(chromium, shop, "max") as page:
        page.goto("/desk/outbox")
        page.locator("#text").fill(address)
        expect(page.locator("#found .empty")).to_be_visible()
        is_told(shop, f"not.{address}")
        is_told(shop, address)
        expect(page.locator(".outbox-row")).to_have_count(1)
        expect(page.locator("#text")).to_be_focused()
