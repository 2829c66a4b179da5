"""A buyer writes Spanish, an agent Portuguese, with Apertium between them; and the same with no engine at all."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect

from journeys.browsing import NUMBER, PATIENCE_MS, at_the_desk, bubbles, chat_of, expect_once, say, take, visitor, write
from journeys.installation import Installation
from journeys.service_hours import open_day_and_night

pytestmark = pytest.mark.browser

QUESTION = "¿Dónde está mi pedido? Compré dos vasos azules y no llegó ninguno."
ANSWER = "O pedido foi enviado ontem e chega amanhã."


@pytest.fixture(scope="module")
def shop():
    """A demo shop that has Apertium, which speaks Spanish and Portuguese."""
    installation = Installation(environment={"LOKET_TRANSLATORS": "apertium"}).start()
    yield installation
    installation.stop()
    shutil.rmtree(installation.data, ignore_errors=True)


@pytest.fixture
def lucia(chromium, shop):
    """A buyer in Mexico."""
    open_day_and_night(shop, "spanish", "portuguese", "english")
    with visitor(chromium, shop, locale="es-MX", timezone_id="America/Mexico_City") as context:
        yield context


@pytest.fixture
def caio(chromium, shop):
    """Reads Portuguese and English."""
    with at_the_desk(chromium, shop, "caio", locale="pt-BR") as page:
        yield page


def asks_for_a_person(context, *words):
    page = context.new_page()
    page.goto("/es")
    page.locator("[data-loket-open]").first.click()
    frame = chat_of(page)
    for text in words:
        write(frame, text)
        expect_once(frame, text)
    write(frame, "quiero hablar con una persona")
    expect(frame.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    return frame, NUMBER.search(frame.locator("#number").inner_text().replace("\u2009", "")).group()


def test_each_reads_their_own_language(lucia, caio):
    frame, number = asks_for_a_person(lucia, QUESTION)
    caio.get_by_role("link", name=re.compile("Tod[ao]s")).first.click()
    take(caio, number)
    asked = caio.locator("#messages .message--customer").first
    expect(asked.locator(".message-body")).to_contain_text("Onde está", timeout=PATIENCE_MS)
    expect(asked.locator(".message-body")).to_have_attribute("lang", "pt-BR")
    asked.locator("summary").click()
    expect(asked.locator(".original-text")).to_have_text(QUESTION)
    say(caio, ANSWER)
    answer = bubbles(frame, "enviado ayer")
    expect(answer).to_have_count(1, timeout=PATIENCE_MS)
    answer.get_by_role("button").click()
    expect_once(frame, ANSWER)


def test_what_no_engine_speaks_goes_as_it_was_written_and_says_so(lucia, caio):
    frame, number = asks_for_a_person(lucia)
    caio.get_by_role("link", name=re.compile("Tod[ao]s")).first.click()
    take(caio, number)
    say(caio, "You can cancel an order in My orders while it has not been shipped.")
    expect_once(frame, "You can cancel an order in My orders")
    bubble = bubbles(frame, "You can cancel an order in My orders")
    expect(bubble).to_contain_text(re.compile("inglés", re.IGNORECASE))
    expect(bubble.locator("a[href*='/es/help/']").first).to_be_visible()
