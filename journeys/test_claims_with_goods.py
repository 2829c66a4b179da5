"""Claims in two languages at once in which goods travel: a contested return, a replacement, an appeal that helps."""

from __future__ import annotations

import pytest
from django.utils import translation
from playwright.sync_api import expect

from journeys.browsing import PATIENCE_MS
from journeys.claims import in_the_shop, letters_to, on_the_phone
from journeys.claims_looking import RULE, decides, does, looked_at, next_step, sees, shot
from journeys.claims_returns import JO, SENA, linked, trade, who_decides
from journeys.page_checks import nothing
from journeys.shop_orders import refunded
from loket.disputes.wording import finding_label

pytestmark = pytest.mark.browser
REASONS = "The photos show a crack that was there before the return. The seller takes it back and refunds most of it."


def test_a_contested_return_is_decided_by_a_person(chromium, shop):
    made = trade(shop, reason="snad_quality", solution="return_refund")
    with on_the_phone(chromium, made) as sari, in_the_shop(chromium, made) as sam:
        found = takes_it_back(sari, sam, made)
        found += contests(sari, sam, made)
        with who_decides(chromium, shop, JO) as jo:
            found += proposes(jo, made, "448000")
        found += both_agree(sari, sam, made)
    nothing(found)


def takes_it_back(sari, sam, made):
    expect(sam.locator(".claim-row")).to_contain_text(made.claim)
    found = looked_at(sam, "list of claims", "en")
    shot(sam, "sellers-list")
    sam.locator(".claim-row").click()
    found += sees(sam, made, "seller")
    assert next_step(sam) == "accept"
    does(sam, "accept", choose="seller_address", confirms=True)
    sari.reload()
    found += sees(sari, made, "buyer") + sees(sam, made, "seller")
    does(sam, "send_label", pictures=1, text="Please use the label, it is paid.")
    sari.reload()
    assert next_step(sari) == "give_tracking"
    does(sari, "give_tracking", carrier="Pos Indonesia", tracking=made.tracking)
    return found + sees(sari, made, "buyer")


def contests(sari, sam, made):
    made.is_delivered()
    # Nobody loads the page again: it follows by itself.
    expect(sam.locator("[data-act=confirm_return]")).to_be_visible(timeout=PATIENCE_MS)
    found = sees(sam, made, "seller")
    assert next_step(sam) == "confirm_return"
    does(sam, "contest_return", finding="damaged", pictures=2, text="The frame came back broken.")
    sari.reload()
    # Nobody translates his words here: what he chose from the list she reads in her language.
    with translation.override("id"):
        expect(sari.locator("#events")).to_contain_text(finding_label("damaged"))
    return found + sees(sari, made, "buyer") + sees(sam, made, "seller")


def proposes(desk, made, amount):
    desk.goto("/desk/disputes")
    desk.locator(".ruling-row", has_text=made.claim).click()
    shot(desk, "desk-case")
    expect(desk.locator("#dispute-file")).to_contain_text("The frame came back broken.")
    desk.locator("#take").click()
    found = looked_at(desk, "the case at the desk", "en")
    fields = {"solution": "refund", "amount": amount, "liability": "seller"}
    decides(desk, "propose", **fields, rule_cited=RULE, text=REASONS)
    shot(desk, "desk-proposed")
    return found


def both_agree(sari, sam, made):
    sam.reload()
    sari.reload()
    found = sees(sam, made, "seller") + sees(sari, made, "buyer")
    for page in (sari, sam):
        expect(page.locator("#lanes")).to_contain_text(REASONS)
        expect(page.locator("#lanes")).to_contain_text(RULE)
        does(page, "agree", confirms=True)
    made.wait_until(lambda claim: claim["state"] == "resolved")
    sari.reload()
    sam.reload()
    found += sees(sari, made, "buyer") + sees(sam, made, "seller")
    assert refunded(made.order()) == 448_000
    assert made.payouts()[0] == ("freeze_payout", 640_000)
    assert made.payouts()[-1] == ("release_payout", None)
    return found + were_told(made)


def were_told(made):
    """Each side has letters, all of them in its own language."""
    told = {side.language: {language for language, _subject in letters_to(side, made)} for side in made.sides}
    return [f"letters to who reads {reads}: {found}" for reads, found in told.items() if found != {reads}]


