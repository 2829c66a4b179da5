"""The first story: from a question on the help page to a person's answer, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from journeys.browsing import NUMBER, PATIENCE_MS, at_the_desk, bubbles, chat_of, expect_once, say, take, visitor, write
from journeys.installation import Installation
from journeys.service_hours import open_day_and_night

pytestmark = pytest.mark.browser

QUESTION = "Meu pedido foi cancelado. Cadê o meu reembolso?"
MISSPELT = "berapa lama pengirimn sampei?"
UNKNOWN = "Vocês vendem ingressos para o show de sábado no estádio?"
RESTART_MS = 90_000


@pytest.fixture
def bea(chromium, shop):
    open_day_and_night(shop, "portuguese", "indonesian")
    with visitor(chromium, shop) as context:
        yield context


@pytest.fixture
def caio(chromium, shop):
    with at_the_desk(chromium, shop, "caio") as page:
        page.evaluate("window.stayed = true")
        yield page


def test_a_buyer_comes_from_the_help_page_to_a_persons_answer(bea, caio, shop):
    page = finds_an_article(bea)
    page.get_by_role("button", name=re.compile("^Não")).click()
    page.locator("#helped [data-loket-open]").click()
    frame = chat_of(page)
    expect(frame.locator("#about")).to_contain_text(QUESTION, timeout=PATIENCE_MS)
    is_answered_in_indonesian(frame)
    is_told_what_nobody_has_written(frame)
    number = asks_for_a_person(frame)
    the_case_comes_to_the_desk(caio, number)
    both_see_the_other_typing(frame, caio)
    the_line_drops_and_comes_back(bea, frame, caio)
    the_web_process_dies(shop, frame, caio)
    assert caio.evaluate("window.stayed"), "the desk was loaded again"
    is_closed_and_rated(frame, caio)
    takes_the_record_home(page, frame, number)


def finds_an_article(context: BrowserContext) -> Page:
    """From the front page by topic, subtopic and question, as a buyer clicks."""
    page = context.new_page()
    page.goto("/")
    assert page.url.endswith("/pt-BR")
    page.locator(".topic-row-title").get_by_role("link", name="Devoluções e reembolsos").click()
    page.get_by_role("link", name="Reembolsos", exact=True).first.click()
    page.get_by_role("link", name=QUESTION).first.click()
    expect(page.locator("h1")).to_have_text(QUESTION)
    return page


def is_answered_in_indonesian(frame: FrameLocator) -> None:
    """Two spelling mistakes, and still the right article, named, linked, with the question whether it helped."""
    write(frame, MISSPELT)
    expect_once(frame, "15 sampai 45 hari")
    answer = bubbles(frame, "15 sampai 45 hari")
    expect(answer.locator("[lang=id]").first).to_be_visible()
    expect(answer.locator("a[href*='/id/help/delivery-time']").first).to_be_visible()
    assert answer.locator(".option").count() >= 2


def is_told_what_nobody_has_written(frame: FrameLocator) -> None:
    """It says so, and offers the three closest questions, once."""
    write(frame, UNKNOWN)
    expect_once(frame, "Não sei responder isso")
    # Three questions, and a person.
    expect(frame.locator("#messages .option")).to_have_count(4)


def asks_for_a_person(frame: FrameLocator) -> str:
    """In so many words; then her place, the wait, the number, and that she may go."""
    write(frame, "quero falar com uma pessoa")
    queue = frame.locator("#queue")
    expect(queue).to_be_visible(timeout=PATIENCE_MS)
    expect(frame.locator("#place")).to_contain_text(re.compile(r"\d"), timeout=PATIENCE_MS)
    expect(frame.locator("#wait")).to_contain_text(re.compile(r"\d+ minuto"))
    expect(queue).to_contain_text("fechar esta página")
    found = NUMBER.search(frame.locator("#number").inner_text().replace("\u2009", ""))
    assert found
    expect(bubbles(frame, found.group()).first).to_be_visible()
    return found.group()


def the_case_comes_to_the_desk(desk: Page, number: str) -> None:
    """Language, article and all that was said are there; Caio takes it, notes and answers."""
    take(desk, number)
    expect_once(desk, MISSPELT)
    expect(desk.locator("#conversation-head")).to_contain_text("My order was cancelled. Where is my refund?")
    expect(desk.locator("#conversation-head")).to_contain_text("Portuguese")
    say(desk, "only between us: she sounds patient", mode="note")
    say(desk, "Hello, this is Caio. I have read everything.")


def both_see_the_other_typing(frame: FrameLocator, desk: Page) -> None:
    expect_once(frame, "Hello, this is Caio")
    expect(bubbles(frame, "only between us")).to_have_count(0)
    expect(frame.locator("#title")).to_have_text("Caio")
    desk.locator("#text").press_sequentially("One mo")
    expect(frame.locator("#typing")).to_contain_text("Caio", timeout=PATIENCE_MS)
    frame.locator("#text").press_sequentially("Um mo")
    expect(desk.locator("#typing")).to_be_visible(timeout=PATIENCE_MS)


def the_line_drops_and_comes_back(context: BrowserContext, frame: FrameLocator, desk: Page) -> None:
    """What either side writes meanwhile is there afterwards, once."""
    context.set_offline(True)
    expect(frame.locator("#line")).not_to_be_empty(timeout=PATIENCE_MS)
    write(frame, "minha internet caiu")
    expect_once(frame, "minha internet caiu")
    say(desk, "Are you still there?")
    context.set_offline(False)
    expect_once(frame, "Are you still there?")
    expect_once(desk, "minha internet caiu")
    expect_once(frame, "minha internet caiu")


def the_web_process_dies(shop: Installation, frame: FrameLocator, desk: Page) -> None:
    """kill -9 in mid-conversation: both pages catch up by themselves."""
    shop.kill("web")
    write(frame, "voltei, tudo certo")
    expect_once(desk, "voltei, tudo certo", patience=RESTART_MS)
    say(desk, "Good to see you again.")
    expect_once(frame, "Good to see you again.", patience=RESTART_MS)
    for text in ("voltei, tudo certo", "minha internet caiu", "Are you still there?", "Hello, this is Caio"):
        expect_once(frame, text)


def is_closed_and_rated(frame: FrameLocator, desk: Page) -> None:
    desk.locator("#close").click()
    closing = frame.locator("#closing")
    expect(closing.locator("[name=score]")).to_have_count(5, timeout=PATIENCE_MS)
    closing.locator("[name=score][value='5']").check()
    closing.locator(".reason input[value=friendly]").check()
    closing.locator("textarea").fill("O Caio foi ótimo")
    closing.get_by_role("button", name=re.compile("avaliação")).click()
    expect(closing.get_by_role("status")).to_be_visible(timeout=PATIENCE_MS)
    desk.reload()
    expect(desk.locator("#side")).to_contain_text("5 of 5", timeout=PATIENCE_MS)
    expect(desk.locator("#side")).to_contain_text("O Caio foi ótimo")


def takes_the_record_home(page: Page, frame: FrameLocator, number: str) -> None:
    """The record holds all that both sides read, and no note."""
    with page.expect_download() as waiting:
        frame.locator("#closing .closing-ways button").first.click()
    assert number in waiting.value.suggested_filename
    record = Path(waiting.value.path()).read_text()
    for text in (
        MISSPELT,
        "Hello, this is Caio",
        "minha internet caiu",
        "voltei, tudo certo",
        "Good to see you again.",
    ):
        assert record.count(text) == 1
    assert "only between us" not in record
