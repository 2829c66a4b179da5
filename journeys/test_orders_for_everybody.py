"""axe, nothing overflowing and no text cut off, wherever an order is shown: widget, buyer's pages and desk.

As in test_everybody_can_use_it: one language in one theme in `make test`, the whole product in `make test-all`.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journeys.browsing import PATIENCE_MS, at_the_desk, bubbles, visitor, write
from journeys.buyer import Buyer
from journeys.common_problems import words_of
from journeys.installation import Installation
from journeys.page_checks import WIDE, findings, nothing
from journeys.shop_orders import identity, opens_the_chat, order_of
from journeys.test_everybody_can_use_it import PRODUCT
from loket.assistant.flows.telling import label
from loket.people.language import to_django

pytestmark = pytest.mark.browser

# Bea's: one that can be cancelled and its address changed, one that is late, one that was delivered.
PAID, LATE, DELIVERED = "just_paid:0", "late:0", "delivered_yesterday:0"
DESK = ("/desk/orders", "/desk/orders?q=LK", "/desk/orders/tasks", "/desk/rules")


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_an_order_list_and_a_step_in_the_widget(chromium, shop, language, scheme):
    paid = order_of(shop, PAID)
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        page.goto(f"/{language}/help/change-address")
        asked = page.locator("h1").inner_text()
        frame = opens_the_chat(page, language, buyer="bea")
        write(frame, asked)
        expect(frame.locator(".option .option-image").first).to_be_visible(timeout=PATIENCE_MS)
        found = findings(page, "which order?", page.frames[1])
        frame.locator(".option", has_text=paid.number).click()
        expect(bubbles(frame, paid.number).last.locator("a.source")).to_be_visible(timeout=PATIENCE_MS)
        # The order goes to Brazil, and so may its new address.
        write(frame, words_of("pt-BR")["problems"]["wrong_address"]["then"])
        expect(frame.locator(".option", has_text=label("keep_address", language))).to_be_visible(timeout=PATIENCE_MS)
        nothing(found + findings(page, "is it right?", page.frames[1]))


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_buyers_pages(chromium, shop, language, scheme):
    paid, late, delivered = (order_of(shop, each).number for each in (PAID, LATE, DELIVERED))
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        found = [each for path in ("", "/find", "/code") for each in _at(page, f"/{language}/orders{path}")]
        page.goto(f"/demo?language={to_django(language)}&as=bea")
        page.locator(".shop-orders button").click()
        expect(page.locator("main")).to_contain_text(paid, timeout=PATIENCE_MS)
        found += findings(page, "My orders")
        for path in (paid, late, delivered, f"{paid}/cancel", f"{paid}/change_address", f"{paid}/refund"):
            found += _at(page, f"/{language}/orders/{path}")
    nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_orders_at_the_desk(chromium, shop, language, scheme):
    late = order_of(shop, LATE).number
    case = _case_about(shop, late, language)
    wishes = {"locale": language, "color_scheme": scheme, "viewport": WIDE}
    with at_the_desk(chromium, shop, "max", **wishes) as page:
        found = [each for path in DESK for each in _at(page, path)]
        found += _at(page, f"/desk/orders/{late}")
        found += _at(page, f"/desk/orders/{late}/history")
        found += _at(page, f"/desk/orders/{late}/actions/refund")
        page.goto(f"/desk/conversations/{case}?view=all")
        expect(page.locator("#order-beside")).to_contain_text(late, timeout=PATIENCE_MS)
        found += findings(page, "panel")
    nothing(found)


def _at(page: Page, path: str) -> list[str]:
    answer = page.goto(path)
    assert answer and answer.ok, path
    return findings(page, path)


def _case_about(shop: Installation, number: str, language: str) -> str:
    """A conversation of Bea's about this order, that waits for a person."""
    bea = Buyer(shop, language=language, identity=identity(shop, "bea", "Bea Souza"))
    bea.writes(number)
    bea.asks_for_a_person()
    return bea.id
