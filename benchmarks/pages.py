"""The help page and the chat on a cheap phone with a bad line: seconds, and how they stand to their limits."""

from __future__ import annotations

import os
import shutil
import statistics

from playwright.sync_api import Browser, sync_playwright

from journeys.conftest import CHROMIUM_FLAGS, chromium_path
from journeys.installation import Installation
from journeys.slow_network import KILOBITS_PER_SECOND, LATENCY_MS, PROCESSOR_SLOWED_BY, SMALL, slow_phone

HOME_SECONDS = 5.0
HOME_KILOBYTES = 100.0
MESSAGE_SECONDS = 3.0
RUNS = 3


def run() -> list[str]:
    """Open the help page, open the chat, send a message, each time on a phone that has never been here."""
    installation = Installation().start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
            visits = [_visit(browser, installation) for _run in range(RUNS)]
            browser.close()
    finally:
        installation.stop()
        shutil.rmtree(installation.data, ignore_errors=True)
    home, size, chat, message = (statistics.median(values) for values in zip(*visits, strict=True))
    cores = os.cpu_count()
    return [
        f"Chromium at {KILOBITS_PER_SECOND} kbit/s, {LATENCY_MS} ms, processor slowed {PROCESSOR_SLOWED_BY} times, "
        f"{SMALL['width']} px wide; median of {RUNS} first visits on {cores} cores",
        f"help page usable  {home:.2f} s, {home / HOME_SECONDS:.2f} of the limit of {HOME_SECONDS:.0f} s",
        f"help page size    {size:.0f} kB, {size / HOME_KILOBYTES:.2f} of the limit of {HOME_KILOBYTES:.0f} kB",
        f"chat open         {chat:.2f} s",
        f"message sent      {message:.2f} s, {message / MESSAGE_SECONDS:.2f} of the limit of {MESSAGE_SECONDS:.0f} s",
    ]


def _visit(browser: Browser, installation: Installation) -> tuple[float, float, float, float]:
    with slow_phone(browser, installation) as phone:
        home = phone.opens("/en")
        size = phone.bytes / 1000
        chat = phone.opens_the_chat()
        return home, size, chat, phone.sends("where is my parcel")
