"""A buyer writes Spanish, an agent Portuguese, with Apertium between them, from the chat to the mailbox and back."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect

from journeys.browsing import NUMBER, PATIENCE_MS, at_the_desk, bubbles, chat_of, expect_once, say, take, visitor, write
from journeys.installation import Installation
from journeys.passing_time import let_a_while_pass, where_it_is_day
from journeys.service_hours import open_day_and_night

pytestmark = pytest.mark.browser

QUESTION = "¿Dónde está mi pedido? Compré dos vasos azules y no llegó ninguno."
ANSWER = "O pedido foi enviado ontem e chega amanhã."
IN_SPANISH = re.compile("enviado ayer")
THANKS = "Muchas gracias, ahora puedo esperar los vasos con calma."
LUCIA = "lucia@mail.example"
# Half a second each; the machine that tests run on may be busy.
LOOKS = 180
ALL = re.compile("Tod[ao]s")


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
    with visitor(chromium, shop, locale="es-MX", timezone_id=where_it_is_day()) as context:
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


def take_from_all(desk, number):
    desk.get_by_role("link", name=ALL).first.click()
    take(desk, number)


def leaves_an_address(frame, number):
    """She says where to write, and gets the case's link at once."""
    frame.locator("#reach-address").fill(LUCIA)
    frame.locator("#reach button").click()
    expect(frame.locator("#reach")).to_contain_text("@mail.example")
    return number


def reads_the_mail(page, number):
    """The letter with the answer, as a mail program shows it: in Spanish, with the original one tap away."""
    subject = page.locator(".mail-list a", has_text=number).filter(has_text="respuesta")
    page.goto(f"/demo/mailbox?to={LUCIA}")
    expect(page.locator(".mail-list a").first).to_be_visible()
    for _look in range(LOOKS):
        if subject.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    subject.first.click()
    letter = page.frame_locator(".mail-phone iframe")
    expect(letter.get_by_text(IN_SPANISH).last).to_be_visible()
    expect(letter.get_by_text(ANSWER)).to_be_hidden()
    letter.locator("summary").click()
    expect(letter.get_by_text(ANSWER)).to_be_visible()
    return letter


def link_in(letter):
    """Where its button leads."""
    return letter.locator("a[href*='/es/l/']").first.get_attribute("href")


def test_each_reads_their_own_language(lucia, caio):
    frame, number = asks_for_a_person(lucia, QUESTION)
    take_from_all(caio, number)
    asked = caio.locator("#messages .message--customer").first
    expect(asked.locator(".message-body")).to_contain_text("Onde está", timeout=PATIENCE_MS)
    expect(asked.locator(".message-body")).to_have_attribute("lang", "pt-BR")
    asked.locator("summary").click()
    expect(asked.locator(".original-text")).to_have_text(QUESTION)
    say(caio, ANSWER)
    answer = bubbles(frame, IN_SPANISH)
    expect(answer).to_have_count(1, timeout=PATIENCE_MS)
    answer.get_by_role("button").click()
    expect_once(frame, ANSWER)


def test_who_left_the_page_goes_on_from_the_mailbox_in_her_own_language(lucia, caio, chromium, shop):
    number = leaves_an_address(*asks_for_a_person(lucia, QUESTION))
    lucia.pages[0].close()
    take_from_all(caio, number)
    say(caio, ANSWER)
    let_a_while_pass(shop, number)
    with visitor(chromium, shop, locale="es-MX", timezone_id=where_it_is_day()) as tablet:
        page = tablet.new_page()
        page.goto(link_in(reads_the_mail(page, number)))
        page.locator("main form button").click()
        expect(page.locator("h1")).to_contain_text(number)
        expect_once(page, QUESTION)
        expect_once(page, IN_SPANISH)
        page.locator("#reply textarea").fill(THANKS)
        page.locator("#reply .composer-send").click()
        expect_once(page, THANKS)
    came = bubbles(caio, "Muito obrigad")
    expect(came).to_have_count(1, timeout=PATIENCE_MS)
    came.locator("summary").click()
    expect(came.locator(".original-text")).to_have_text(THANKS)


def test_what_no_engine_speaks_goes_as_it_was_written_and_says_so(lucia, caio):
    frame, number = asks_for_a_person(lucia)
    take_from_all(caio, number)
    say(caio, "You can cancel an order in My orders while it has not been shipped.")
    expect_once(frame, "You can cancel an order in My orders")
    bubble = bubbles(frame, "You can cancel an order in My orders")
    expect(bubble).to_contain_text(re.compile("inglés", re.IGNORECASE))
    expect(bubble.locator("a[href*='/es/help/']").first).to_be_visible()
