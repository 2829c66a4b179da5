from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect, sync_playwright

from loket.widget.tests.shop import Shop, serving

CHROMIUM = os.environ.get("LOKET_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--use-fake-ui-for-media-stream"]


@pytest.fixture
def open_counter(monkeypatch):
    state = SimpleNamespace(open=True, opens_at=None, wait_seconds=(120, 300))
    monkeypatch.setattr("loket.widget.booting.counter_state", lambda language, now: state)


@pytest.fixture(scope="module")
def browser():
    # Playwright keeps an event loop in this thread, which Django's database layer would refuse to work beside.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET, "--use-fake-device-for-media-stream"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def shop(open_counter):
    shop = Shop()
    with serving(shop) as url:
        shop.url = url
        yield shop


@pytest.fixture
def page(browser, shop):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.broken = []
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    yield page
    context.close()
    assert page.broken == []


@pytest.fixture
def chat(page, shop):
    """The open chat on the shop's page."""
    page.goto(f"{shop.url}/shop")
    page.get_by_role("button", name="Chat with us").click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="Your message").wait_for()
    return frame
