"""axe on every page, nothing overflowing and no text cut off: wide and narrow, in every language and theme.

`make test` looks at one language in one theme; the whole product of them is part of `make test-all`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.browsing import PATIENCE_MS, at_the_desk, bubbles, visitor, write
from journeys.buyer import Buyer
from journeys.desk_contents import fill_the_desk
from journeys.installation import Installation
from journeys.page_checks import NARROW, WIDE, axe_findings, cut_off, findings, nothing

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "pt-BR", "id", "es")
SCHEMES = ("light", "dark")
PRODUCT = [
    pytest.param(language, scheme, marks=() if (language, scheme) == ("en", "light") else pytest.mark.slow)
    for language in LANGUAGES
    for scheme in SCHEMES
]
QUESTIONS = {
    "en": "how long does delivery take?",
    "pt-BR": "quanto tempo demora a entrega?",
    "id": "berapa lama pengirimannya?",
    "es": "¿cuánto tarda el envío?",
}
UNKNOWN = {
    "en": "Do you sell tickets for the concert in the stadium on Saturday?",
    "pt-BR": "Vocês vendem ingressos para o show de sábado no estádio?",
    "id": "Apakah kalian menjual tiket konser hari Sabtu di stadion?",
    "es": "¿Venden entradas para el concierto del sábado en el estadio?",
}
PUBLIC = (
    "/{tag}",
    "/{tag}/topics/returns-refunds",
    "/{tag}/topics/orders/tracking",
    "/{tag}/help/refund-not-received",
    "/{tag}/search?q=refund",
    "/{tag}/search?q=qqqqxxxx",
    "/{tag}/contact?article=refund-not-received",
    "/{tag}/nothing-is-here",
    "/demo",
    "/desk/sign-in",
    "/desk/sign-in/forgotten",
)
EDITOR = (
    "/desk/articles",
    "/desk/articles/new",
    "/desk/articles/refund-not-received/{tag}",
    "/desk/articles/refund-not-received/{tag}/history",
    "/desk/articles/refund-not-received/{tag}/history/1",
    "/desk/articles/import",
    "/desk/evaluation",
    "/desk/suggestions",
    "/desk/suggestions/missing",
    "/desk/suggestions/turned-down",
    "/desk/topics",
    "/desk/topics/new",
)
LEAD = (
    "/desk/outbox",
    "/desk/outbox?state=attention",
    "/desk/outbox?text=nobody",
    "/desk/outbox/addresses",
    "/desk/outbox/1",
    "/desk/promises",
    "/desk/promises?kind=first&language=cy",
    "/desk/translation",
    "/desk/translation?text=nothing+like+this",
    "/desk/translation/memory/1",
    "/desk/translation/glossary",
    "/desk/translation/glossary/1",
    "/desk/translation/engines",
    "/desk/texts",
    "/desk/texts/macro/parcel-late/{tag}",
)
ADMINISTRATOR = (
    "/desk/promises/new",
    "/desk/promises/1",
    "/desk/staff",
    "/desk/staff/invitation",
    "/desk/staff/1",
    "/desk/teams",
    "/desk/teams/new",
    "/desk/team/portuguese",
    "/desk/team/portuguese/closed-days",
    "/desk/keys",
    "/desk/keys/webhooks",
    "/desk/looks",
    "/desk/profile",
    "/desk/profile/password",
    "/desk/profile/two-factor",
)


@pytest.fixture(scope="module")
def filled_shop(shop):
    """The shop with letters, translations, terms and promises in it."""
    fill_the_desk(shop)
    return shop


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_public_pages(chromium, shop, language, scheme):
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        nothing([each for path in PUBLIC for each in _at(page, path, language)])


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_a_conversation_as_a_plain_page(chromium, shop, language, scheme):
    buyer = Buyer(shop, language=language)
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        found = _at(page, f"/{{tag}}/c/{buyer.token}", language)
        page.locator("main form button").click()
        buyer.writes(QUESTIONS[language])
        buyer.writes(UNKNOWN[language])
        page.reload()
        found += findings(page, "options")
        buyer.asks_for_a_person()
        page.reload()
        found += findings(page, "queued")
        buyer.ends()
        page.reload()
        found += findings(page, "closed")
    nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_widget_in_each_state(chromium, shop, language, scheme):
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        page.goto(f"/widget/frame?language={language}")
        expect(page.locator("body.is-ready")).to_be_visible()
        found = [each for state in _widget_states(page, language) for each in findings(page, state)]
    nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_widget_on_a_page(chromium, shop, language, scheme):
    with visitor(chromium, shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        page.goto("/demo")
        found = findings(page, "launcher")
        page.locator("[data-loket-open]").click()
        frame = page.frame_locator("iframe")
        expect(frame.locator("body.is-ready #text")).to_be_visible(timeout=PATIENCE_MS)
        found += findings(page, "open chat", page.frames[1])
    nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_desk_of_an_agent(chromium, shop, language, scheme):
    queued = _queued(shop, language)
    with _desk(chromium, shop, "ada", language, scheme) as page:
        found = _at(page, "/desk", language)
        found += _at(page, f"/desk/conversations/{queued.id}?view=all", language)
        for opener in ("#account-opener", "[data-opens=keys]"):
            page.locator(opener).click()
            found += findings(page, opener)
            page.keyboard.press("Escape")
        page.locator("#take").click()
        expect(page.locator("#turn")).to_be_hidden(timeout=PATIENCE_MS)
        found += findings(page, "taken")
        page.locator("#close").click()
        expect(page.locator("#turn[data-holder=closed]")).to_be_visible(timeout=PATIENCE_MS)
        found += findings(page, "closed")
    nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_pages_of_an_editor(chromium, shop, language, scheme):
    with _desk(chromium, shop, "edith", language, scheme) as page:
        nothing([each for path in EDITOR for each in _at(page, path, language)])


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_pages_of_a_lead(chromium, filled_shop, language, scheme):
    with _desk(chromium, filled_shop, "max", language, scheme) as page:
        nothing([each for path in LEAD for each in _at(page, path, language)])


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
@pytest.mark.parametrize("name", ["ada", "max", "edith", "ana"])
def test_the_bar_of_a_phone_fits_and_unfolds_the_rest(chromium, filled_shop, name, language, scheme):
    wishes = {"locale": language, "color_scheme": scheme, "viewport": NARROW, "reduced_motion": "reduce"}
    with at_the_desk(chromium, filled_shop, name, **wishes) as page:
        page.goto("/desk/texts")
        bar = page.locator(".desk-rail").evaluate("bar => [bar.scrollWidth, bar.clientWidth]")
        assert bar[0] == bar[1], f"the bar is {bar[0]} px wide in {bar[1]} px"
        more, rest = page.locator(".rail-more"), page.locator("#rail-rest")
        more.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(rest.locator("a").first).to_be_focused()
        nothing([*axe_findings(page), *cut_off(page)])
        page.keyboard.press("Escape")
        expect(rest).to_be_hidden()
        expect(more).to_be_focused()


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_mailbox_of_the_demo(chromium, filled_shop, language, scheme):
    with visitor(chromium, filled_shop, locale=language, color_scheme=scheme, viewport=WIDE) as context:
        page = context.new_page()
        found = _at(page, "/demo/mailbox", language)
        page.locator(".mail-list li a").first.click()
        found += findings(page, "a letter")
        found += _at(page, "/demo/mailbox?to=nobody@mail.example", language)
        nothing(found)


@pytest.mark.parametrize(("language", "scheme"), PRODUCT)
def test_the_pages_of_an_administrator(chromium, filled_shop, language, scheme):
    with _desk(chromium, filled_shop, "ana", language, scheme) as page:
        nothing([each for path in ADMINISTRATOR for each in _at(page, path, language)])


def _at(page: Page, path: str, language: str) -> list[str]:
    page.goto(path.format(tag=language))
    return findings(page, path)


def _desk(chromium: Browser, shop: Installation, name: str, language: str, scheme: str):
    return at_the_desk(chromium, shop, name, locale=language, color_scheme=scheme, viewport=WIDE)


def _queued(shop: Installation, language: str) -> Buyer:
    buyer = Buyer(shop, language=language)
    buyer.writes(QUESTIONS[language])
    buyer.writes(UNKNOWN[language])
    buyer.asks_for_a_person()
    return buyer


def _widget_states(page: Page, language: str) -> Iterator[str]:
    """Lead the widget through its states; each is there when its name comes."""
    yield "empty"
    write(page, QUESTIONS[language])
    expect(bubbles(page, re.compile("15.+45")).first).to_be_visible(timeout=PATIENCE_MS)
    yield "answered"
    write(page, UNKNOWN[language])
    expect(page.locator(".option").nth(3)).to_be_visible(timeout=PATIENCE_MS)
    yield "options"
    page.locator("#person").click()
    expect(page.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    yield "queued"
    page.locator("#menu-button").click()
    yield "menu"
    page.locator("#menu [data-do=end]").click()
    expect(page.locator("dialog[open]")).to_be_visible(timeout=PATIENCE_MS)
    yield "sure?"
    page.locator("dialog[open] [value=yes]").click()
    page.locator("#closing [name=score][value='2']").check()
    yield "rating"