def test_a_replacement_is_sent_and_confirmed(chromium, shop):
    made = trade(shop, reason="snad_wrong", solution="replacement")
    with on_the_phone(chromium, made) as sari, in_the_shop(chromium, made) as sam:
        found = sends_another(sari, sam, made)
        made.is_delivered()
        expect(sam.locator(".dispute-label")).to_have_text("The buyer checks the new parcel", timeout=PATIENCE_MS)
        sari.reload()
        found += sees(sari, made, "buyer") + sees(sam, made, "seller")
        assert next_step(sari) == "confirm_replacement"
        does(sari, "confirm_replacement", confirms=True)
        sam.reload()
        found += sees(sari, made, "buyer") + sees(sam, made, "seller")
    assert made.read("seller")["outcome"] == "replacement_done"
    assert not refunded(made.order())
    assert made.payouts()[-1] == ("release_payout", None)
    nothing(found + were_told(made))


def sends_another(sari, sam, made):
    sam.goto(f"/sellers/claims/{made.claim}")
    does(sam, "accept", has_stock="yes", ships_in_days="2", confirms=True)
    sari.reload()
    found = sees(sari, made, "buyer") + sees(sam, made, "seller")
    assert next_step(sam) == "ship_replacement"
    does(sam, "ship_replacement", carrier="Royal Mail", tracking=made.tracking)
    sari.reload()
    return found + sees(sari, made, "buyer")


def test_what_is_wrong_again_is_decided_and_an_appeal_changes_it(chromium, shop):
    before = trade(shop, reason="snad_wrong", solution="replacement").accepts(has_stock=True, ships_in_days=2)
    before.does("seller", "ship_replacement", {"carrier": "Royal Mail", "tracking": before.tracking}).is_delivered()
    before.wait_until(lambda claim: "wrong_again" in {each["name"] for each in claim["available_actions"]})
    with on_the_phone(chromium, before) as sari, in_the_shop(chromium, before) as sam:
        found = sees(sari, before, "buyer")
        does(sari, "wrong_again", text="Yang datang lagi-lagi warna lain.", pictures=1, confirms=True)
        found += sees(sari, before, "buyer")
        made = linked(before)
        sari.locator(f'a[href$="/{made.claim}"]').first.click()
        sam.goto(f"/sellers/claims/{made.claim}")
        found += sees(sari, made, "buyer") + sees(sam, made, "seller")
        with who_decides(chromium, shop, JO) as jo:
            found += rejects(jo, sari, sam, made)
        found += appeals(chromium, sari, sam, made)
    nothing(found + were_told(made))


def rejects(jo, sari, sam, made):
    jo.goto(f"/desk/disputes/{made.claim}")
    jo.locator("#take").click()
    decides(jo, "propose", solution="rejects", liability="none", rule_cited=RULE, text="Nobody can see the colour.")
    for page in (sari, sam):
        page.reload()
        does(page, "agree", confirms=True)
    sari.reload()
    found = sees(sari, made, "buyer") + sees(sam, made, "seller")
    assert made.read("seller")["outcome"] == "rejected"
    return found


def appeals(chromium, sari, sam, made):
    does(sari, "appeal", appeal_ground="new_evidence", text="Foto ini siang hari, dekat jendela.", pictures=1)
    sam.reload()
    found = sees(sari, made, "buyer") + sees(sam, made, "seller")
    with who_decides(chromium, made.shop, JO) as jo:
        jo.goto(f"/desk/disputes/{made.claim}")
        expect(jo.locator("#decide_appeal")).to_have_count(0)
    with who_decides(chromium, made.shop, SENA) as sena:
        sena.goto("/desk/disputes?state=appeal_review")
        sena.locator(".ruling-row", has_text=made.claim).click()
        shot(sena, "desk-appeal")
        fields = {"result": "changed", "amount": "320000", "liability": "seller", "rule_cited": RULE}
        decides(sena, "decide_appeal", **fields, text="By daylight the photo shows another colour.")
    made.wait_until(lambda claim: claim["state"] == "resolved")
    for page, side in ((sari, "buyer"), (sam, "seller")):
        page.reload()
        found += sees(page, made, side)
        expect(page.locator("main")).to_contain_text("By daylight the photo shows another colour.")
    assert refunded(made.order()) == 320_000
    assert "appeal" not in {each["name"] for each in made.read("buyer")["available_actions"]}
    return found
