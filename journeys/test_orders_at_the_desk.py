"""Orders beside conversations, in a browser: found and linked by keys, money sent back once, seen by others at once."""

from __future__ import annotations

import re
from contextlib import contextmanager
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from journeys.buyer import Buyer
from journeys.desk_sessions import signed_in
from journeys.page_checks import findings, nothing
from journeys.shop_orders import fresh_order, order_of, refunded

pytestmark = pytest.mark.browser
WIDE = {"width": 1400, "height": 900}


@contextmanager
def desk_of(chromium, shop, name, *, scripts=True):
    """A desk in a browser of its own."""
    context = chromium.new_context(
        base_url=shop.url, locale="en-GB", viewport=WIDE, java_script_enabled=scripts, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/desk")
    page.locator("[name=login]").fill(f"{name}@samudra.example")
    page.locator("[name=password]").fill(shop.password)
    page.keyboard.press("Enter")
    expect(page.locator("#views")).to_be_attached()
    yield page
    context.close()


@pytest.fixture
def case(shop):
    """The address of a conversation that waits, in which no order was named."""
    buyer = Buyer(shop)
    buyer.writes("It is not what I ordered")
    buyer.asks_for_a_person()
    return f"/desk/conversations/{buyer.id}"


def link(page, case, number):
    """Find an order as somebody types its number, and link it, by keys alone."""
    page.goto(case)
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(number.lower().replace("-", " "))
    expect(page.locator("#order-found .order-row")).to_have_count(1)
    page.locator("#order-found button").press("Enter")
    expect(page.locator("#order-beside [data-order]")).to_contain_text(number)


def ask_for_refund(page, amount):
    """Fill in the drawer, as far as the page that asks once more."""
    page.locator("#order-beside [data-order-act]", has_text="Refund").press("Enter")
    page.locator("#order-act select[name=reason]").select_option("wrong_item")
    page.locator("#order-act input[name=amount]").fill(amount)
    page.keyboard.press("Enter")
    expect(page.locator("#order-act button[value=confirm]")).to_be_focused()


def test_money_goes_back_once_and_everybody_sees_it(chromium, shop, case):
    order = fresh_order(shop, "wrong_item:4")
    before = refunded(order.read())
    with desk_of(chromium, shop, "ada") as ada, desk_of(chromium, shop, "caio") as caio:
        link(ada, case, order.number)
        caio.goto(case)
        expect(caio.locator("#order-beside [data-order]")).to_contain_text(order.number)
        ask_for_refund(ada, "1")
        ada.locator("#order-act button[value=confirm]").dblclick()
        expect(ada.locator("#order-act")).to_be_hidden()
        for page in (ada, caio):
            expect(page.locator("#order-beside .order-entry")).to_have_text(re.compile("Done|Taken by the marketplace"))
    assert refunded(order.read()) - before == Decimal(1)


def test_what_is_wrong_is_said_in_the_drawer_and_escape_leaves_it(chromium, shop, case):
    order = order_of(shop, "wrong_item:3")
    before = order.read()["payments"]
    with desk_of(chromium, shop, "ada") as page:
        link(page, case, order.number)
        opener = page.locator("#order-beside [data-order-act]", has_text="Refund")
        opener.press("Enter")
        page.locator("#order-act input[name=amount]").fill("ten")
        page.keyboard.press("Enter")
        expect(page.locator("#order-act [role=alert]")).to_be_focused()
        expect(page.locator("#order-act input[name=amount]")).to_have_value("ten")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
    assert order.read()["payments"] == before


def test_without_scripts_money_goes_back_too(chromium, shop):
    order = fresh_order(shop, "not_as_described:4")
    before = refunded(order.read())
    with desk_of(chromium, shop, "ada", scripts=False) as page:
        page.goto(f"/desk/orders/{order.number}")
        page.locator("[data-order-act]", has_text="Refund").click()
        page.locator("select[name=reason]").select_option("not_as_described")
        page.locator("input[name=amount]").fill("1")
        page.locator("button[value=review]").click()
        page.locator("button[value=confirm]").click()
        expect(page.locator(".order-entry")).to_have_count(1)
    assert refunded(order.read()) - before == Decimal(1)


@pytest.mark.slow
def test_pages_about_orders_suit_everybody(chromium, shop, case):
    order = order_of(shop, "split_one_at_customs:0")
    with desk_of(chromium, shop, "max") as page:
        link(page, case, order.number)
        found = findings(page, case)
        rest = ("", f"/{order.number}", f"/{order.number}/history", f"/{order.number}/actions/refund", "/tasks")
        for address in (*(f"/desk/orders{each}" for each in rest), f"{case}/order/find?q=lk"):
            page.goto(address)
            found += findings(page, address)
    nothing(found)


def test_an_editor_sees_no_orders(shop):
    with signed_in(shop, "edith") as http:
        assert http.get("/desk/orders").status_code == 404
        assert "/desk/orders" not in http.get("/desk/articles").text
