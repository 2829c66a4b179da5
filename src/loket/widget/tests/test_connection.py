from __future__ import annotations

import pytest
from playwright.sync_api import expect

from loket.widget.tests.shop import wait_until
from loket.widget.tests.test_chat import customer_messages, own, say, steer

pytestmark = pytest.mark.browser


def expect_stored(shop, *texts):
    wait_until(lambda: len(customer_messages(shop)) >= len(texts))
    assert [message["text"] for message in customer_messages(shop)] == list(texts)
    assert len(shop.api.conversations) == 1


@pytest.mark.parametrize("lost", [1, 3])
def test_answer_lost_on_the_way_back_doubles_nothing(chat, shop, lost):
    shop.api.drop_answers = lost
    say(chat, "first words")
    expect(chat.locator(".options")).to_be_visible()
    shop.api.drop_answers = lost
    say(chat, "second words")
    expect(own(chat)).to_have_text(["first words", "second words"])
    expect(chat.locator(".message:not(.message--own)")).to_have_count(2)
    expect_stored(shop, "first words", "second words")


def test_what_was_missed_comes_once_and_in_order(chat, shop):
    say(chat, "a person please")
    steer(shop, "join")
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()
    steer(shop, "down")
    expect(chat.locator("#line")).to_contain_text("No connection")
    for number in range(5):
        steer(shop, "say", text=f"answer {number}")
    say(chat, "written offline")
    expect(own(chat).last).to_have_text("written offline")
    steer(shop, "up")
    expect(chat.locator(".message:not(.message--own) .message-body")).to_have_text([f"answer {n}" for n in range(5)])
    expect(own(chat)).to_have_count(2)
    expect_stored(shop, "a person please", "written offline")
    expect(chat.locator("#line")).to_have_text("")


def test_unsent_messages_survive_a_reload_in_their_order(chat, shop, page):
    shop.api.down = True
    for text in ("one", "two", "three"):
        say(chat, text)
    expect(chat.locator(".message-foot").first).to_contain_text("Not sent yet")
    page.reload()
    page.evaluate("Loket.open()")
    expect(own(chat)).to_have_text(["one", "two", "three"])
    shop.api.down = False
    expect(chat.locator(".message:not(.message--own)")).to_have_count(3)
    expect_stored(shop, "one", "two", "three")


def test_device_that_goes_offline_sends_by_itself_when_it_is_back(chat, shop, page):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    page.context.set_offline(True)
    say(chat, "from the tunnel")
    expect(chat.locator("#line")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(chat.locator(".message:not(.message--own)")).to_have_count(2)
    expect_stored(shop, "hello", "from the tunnel")


def test_draft_survives_a_reload(chat, page):
    chat.get_by_role("textbox").fill("half a sent")
    page.reload()
    page.evaluate("Loket.open()")
    expect(chat.get_by_role("textbox")).to_have_value("half a sent")


def test_refused_message_says_why_and_can_be_sent_again(chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    shop.api.refuse = "Write something else."
    say(chat, "refused words")
    expect(chat.locator(".message--failed")).to_contain_text("Not sent. Write something else.")
    shop.api.refuse = ""
    chat.get_by_role("button", name="Try again").click()
    expect(chat.locator(".message:not(.message--own)")).to_have_count(2)
    expect(chat.locator(".message--failed")).to_have_count(0)


def test_token_that_ended_begins_a_new_conversation_and_keeps_the_words(chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    shop.api.conversations.clear()
    say(chat, "are you there")
    expect(own(chat)).to_have_text(["are you there"])
    expect(chat.locator(".options")).to_be_visible()
    expect_stored(shop, "are you there")


def test_stream_and_message_may_both_learn_that_the_token_ended(chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    (found,) = shop.api.conversations.values()
    shop.api.slow = 1.0
    shop.api.conversations.clear()
    say(chat, "are you there")
    shop.loop.call_soon_threadsafe(shop.api.wake, found, "cut")
    expect(chat.locator(".options")).to_be_visible()
    expect(own(chat)).to_have_text(["are you there"])
    expect_stored(shop, "are you there")


def test_blocked_streams_are_replaced_by_polls(chat, shop):
    shop.api.streams_blocked = True
    say(chat, "a person please")
    expect(own(chat)).to_have_count(1)
    steer(shop, "join")
    steer(shop, "say", text="Hello from Ada")
    expect(chat.locator(".message-body").last).to_have_text("Hello from Ada", timeout=25_000)
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()


def test_two_tabs_show_the_same_conversation_once(chat, shop, page):
    say(chat, "a person please")
    expect(own(chat)).to_have_count(1)
    other = page.context.new_page()
    other.goto(f"{shop.url}/shop")
    other.evaluate("Loket.open()")
    beside = other.frame_locator("iframe")
    say(beside, "from the other tab")
    expect(own(chat)).to_have_text(["a person please", "from the other tab"])
    expect(own(beside)).to_have_text(["a person please", "from the other tab"])


def test_words_typed_before_the_script_has_come_are_sent(page, shop):
    late, holding = [], [True]
    page.route("**/widget/scripts/*.js*", lambda route: late.append(route) if holding else route.continue_())
    page.goto(f"{shop.url}/shop")
    page.get_by_role("button", name="Chat with us").click()
    frame = page.frame_locator("iframe")
    frame.locator("#text").press_sequentially("where is my parcel")
    frame.locator("#text").press("Enter")
    holding.clear()
    for route in late:
        route.continue_()
    expect(own(frame)).to_have_text("where is my parcel")
    expect_stored(shop, "where is my parcel")
