"""The order is known: named in any way, shown, acted on once; the same order at the desk, and nothing for strangers."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from journeys.browsing import DESK, PATIENCE_MS, at_the_desk, bubbles, expect_once, visitor, write
from journeys.desk_sessions import signed_in
from journeys.installation import Installation
from journeys.shop_orders import (
    PATIENCE_SECONDS,
    ShopOrder,
    fresh_order,
    opens_the_chat,
    order_of,
    refunded,
    remembered,
)

pytestmark = pytest.mark.browser

WAYS = {
    "number": "pesanan {number} belum sampai",
    "spaces": "pesanan {spaced} belum sampai",
    "tracking": "paket {tracking} belum sampai",
    "nothing": "paket saya di mana?",
}
NEUTRAL = "If this order exists"
CANCELLED_AND_REFUNDED = 2
NOBODYS = "LK-2026-55555-0"
# What a phone would show of the letter that the mailbox has open: the newest.
LETTER = re.compile(r'class="mail-short"[^>]*>(.*?)</p>', re.DOTALL)
CODE = re.compile(r"\b(\d{3})\s?(\d{3})\b")


@pytest.fixture
def sari(chromium, shop):
    """Sari's phone in Surabaya."""
    with visitor(chromium, shop, locale="id", timezone_id="Asia/Jakarta") as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def ada(shop):
    """What an agent reads at the desk."""
    with signed_in(shop, "ada") as http:
        yield http


@pytest.fixture
def phone(chromium, shop):
    """A phone that speaks English."""
    with visitor(chromium, shop, locale="en") as context:
        yield context.new_page()


@pytest.mark.parametrize("way", WAYS)
def test_an_order_is_known_however_it_is_named(shop, sari, way):
    order = order_of(shop, "on_its_way:0")
    tracking = order.read()["shipments"][0]["tracking_number"]
    frame = opens_the_chat(sari, "id", buyer="sari")
    write(frame, WAYS[way].format(number=order.number, spaced=order.number.replace("-", " "), tracking=tracking))
    if way == "nothing":
        taps(frame, order.number)
    shown = frame.locator(f"#messages a.source[href*='/orders/{order.number}']").last
    expect(shown).to_be_visible(timeout=PATIENCE_MS)
    if way != "nothing":
        # A wish to know where the parcel is was understood before the order was.
        taps(frame, "Di mana paketnya?")
    expect(bubbles(frame, tracking).last).to_be_visible(timeout=PATIENCE_MS)


