"""What journeys share: one running demo shop for the session, one Chromium for each module."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from journeys.browsing import PATIENCE_MS
from journeys.installation import Installation

CHROMIUM_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


def chromium_path() -> str:
    """Where the system's Chromium is."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise FileNotFoundError("Chromium is missing: install Debian's package `chromium`.")


@pytest.fixture(scope="session")
def shop():
    """A running demo shop."""
    installation = Installation().start().with_orders()
    yield installation
    installation.stop()
    shutil.rmtree(installation.data, ignore_errors=True)


# Not longer than a module: while Playwright's event loop runs, no other test of this process may start one.
@pytest.fixture(scope="module")
def chromium():
    # Playwright keeps an event loop in this thread, which Django's database layer would refuse to work beside.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
