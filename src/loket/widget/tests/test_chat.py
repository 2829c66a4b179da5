from __future__ import annotations

import base64
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from loket.widget.tests.shop import wait_until

pytestmark = pytest.mark.browser


def say(chat, text):
    # Typing before the script has come is a test of its own.
    box = chat.locator("body.is-ready").get_by_role("textbox", name="Your message")
    box.fill(text)
    box.press("Enter")


def own(chat):
    return chat.locator(".message--own .message-body")


def customer_messages(shop):
    """What the server has of the customer's, in every conversation."""
    messages = [message for found in shop.api.conversations.values() for message in found["messages"]]
    return [message for message in messages if message["sender"] == "customer"]


def steer(shop, verb, **data):
    """What an agent or the network does to the conversation that has begun, on the server's own event loop."""
    wait_until(lambda: shop.api.conversations)
    shop.loop.call_soon_threadsafe(shop.api.steer, verb, data)


def test_question_is_answered_with_its_source_and_a_choice(chat, shop):
    say(chat, "wheres my refnd")
    source = chat.get_by_role("link", name="Where is my refund?")
    expect(source).to_have_attribute("href", re.compile("/en/help/refund$"))
    expect(source).to_have_attribute("target", "_blank")
    chat.get_by_role("button", name="Not really").click()
    expect(own(chat)).to_have_text(["wheres my refnd", "Not really"])
    wait_until(lambda: shop.api.posts[-1][1].get("choice") == "unsolved")
    # Only the last word's choices can still be taken.
    expect(chat.locator(".options")).to_have_count(1)


def test_person_is_one_press_away_and_the_place_in_line_is_honest(chat, shop):
    chat.get_by_role("button", name="Talk to a person").click()
    queue = chat.locator("#queue")
    expect(queue).to_contain_text("You are number 3")
    expect(queue).to_contain_text("About 4 to 9 minutes.")
    expect(queue).to_contain_text("7K3M")
    expect(queue).to_contain_text("come back")
    steer(shop, "join")
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()
    expect(chat.locator("#subtitle")).to_have_text("Reads English and Brazilian Portuguese")
    expect(queue).to_be_hidden()
    expect(chat.get_by_role("button", name="Talk to a person")).to_be_hidden()


def test_outside_hours_it_says_when_somebody_answers(chat, shop):
    shop.api.is_open = False
    chat.get_by_role("button", name="Talk to a person").click()
    expect(chat.locator("#wait")).to_have_text(re.compile(r"We answer from \w+ \d+:\d\d [AP]M, your time\."))


def test_typing_is_seen_by_both(chat, shop):
    say(chat, "a person please")
    steer(shop, "join")
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()
    steer(shop, "type")
    expect(chat.locator("#typing")).to_contain_text("Ada is typing")
    steer(shop, "say", text="Hello")
    expect(chat.locator("#typing")).to_be_hidden()
    chat.get_by_role("textbox").press_sequentially("I am here")
    told = f"/conversations/{next(iter(shop.api.conversations))}/typing"
    wait_until(lambda: [path for path, _body in shop.api.posts].count(told) == 1)


def test_closed_conversation_is_rated_and_opens_again_by_writing(chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    steer(shop, "close")
    chat.get_by_label("2, Bad").check(force=True)
    chat.get_by_label("Not solved").check(force=True)
    chat.get_by_role("textbox", name="Anything else?").fill("Still waiting")
    chat.get_by_role("button", name="Send rating").click()
    expect(chat.get_by_text("Thank you. We read every rating.")).to_be_visible()
    (found,) = shop.api.conversations.values()
    assert found["rating"] == {"score": 2, "reasons": ["not_solved"], "comment": "Still waiting"}
    say(chat, "one more thing")
    expect(chat.locator(".closing")).to_have_count(0)


def test_record_can_be_downloaded(chat, shop, page):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    chat.get_by_role("button", name="More").click()
    with page.expect_download() as download:
        chat.get_by_role("button", name="Download record (text)").click()
    assert download.value.suggested_filename == "7K3MQ8RX.txt"
    assert "customer: hello" in download.value.path().read_text()


def test_nothing_a_person_writes_becomes_markup(chat, shop, page):
    say(chat, "a person <img src=x onerror=alert(1)>")
    steer(shop, "join")
    steer(
        shop,
        "say",
        text="**bold** <b>no</b> [click](javascript:alert(1)) [shop](https://example.org/a?b=1)\n- one\n- two",
    )
    body = chat.locator(".message-body").last
    expect(body.locator("strong")).to_have_text("bold")
    expect(body).to_contain_text("<b>no</b>")
    expect(body.locator("a")).to_have_count(1)
    expect(body.locator("li")).to_have_count(2)
    expect(own(chat).locator("img")).to_have_count(0)


def test_only_what_is_new_is_announced(chat, shop, page):
    say(chat, "a person please")
    steer(shop, "join")
    steer(shop, "say", text="First answer")
    log = chat.get_by_role("log")
    expect(log).to_contain_text("Ada: First answer")
    assert "a person please" not in log.inner_text()
    page.reload()
    page.evaluate("Loket.open()")
    expect(chat.locator(".message-body").last).to_have_text("First answer")
    expect(log).to_be_empty()


def test_keyboard_alone_opens_writes_lines_and_comes_back(page, shop):
    page.goto(f"{shop.url}/shop")
    page.locator("#help").focus()
    page.keyboard.press("Enter")
    chat = page.frame_locator("iframe")
    expect(chat.get_by_role("textbox", name="Your message")).to_be_focused()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(own(chat)).to_have_text("one\ntwo", use_inner_text=True)
    wait_until(lambda: shop.api.posts)
    assert shop.api.posts[0][1]["article"] == "refund"
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.locator("#help")).to_be_focused()


