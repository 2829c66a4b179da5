from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from loket.widget.tests.test_chat import say, steer

pytestmark = pytest.mark.browser


@pytest.fixture
def copying(page, shop):
    """The same page in a browser that lets it write to and read from the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shop.url)
    return page


def token(shop):
    (found,) = shop.api.conversations.values()
    return found["token"]


def test_link_for_another_device_is_copied_by_keyboard_and_said(copying, chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    chat.get_by_role("button", name="More").focus()
    for key in ("Enter", "Tab", "Tab", "Tab", "Enter"):
        copying.keyboard.press(key)
    dialog = chat.get_by_role("dialog", name="Private link, for another device")
    expect(dialog).to_contain_text("Whoever has it can read and write here.")
    expect(dialog.get_by_role("button", name="Copy")).to_be_focused()
    copying.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert copying.evaluate("navigator.clipboard.readText()") == f"{shop.url}/en/c/{token(shop)}"
    copying.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(chat.get_by_role("textbox", name="Your message")).to_be_focused()


def test_who_waits_is_offered_the_link_beside_their_place(chat, shop):
    chat.get_by_role("button", name="Talk to a person").click()
    chat.locator("#queue").get_by_role("button", name="Private link").click()
    expect(chat.get_by_role("dialog").get_by_role("textbox")).to_have_value(f"{shop.url}/en/c/{token(shop)}")
    chat.get_by_role("button", name="Close", exact=True).click()
    expect(chat.get_by_role("dialog")).to_have_count(0)


def test_without_a_clipboard_the_link_is_marked_to_be_copied(page, chat, shop):
    say(chat, "hello")
    expect(chat.locator(".options")).to_be_visible()
    page.frames[1].evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false"
    )
    chat.get_by_role("button", name="More").click()
    chat.get_by_role("button", name="Private link").click()
    chat.get_by_role("button", name="Copy").click()
    marked = page.frames[1].wait_for_function("getSelection().toString() || document.activeElement.value")
    assert marked.json_value().endswith(token(shop))
    expect(chat.get_by_role("dialog").get_by_role("status")).to_have_text("")


def test_before_the_first_message_there_is_no_link_but_the_privacy_notice(chat):
    expect(chat.get_by_role("link", name="Privacy notice")).to_have_attribute("href", re.compile("^/en/privacy$"))
    expect(chat.get_by_role("button", name="Private link")).to_have_count(0)


def test_an_erased_message_says_so(page, chat, shop):
    say(chat, "a person please")
    steer(shop, "join")
    expect(chat.get_by_role("heading", name="Ada")).to_be_visible()
    (found,) = shop.api.conversations.values()
    for message in found["messages"]:
        message |= {"text": "", "erased": True}
    page.reload()
    page.evaluate("Loket.open()")
    expect(chat.locator("#messages").get_by_text("This message was erased.")).to_have_count(len(found["messages"]))
