"""Claims in two languages at once that end without a person of ours: agreed, by silence, by offers, and by law."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from journeys.browsing import PATIENCE_MS
from journeys.claims import Trade, answer, in_the_shop, letters_to, on_the_phone, sold, somebody
from journeys.claims_looking import does, looked_at, next_step, sees, shot
from journeys.claims_pictures import photograph
from journeys.page_checks import nothing
from journeys.passing_time import let_days_pass
from journeys.shop_orders import amount, refunded

pytestmark = pytest.mark.browser
TORN = "Kertasnya sobek di dua tempat."
OFFERED = "We can send this much back at once."
# Longer than a seller has to answer.
TOO_LONG = 6


def test_the_seller_agrees_and_the_money_goes_back(chromium, shop):
    sale = sold(shop, seller=somebody("lin", "zh-Hans", "CN"))
    with on_the_phone(chromium, sale) as sari, in_the_shop(chromium, sale) as lin:
        made, found = asks(sari, sale, reason="snad_quality", solution="refund", wanted="200000", text=TORN)
        found += sees(sari, made, "buyer")
        lin.reload()
        found += looked_at(lin, "list", "zh-Hans")
        lin.locator(".claim-row").click()
        found += sees(lin, made, "seller")
        assert next_step(lin) == "accept"
        does(lin, "accept", confirms=True)
        found += both_see_the_end(sari, lin, made, outcome="refund_partial")
    assert refunded(made.order()) == 200_000
    assert made.read("buyer")["decided_by"] == "agreement"
    nothing(found + payout_was_held(made, 200_000) + were_told(made))


def test_a_silent_seller_grants_what_was_asked(chromium, shop):
    sale = sold(shop)
    with on_the_phone(chromium, sale) as sari, in_the_shop(chromium, sale) as sam:
        made, found = asks(sari, sale, reason="snad_damaged", solution="refund", wanted="250000", text=TORN)
        sam.goto(f"/sellers/claims/{made.claim}")
        found += sees(sam, made, "seller")
        found += sees(sari, made, "buyer")
        # Nobody acts, and nobody loads a page again.
        let_days_pass(shop, made.dispute_id, TOO_LONG)
        found += both_see_the_end(sari, sam, made, outcome="refund_partial")
    assert refunded(made.order()) == 250_000
    assert made.read("seller")["decided_by"] == "timer"
    nothing(found + payout_was_held(made, 250_000) + were_told(made))


def test_offers_go_back_and_forth_until_one_is_taken(chromium, shop):
    sale = sold(shop)
    with on_the_phone(chromium, sale) as sari, in_the_shop(chromium, sale) as sam:
        made, found = asks(sari, sale, reason="snad_quality", solution="refund", wanted="400000", text=TORN)
        sam.goto(f"/sellers/claims/{made.claim}")
        does(sam, "counter", solution="refund", amount="150000", text=OFFERED)
        appears(sari, "accept")
        found += sees(sari, made, "buyer") + sees(sam, made, "seller")
        assert next_step(sari) == "accept"
        does(sari, "change_request", solution="refund", amount="300000", text=TORN)
        appears(sam, "accept")
        does(sam, "counter", solution="refund", amount="250000", text=OFFERED)
        appears(sari, "accept")
        found += shows_lanes(sari, made, "buyer") + shows_lanes(sam, made, "seller")
        found += accepts_the_newest(sari, made)
        found += both_see_the_end(sari, sam, made, outcome="refund_partial")
    assert refunded(made.order()) == 250_000
    nothing(found + payout_was_held(made, 400_000) + were_told(made))


def shows_lanes(page: Page, made: Trade, side: str) -> list[str]:
    """Three lanes, each with what stands now; what it replaced is below, said to be replaced."""
    lanes = page.locator("#lanes .dispute-lane")
    expect(lanes).to_have_count(3)
    expect(page.locator(".dispute-lane--seller .dispute-offer").first).to_contain_text(written("250000"))
    expect(page.locator(".dispute-lane--buyer .dispute-offer").first).to_contain_text(written("300000"))
    for lane, older in (("seller", "150000"), ("buyer", "400000")):
        page.locator(f".dispute-lane--{lane} summary").first.click()
        expect(page.locator(f".dispute-lane--{lane} .dispute-offer--past").first).to_contain_text(written(older))
    return sees(page, made, side)


def accepts_the_newest(page: Page, made: Trade) -> list[str]:
    page.locator("#standing [data-act=accept]").click()
    page.wait_for_url("**/do/accept", timeout=PATIENCE_MS)
    said = page.locator(".order-consequences")
    expect(said).to_contain_text(written("250000"))
    # By when the refund is ordered, in working days.
    expect(said).to_contain_text(re.compile(r"\b\d{1,2} hari"))
    found = looked_at(page, "second click", made.buyer.language)
    shot(page, "second-click")
    page.locator("main form .button--primary").click()
    page.wait_for_url(f"**/{made.claim}#standing", timeout=PATIENCE_MS)
    return found


def test_a_buyer_in_brazil_changes_her_mind_and_nobody_can_refuse(chromium, shop):
    people = somebody("bea", "pt-BR", "BR"), somebody("sam", "en", "GB")
    sale = sold(shop, *people, paid="289.90", currency="BRL", title="Luminária de papel, 32 cm")
    with on_the_phone(chromium, sale) as bea, in_the_shop(chromium, sale) as sam:
        # She says neither why nor shows anything.
        made, found = asks(bea, sale, reason="withdrawal", solution="return_refund")
        sam.goto(f"/sellers/claims/{made.claim}")
        found += sees(bea, made, "buyer") + sees(sam, made, "seller")
        assert not {"accept", "refuse", "counter"} & {each["name"] for each in made.read("seller")["available_actions"]}
        does(sam, "send_label", pictures=1)
        appears(bea, "give_tracking")
        does(bea, "give_tracking", carrier="Correios", tracking=made.tracking)
        made.is_delivered()
        appears(sam, "confirm_return")
        found += sees(bea, made, "buyer") + sees(sam, made, "seller")
        does(sam, "confirm_return", confirms=True)
        found += both_see_the_end(bea, sam, made, outcome="return_refund")
    assert str(refunded(made.order())) == "289.90"
    nothing(found + were_told(made))


# -- steps ----------------------------------------------------------------------------------------------------


def asks(
    page: Page, sale: Trade, *, reason: str, solution: str, wanted: str = "", text: str = ""
) -> tuple[Trade, list[str]]:
    """The buyer's claim, page by page from the order; and what is wrong with the pages on the way."""
    reads = sale.buyer.language
    page.locator(f'a[href$="/{sale.number}/problem"]').click()
    page.locator("[name=lines]").first.check()
    goes_on(page, "what")
    page.locator(f"[name=reason][value={reason}]").check()
    found = looked_at(page, "what", reads)
    goes_on(page, "story")
    page.locator("textarea").fill(text)
    goes_on(page, "wish")
    page.locator(f"[name=solution][value={solution}]").check()
    if wanted:
        page.locator("[name=amount]").fill(wanted)
    shot(page, "wish")
    goes_on(page, "proof")
    if text:
        sent = {"name": "sobek.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        page.locator("main [type=file]").set_input_files([sent])
        expect(page.locator(".upload-row.is-done")).to_have_count(1, timeout=PATIENCE_MS)
    goes_on(page, "review")
    found += looked_at(page, "review", reads)
    shot(page, "review")
    page.locator("main form .button--primary").last.click()
    page.wait_for_url("**?sent=1", timeout=PATIENCE_MS)
    rows = answer(sale.shop, "GET", f"/disputes?buyer={sale.buyer.external_id}")["items"]
    return replace(sale, dispute_id=rows[0]["id"], claim=rows[0]["number"]), found


def goes_on(page: Page, to: str) -> None:
    page.locator("main form .button--primary").last.click()
    page.wait_for_url(f"**/{to}", timeout=PATIENCE_MS)


def appears(page: Page, action: str) -> None:
    """The page before somebody offers this by itself: they load nothing."""
    expect(page.locator(f"#standing [data-act={action}]")).to_be_visible(timeout=PATIENCE_MS)


def both_see_the_end(phone: Page, desk: Page, made: Trade, *, outcome: str) -> list[str]:
    """The money has gone back, and both pages came to say so by themselves."""
    told = made.wait_until(is_settled)
    assert told["outcome"] == outcome
    found = sees(phone, made, "buyer") + sees(desk, made, "seller")
    shot(phone, f"end-{outcome}")
    return found


def is_settled(claim: dict) -> bool:
    """Resolved, and both sides have their letters about it, so that no clock waits for them."""
    return claim["state"] == "resolved" and "told" not in {each["rule"] for each in claim["deadlines"]}


def payout_was_held(made: Trade, disputed: int) -> list[str]:
    """What was in dispute was frozen first, and nothing is at the end."""
    moves = made.payouts()
    right = moves and moves[0] == ("freeze_payout", disputed) and moves[-1] == ("release_payout", None)
    return [] if right else [f"the payout went like this: {moves}"]


def were_told(made: Trade) -> list[str]:
    """Each side has letters, all of them in its own language."""
    told = {side.language: {language for language, _subject in letters_to(side, made)} for side in made.sides}
    return [f"letters to who reads {reads}: {found}" for reads, found in told.items() if found != {reads}]


def written(whole: str) -> re.Pattern[str]:
    return re.compile(amount(whole))