def test_unread_messages_are_counted_on_the_launcher(chat, shop, page):
    say(chat, "a person please")
    steer(shop, "join")
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()
    page.get_by_role("button", name="Close chat", exact=True).last.click()
    steer(shop, "say", text="Are you there?")
    launcher = page.get_by_role("button", name="Chat with us (1)")
    launcher.click()
    expect(page.locator(".badge")).to_be_hidden()


def test_a_page_about_an_order_tells_which(page, shop):
    shop.attributes = 'data-order="LK-2026-00817-3"'
    page.goto(f"{shop.url}/shop")
    page.get_by_role("button", name="Chat with us").click()
    say(page.frame_locator("iframe"), "where is it")
    wait_until(lambda: shop.api.posts)
    assert shop.api.posts[0][1]["order"] == "LK-2026-00817-3"


def identity_of(subject):
    payload = base64.urlsafe_b64encode(json.dumps({"sub": subject}).encode()).decode().rstrip("=")
    return f"e30.{payload}.c2ln"


def test_another_identity_never_sees_the_last_conversation(page, shop):
    shop.attributes = f'data-identity="{identity_of("bea")}"'
    page.goto(f"{shop.url}/shop")
    page.evaluate("Loket.open()")
    chat = page.frame_locator("iframe")
    say(chat, "my secret")
    expect(own(chat)).to_have_text("my secret")
    page.evaluate("jwt => Loket.identify(jwt)", identity_of("olga"))
    expect(own(chat)).to_have_count(0)
    page.evaluate("jwt => Loket.identify(jwt)", identity_of("bea"))
    expect(own(chat)).to_have_text("my secret")
    assert not any("e30." in frame.url for frame in page.frames)


def test_logout_clears_the_device_and_ends_the_token(chat, shop, page):
    say(chat, "my secret")
    expect(chat.locator(".options")).to_be_visible()
    page.evaluate("Loket.logout()")
    expect(own(chat)).to_have_count(0)
    wait_until(lambda: not shop.api.conversations)
    page.reload()
    page.evaluate("Loket.open()")
    expect(chat.get_by_text("Hello. What happened?")).to_be_visible()


def test_forgetting_this_device_asks_first(chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    chat.get_by_role("button", name="More").click()
    chat.get_by_role("button", name="Forget this device").click()
    chat.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(own(chat)).to_have_count(1)
    chat.get_by_role("button", name="More").click()
    chat.get_by_role("button", name="Forget this device").click()
    chat.get_by_role("dialog").get_by_role("button", name="Forget this device").click()
    expect(own(chat)).to_have_count(0)
    wait_until(lambda: not shop.api.conversations)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page, shop, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{shop.url}/widget/frame?language=en")
    violations = [Axe().run(page).response["violations"]]
    say(page, "wheres my refnd")
    expect(page.locator(".options")).to_be_visible()
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.locator("#queue")).to_be_visible()
    violations.append(Axe().run(page).response["violations"])
    steer(shop, "close")
    page.get_by_label("2, Bad").check(force=True)
    violations.append(Axe().run(page).response["violations"])
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for found in violations for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_overflows_and_text_may_be_twice_as_large(page, shop, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{shop.url}/shop")
    page.evaluate("Loket.open()")
    chat = page.frame_locator("iframe")
    say(chat, "refund " + "A" * 200)
    expect(chat.locator(".options")).to_be_visible()
    frame = page.frames[1]
    for scale in ("100%", "200%"):
        frame.evaluate("scale => { document.documentElement.style.fontSize = scale }", scale)
        wide = frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        inner = frame.evaluate("scroller.scrollWidth - scroller.clientWidth")
        assert (wide, inner) == (0, 0), scale
        expect(chat.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
