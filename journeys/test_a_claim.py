"""A claim from My orders on a phone in Indonesian: page by page, kept while it is written, sent, and withdrawn."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from journeys.browsing import PATIENCE_MS, visitor
from journeys.page_checks import NARROW, axe_findings, cut_off, nothing
from journeys.shop_orders import order_of

pytestmark = pytest.mark.browser
DELIVERED = "delivered_yesterday:0"
TORN = "Barangnya pecah waktu saya buka."


@pytest.fixture
def phone(chromium, shop):
    """A phone in Jakarta, on which Bea has signed in from the shop."""
    wishes = {"locale": "id", "timezone_id": "Asia/Jakarta", "viewport": NARROW, "reduced_motion": "reduce"}
    with visitor(chromium, shop, **wishes) as context:
        page = context.new_page()
        page.goto("/demo?language=id&as=bea")
        page.locator(".shop-orders button").click()
        expect(page.locator("main a.order-row").first).to_be_visible(timeout=PATIENCE_MS)
        yield page


def test_a_claim_is_made_on_a_phone_and_withdrawn_again(phone, shop):
    found = begins(phone, order_of(shop, DELIVERED).number)
    found += tells_what_happened(phone)
    found += shows_it(phone)
    found += sends_it(phone)
    nothing(found + withdraws(phone))


def begins(page: Page, number: str) -> list[str]:
    page.goto(f"/id/orders/{number}")
    page.locator(f'a[href$="/{number}/problem"]').click()
    page.locator("[name=lines]").first.check()
    found = looked_at(page, "begin")
    goes_on(page, "/what")
    page.locator("[name=reason][value=snad_damaged]").check()
    return found + looked_at(page, "what")


def tells_what_happened(page: Page) -> list[str]:
    goes_on(page, "/story")
    # Without a connection the words stay on the phone, and come back with the page.
    page.route("**/keep", lambda route: route.abort())
    page.locator("textarea").fill(TORN)
    page.locator(".problem-kept").filter(
        has_text=page.locator(".problem-kept").get_attribute("data-unkept-words")
    ).wait_for()
    page.unroute("**/keep")
    page.reload()
    expect(page.locator("textarea")).to_have_value(TORN)
    found = looked_at(page, "story")
    goes_on(page, "/wish")
    page.locator("[name=solution][value=refund]").check()
    page.locator("#amount-range").focus()
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert float(page.locator("[name=amount]").input_value()) > float(
        page.locator("#amount-range").get_attribute("min")
    )
    return found + looked_at(page, "wish")


def shows_it(page: Page) -> list[str]:
    goes_on(page, "/proof")
    picture = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(picture, "JPEG")
    page.locator("[type=file]").set_input_files(
        [{"name": "pecah.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}]
    )
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/proof")):
        expect(page.locator(".upload-row.is-done")).to_be_visible(timeout=PATIENCE_MS)
    page.reload()
    expect(page.locator("#there")).to_contain_text("pecah.jpg")
    return looked_at(page, "proof")


def sends_it(page: Page) -> list[str]:
    goes_on(page, "/review")
    expect(page.locator("main")).to_contain_text(TORN)
    found = looked_at(page, "review")
    goes_on(page, "?sent=1")
    expect(page.locator("#standing")).to_be_visible()
    expect(page.locator("#lanes")).to_contain_text(TORN)
    expect(page.locator("#evidence img")).to_be_visible()
    return found + looked_at(page, "claim")


def withdraws(page: Page) -> list[str]:
    page.locator('a[href$="/do/withdraw"]').click()
    page.locator("[name=withdraw_code][value=arrived]").check()
    found = looked_at(page, "withdraw")
    page.locator("main form .button--primary").click()
    found += looked_at(page, "second click")
    page.locator("main form .button--primary").click()
    expect(page.locator('a[href$="/do/reopen"]').first).to_be_visible(timeout=PATIENCE_MS)
    page.goto("/id/my-disputes")
    expect(page.locator(".order-row").first).to_be_visible()
    return found + looked_at(page, "list")


def goes_on(page: Page, to: str) -> None:
    page.locator("main form .button--primary").last.click()
    page.wait_for_url(f"**{to}", timeout=PATIENCE_MS)


def looked_at(page: Page, name: str) -> list[str]:
    return [f"{name}: {each}" for each in (*axe_findings(page), *cut_off(page))]
