"""Buyer and seller write to each other about an order: at once on both pages, through a lost line, and by letter."""

from __future__ import annotations

import time

import psycopg
import pytest
from playwright.sync_api import Page, Route, expect

from journeys.browsing import PATIENCE_MS
from journeys.claims import Trade, database, in_the_shop, letters_to, on_the_phone, sold, somebody
from journeys.page_checks import findings, nothing
from journeys.shop_orders import PATIENCE_SECONDS

pytestmark = pytest.mark.browser
# Whoever did not read it has not done so for a while, and the minute is full.
_A_WHILE_AGO = "UPDATE orders_talkmessage SET created_at = created_at - interval '5 minutes'"
_STRIKES = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'orders.tell_of_talks', '{"timestamp": 0}')
"""


@pytest.fixture
def sale(shop):
    return sold(shop, seller=somebody("lin", "zh-Hans", "CN"))


def test_what_one_writes_the_other_sees_at_once_and_once(chromium, sale):
    with on_the_phone(chromium, sale) as sari, in_the_shop(chromium, sale) as lin:
        at_the_talk(sari, lin, sale)
        writes(lin, "加我微信，我直接退款")
        sees_once(sari, "加我微信，我直接退款")
        expect(sari.locator(".message-warning").first).to_be_visible()
        expect(lin.locator(".message-warning")).to_have_count(0)
        writes(sari, "Lampunya sobek.")
        sees_once(lin, "Lampunya sobek.")
        expect(lin.locator("details.original, .message-state").first).to_be_visible()
        nothing([*findings(sari, "the buyer's talk"), *findings(lin, "the seller's talk")])


def test_a_lost_line_loses_nothing_and_doubles_nothing(chromium, sale):
    with on_the_phone(chromium, sale) as sari, in_the_shop(chromium, sale) as lin:
        at_the_talk(sari, lin, sale)
        sari.context.set_offline(True)
        writes(sari, "Halo?", waits=True)
        sari.context.set_offline(False)
        sees_once(lin, "Halo?")
        sees_once(sari, "Halo?")
        sari.route("**/talk", losing_the_first_answer())
        writes(sari, "Ada orang?")
        sees_once(lin, "Ada orang?")
        sari.unroute("**/talk")
        sari.reload()
        sees_once(sari, "Ada orang?")


def test_whoever_left_gets_a_letter_in_their_language_that_opens_the_talk(chromium, sale):
    with in_the_shop(chromium, sale) as lin:
        lin.goto(f"/sellers/orders/{sale.number}/talk")
        writes(lin, "Your new lamp leaves today.")
        passes(sale)
        came(sale)
        lin.goto(f"/demo/mailbox?to={sale.buyer.email}")
        lin.locator("a:has(.mail-subject[lang=id])").first.click()
        link = lin.frame_locator("iframe").locator("a[href*='/id/t/']").first.get_attribute("href")
    with on_the_phone(chromium, sale) as sari:
        sari.context.clear_cookies()
        sari.goto(link)
        sari.locator("main form button").click()
        sees_once(sari, "Your new lamp leaves today.")


def at_the_talk(sari: Page, lin: Page, sale: Trade) -> None:
    """Both have the talk before them."""
    sari.goto(f"/id/orders/{sale.number}/talk")
    lin.goto(f"/sellers/orders/{sale.number}/talk")


def writes(page: Page, text: str, *, waits: bool = False) -> None:
    """Somebody writes; it stands there at once, and as sent once the server has it."""
    page.locator("#say textarea").fill(text)
    page.locator(".composer-send").click()
    expect(page.locator("#talk-lines li", has_text=text)).to_be_visible()
    expect(page.locator(".message--pending")).to_have_count(int(waits), timeout=PATIENCE_MS)


def sees_once(page: Page, text: str) -> None:
    """The line stands there, sent, and no second time."""
    expect(page.locator(".message--pending")).to_have_count(0, timeout=PATIENCE_MS)
    expect(page.locator("#talk-lines li", has_text=text)).to_have_count(1, timeout=PATIENCE_MS)


def losing_the_first_answer():
    """The server takes the first message, and nobody hears of it."""
    lost = []

    def handle(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            return route.abort()
        return route.fallback()

    return handle


def came(sale: Trade) -> None:
    """A letter is there; workers have other things to do too."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while not letters_to(sale.buyer, sale):
        assert time.monotonic() < ends_at, "there is no letter"
        time.sleep(1)


def passes(sale: Trade) -> None:
    """A while goes by in which nobody reads it."""
    with psycopg.connect(database(sale.shop)) as connection:
        connection.execute(_A_WHILE_AGO)
        connection.execute(_STRIKES)
