"""Ready texts: worded at the desk, put into answers by keys alone, in the customer's language."""

from __future__ import annotations

import re
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import expect

from journeys.buyer import Buyer
from journeys.desk_sessions import post_form, signed_in
from journeys.page_checks import NARROW, WIDE, findings, nothing

pytestmark = pytest.mark.browser
LATE = "/desk/texts/macro/parcel-late"
CHOSEN = '#macro-rows [aria-selected="true"]'


@contextmanager
def desk_of(chromium, shop, name, *, size=WIDE):
    """A desk in a browser of its own."""
    context = chromium.new_context(base_url=shop.url, locale="en-GB", viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/desk")
    page.locator("[name=login]").fill(f"{name}@samudra.example")
    page.locator("[name=password]").fill(shop.password)
    page.keyboard.press("Enter")
    expect(page.locator("#views")).to_be_attached()
    yield page
    context.close()


def waiting(shop, language, text):
    """Somebody who waits for a person."""
    buyer = Buyer(shop, language=language)
    buyer.writes(text)
    buyer.asks_for_a_person()
    return buyer


def take(page, buyer):
    page.goto(f"/desk/conversations/{buyer.id}")
    page.locator("#take").click()
    expect(page.locator("#text")).to_be_focused()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_macro_goes_out_in_the_customers_language_by_keys_alone(chromium, shop, size):
    buyer = waiting(shop, "pt-BR", "Quero falar com uma pessoa sobre a minha compra")
    with desk_of(chromium, shop, "caio", size=size) as page:
        take(page, buyer)
        page.keyboard.press("/")
        expect(page.locator("#macro-search")).to_be_focused()
        page.keyboard.type("no such text")
        expect(page.locator("#macro-rows [data-before]")).to_have_count(0)
        page.locator("#macro-search").fill("caso")
        expect(page.locator("#macro-rows [data-before]").first).to_contain_text(buyer.number)
        page.keyboard.press("Enter")
        expect(page.locator("#text")).to_be_focused()
        expect(page.locator("#text")).to_have_value(re.compile(f"Aqui é Caio.*{buyer.number}"))
        expect(page.locator("#composer-told")).to_contain_text("the customer's name")
        assert not re.search("[{}]", page.locator("#text").input_value())
        page.keyboard.type("Até já.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#messages .message--own").last).to_contain_text("Até já.")
        expect(page.locator("#composer-told")).to_be_hidden()


def test_arrows_choose_escape_leaves_and_two_slashes_are_a_slash(chromium, shop):
    buyer = waiting(shop, "en", "I want to talk to a person")
    with desk_of(chromium, shop, "ada") as page:
        take(page, buyer)
        page.keyboard.press("/")
        first = page.locator(CHOSEN).inner_text()
        page.keyboard.press("ArrowDown")
        expect(page.locator(CHOSEN)).not_to_have_text(first)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("#macro-rows li").last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Escape")
        expect(page.locator("#macros")).to_be_hidden()
        expect(page.locator("#text")).to_be_focused()
        expect(page.locator("#text")).to_have_value("")
        page.keyboard.type("//home")
        expect(page.locator("#text")).to_have_value("/home")
        page.keyboard.type(" a/b")
        expect(page.locator("#macros")).to_be_hidden()


def test_the_button_puts_it_where_the_caret_stands(chromium, shop):
    buyer = waiting(shop, "en", "I want to talk to a person")
    with desk_of(chromium, shop, "ada") as page:
        take(page, buyer)
        page.keyboard.type("Before. ")
        page.locator("#macros-open").click()
        page.locator("#macro-search").fill("passwords")
        page.locator("#macro-rows [data-before]", has_text="Never share a code").click()
        expect(page.locator("#text")).to_have_value(re.compile(r"^Before\. Please do not write passwords"))
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")


def test_a_language_without_the_text_is_said_openly(chromium, shop):
    buyer = waiting(shop, "fr", "Bonjour, je voudrais parler à une personne au sujet de ma commande, s'il vous plaît")
    with desk_of(chromium, shop, "ada") as page:
        take(page, buyer)
        page.keyboard.press("/")
        expect(page.locator(CHOSEN)).to_contain_text("This text is in English; the customer reads French.")
        page.keyboard.press("Enter")
        expect(page.locator("#composer-told")).to_contain_text("the customer reads French")


def test_a_lead_words_a_text_and_its_translations_are_out_of_date(chromium, shop):
    with desk_of(chromium, shop, "max") as page:
        page.goto(f"{LATE}/en")
        page.locator("#id_text").fill("Your order {ordr} is late.")
        expect(page.locator("#preview")).to_contain_text("There is no field “{ordr}” here")
        page.keyboard.press("Control+s")
        expect(page.locator(".alert--danger")).to_contain_text("{ordr}")
        page.locator("#id_text").fill("I am sorry, your order is late: ")
        page.locator("[data-field=order]").click()
        expect(page.locator("#preview")).to_contain_text("LK-2026-00817-3")
        page.keyboard.press("Control+s")
        expect(page.locator(".editor-state")).to_contain_text("Version 2, Max")
        page.goto(f"{LATE}/es")
        expect(page.locator(".pane-head .badge--warning")).to_have_text("Out of date")
        expect(page.locator(".difference")).to_contain_text("sorry")
        page.goto("/desk/texts?state=behind")
        expect(page.locator(".language-state--behind")).to_have_count(4)


def test_an_operators_words_are_said_in_a_guided_flow_within_seconds(shop):
    address = "/desk/texts/flow/shared.which_order/en"
    with signed_in(shop, "max") as http:
        post_form(http, address, {"text": "Which of them is it?", "base_version": "0"})
        assert "Which of them is it?" in http.get(address).text
    with signed_in(shop, "ada") as http:
        token = httpx.Client(cookies=http.cookies).cookies.get("csrftoken", "")
        headers = {"X-CSRFToken": token, "Referer": shop.url}
        refused = http.post(address, data={"text": "Mine", "base_version": "1"}, headers=headers)
        assert refused.status_code == 404


@pytest.mark.slow
def test_pages_of_texts_suit_everybody(chromium, shop):
    buyer = waiting(shop, "es", "Quiero hablar con una persona")
    with desk_of(chromium, shop, "max") as page:
        found = []
        pages = (
            "",
            "?kind=flow",
            "/new",
            "/macro/customs/zh-Hans",
            "/macro/customs/es/history",
            "/macro/customs/es/history/1",
        )
        for address in (*pages, "/flow/shared.identify/id"):
            page.goto(f"/desk/texts{address}")
            found += findings(page, address)
        take(page, buyer)
        page.keyboard.press("/")
        expect(page.locator("#macro-rows [data-before]").first).to_be_visible()
        found += findings(page, "the picker")
    nothing(found)
