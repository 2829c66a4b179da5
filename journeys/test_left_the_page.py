"""A buyer closes the page; the answer comes to her mailbox, and its link opens this very case on another device."""

from __future__ import annotations

import re
import shutil
import time

import pytest
from playwright.sync_api import expect

from journeys.browsing import NUMBER, PATIENCE_MS, at_the_desk, bubbles, chat_of, expect_once, say, take, visitor, write
from journeys.installation import Installation
from journeys.passing_time import let_a_while_pass, where_it_is_day
from journeys.service_hours import open_day_and_night
from loket.notices.tests.mail_server import mail_server

pytestmark = pytest.mark.browser

BEA = "bea@mail.example"
QUESTION = "The blue vase arrived with a crack."
ANSWER = "I have ordered another blue vase for you. It leaves our house tomorrow."
# The machine that tests run on may be busy.
MAIL_SECONDS = 90
LINK = re.compile(r"https?://\S+/en/l/[\w.~-]+")


@pytest.fixture(scope="module")
def mails():
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def shop(mails):
    """A demo shop whose letters leave by a mail server."""
    environment = {
        "LOKET_SMTP_URL": mails.url,
        "LOKET_MAIL_FROM": "Samudra <help@samudra.example>",
    }
    installation = Installation(environment=environment).start()
    open_day_and_night(installation, "english")
    yield installation
    installation.stop()
    shutil.rmtree(installation.data, ignore_errors=True)


def somebodys_phone(chromium, shop):
    return visitor(chromium, shop, locale="en-GB", timezone_id=where_it_is_day())


def leaves_an_address(chromium, shop):
    """Asks for a person, says where to write, and closes everything; the case's number."""
    with somebodys_phone(chromium, shop) as context:
        page = context.new_page()
        page.goto("/en")
        page.locator("[data-loket-open]").first.click()
        frame = chat_of(page)
        write(frame, QUESTION)
        expect_once(frame, QUESTION)
        write(frame, "I want to talk to a person")
        expect(frame.locator("#reach form")).to_be_visible(timeout=PATIENCE_MS)
        frame.locator("#reach-address").fill("bea@")
        frame.locator("#reach button").click()
        expect(frame.locator("#reach-error")).to_be_visible()
        frame.locator("#reach-address").fill(BEA)
        frame.locator("#reach button").click()
        expect(frame.locator("#reach")).to_contain_text("b•••@mail.example")
        return NUMBER.search(frame.locator("#number").inner_text().replace("\u2009", "")).group()


def text_of(mail):
    return mail.message.get_body(("plain",)).get_content()


def words_of(mail):
    """What it says, without the line ends and signs of a quotation."""
    return re.sub(r"[\s>]+", " ", text_of(mail))


def arrives(mails, words):
    """The one mail that holds these words."""
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        found = [mail for mail in mails.mails if words in words_of(mail)]
        if found:
            assert len(found) == 1
            return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no mail says {words!r}: {[mail.message['Subject'] for mail in mails.mails]}")


def test_an_answer_follows_to_the_mailbox_and_its_link_opens_the_case_anywhere(chromium, shop, mails):
    number = leaves_an_address(chromium, shop)
    with at_the_desk(chromium, shop, "ada") as ada:
        ada.get_by_role("link", name="All", exact=False).first.click()
        take(ada, number)
        say(ada, ANSWER)
        let_a_while_pass(shop, number)
        mail = arrives(mails, ANSWER)
        assert (mail.recipient, mail.message["Auto-Submitted"]) == (BEA, None)
        assert number in mail.message["Subject"]
        with somebodys_phone(chromium, shop) as tablet:
            page = tablet.new_page()
            page.goto(LINK.search(text_of(mail)).group())
            page.get_by_role("button", name="Open the conversation").click()
            expect(page.locator("h1")).to_contain_text(number)
            expect_once(page, QUESTION)
            expect_once(page, ANSWER)
            page.locator("#reply textarea").fill("Thank you, that helps.")
            page.locator("#reply .composer-send").click()
            expect_once(page, "Thank you, that helps.")
        expect(bubbles(ada, "Thank you, that helps.")).to_have_count(1, timeout=PATIENCE_MS)
    assert {mail.recipient for mail in mails.mails} == {BEA}
    assert sum(ANSWER in words_of(mail) for mail in mails.mails) == 1