def test_it_is_cancelled_once_and_an_agent_sees_it_and_does_more(shop, phone, chromium, ada):
    order, late = fresh_order(shop, "not_shipped:0"), fresh_order(shop, "late:10")
    frame = opens_the_chat(phone, "en", order.identity)
    write(frame, f"please cancel {order.number.replace('-', ' ')}")
    expect_once(frame, "Shall I cancel it?")
    button(frame, "Yes, cancel it").dblclick()
    expect_once(frame, f"Order {order.number} is being cancelled")
    after = order.wait_until(lambda each: each["state"] == "cancelled" and refunded(each), desk=ada)
    assert refunded(after) in {Decimal(0), Decimal(after["total"])}
    entries = ada.get(f"/desk/orders/{order.number}").text.count('class="order-entry"')
    assert entries == CANCELLED_AND_REFUNDED
    frame.locator("#person").click()
    expect(frame.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    with at_the_desk(chromium, shop) as desk:
        desk.goto(f"/desk/conversations/{remembered(phone)['id']}?view=all")
        expect(desk.locator("#order-beside")).to_contain_text(order.number, timeout=PATIENCE_MS)
        refunds_more_than_a_buyer_may(desk, late, ada)


def refunds_more_than_a_buyer_may(desk: Page, order: ShopOrder, ada: httpx.Client) -> None:
    """Too much is refused with the limit; what is within it is looked over, confirmed and carried out once."""
    total = Decimal(order.read()["total"])
    desk.goto(f"/desk/orders/{order.number}/actions/refund")
    gives_back(desk, total * 2)
    expect(desk.locator("form [aria-invalid=true]").first).to_be_visible(timeout=PATIENCE_MS)
    gives_back(desk, total)
    desk.locator("form button[name=step][value=confirm]").dblclick()
    assert refunded(order.wait_until(refunded, desk=ada)) in {Decimal(0), total}


def gives_back(desk: Page, amount: Decimal) -> None:
    desk.locator("form [name=reason]").first.wait_for()
    reason = desk.locator("form select[name=reason]")
    if reason.count():
        reason.select_option("late")
    else:
        desk.locator("form [name=reason][value=late]").check()
    desk.locator("form [name=amount]").fill(str(amount))
    desk.locator("form button[name=step][value=review]").click()


def test_nobody_is_asked_for_the_number_twice(shop, phone):
    order = order_of(shop, "cannot_cancel:0")
    frame = opens_the_chat(phone, "en", order.identity)
    write(frame, order.number)
    expect(frame.locator(f"#messages a.source[href*='/orders/{order.number}']").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    write(frame, "why can't i cancel my order?")
    expect(frame.locator(f"#messages a.source[href*='/orders/{order.number}']")).to_have_count(2, timeout=PATIENCE_MS)
    write(frame, "where's my parcel?")
    expect(frame.locator(f"#messages a.source[href*='/orders/{order.number}']")).to_have_count(3, timeout=PATIENCE_MS)
    expect(button(frame, "LK-")).to_have_count(0)


def test_a_stranger_learns_nothing_and_goes_on_with_the_code(shop, phone):
    order = order_of(shop, "not_moving:0")
    frame = opens_the_chat(phone, "en")
    write(frame, f"order {NOBODYS} has not arrived")
    expect_once(frame, NEUTRAL)
    guessed = bubbles(frame, NEUTRAL).locator(".message-body").inner_text()
    frame = starts_anew(phone)
    write(frame, f"order {order.number} has not arrived")
    expect_once(frame, NEUTRAL)
    assert bubbles(frame, NEUTRAL).locator(".message-body").inner_text() == guessed
    taps(frame, "Send me the code")
    expect_once(frame, "Write the code here")
    write(frame, "000 000")
    expect_once(frame, "That code is not right")
    write(frame, code_for(shop, order.read()["buyer"]["email"]))
    expect(frame.locator(f"#messages a.source[href*='/orders/{order.number}']")).to_be_visible(timeout=PATIENCE_MS)


def test_a_flow_goes_on_on_another_device(shop, phone, chromium, ada):
    order = order_of(shop, "not_shipped:3")
    frame = opens_the_chat(phone, "en", order.identity)
    write(frame, f"wrong address on order {order.number}, can i change it?")
    expect_once(frame, "Write the whole new address")
    with visitor(chromium, shop, locale="en", viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"/en/c/{remembered(phone)['token']}")
        page.locator("main form button").first.click()
        page.locator("#reply textarea").fill("Tom Hughes, Barros Arana 702, second floor, Concepción 4030000")
        page.get_by_role("button", name="Send", exact=True).first.click()
        page.get_by_role("button", name="Yes, send it there").click()
        expect(page.locator("main")).to_contain_text("goes to the new address", timeout=PATIENCE_MS)
    expect_once(frame, f"Order {order.number} goes to the new address")
    order.wait_until(lambda each: "Barros Arana 702" in str(each["ship_to"]), desk=ada)


# -- steps --------------------------------------------------------------------------------------------------


def button(frame: FrameLocator, text: str):
    return frame.locator("#messages .option", has_text=text)


def taps(frame: FrameLocator, text: str) -> None:
    button(frame, text).first.click()


def starts_anew(page: Page) -> FrameLocator:
    """Another conversation on the same device."""
    frame = page.frame_locator("iframe")
    frame.locator("#menu-button").click()
    frame.locator("#menu [data-do=new]").click()
    expect(bubbles(frame, NEUTRAL)).to_have_count(0, timeout=PATIENCE_MS)
    return frame


def code_for(shop: Installation, email: str) -> str:
    """The newest code that went to this address, as it stands in the demo's mailbox."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        page = httpx.get(f"{shop.url}/demo/mailbox", params={"to": email, "language": "en"}).text
        letter = LETTER.search(page)
        if letter and (found := CODE.search(letter.group(1))):
            return found.expand(r"\1\2")
        assert time.monotonic() < until, "no letter came"
        time.sleep(0.3)
