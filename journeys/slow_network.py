"""A cheap phone on a bad line: 400 kbit/s, 400 ms, a quarter of the processor, 360 px wide."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect

from journeys.browsing import bubbles, chat_of, visitor
from journeys.installation import Installation

KILOBITS_PER_SECOND = 400
LATENCY_MS = 400
PROCESSOR_SLOWED_BY = 4
SMALL = {"width": 360, "height": 740}
# The page is asked for before anybody is sure that it comes.
PATIENCE_MS = 90_000


@dataclass
class SlowPhone:
    """A page on such a phone, and what went over its line."""

    page: Page
    sizes: list[int] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """All that has come over the line, with headers, compressed as it came."""
        return sum(self.sizes)

    def opens(self, path: str) -> float:
        """Seconds until the page is there with its scripts, and takes a question."""
        started = time.perf_counter()
        self.page.goto(path, wait_until="load", timeout=PATIENCE_MS)
        expect(self.page.locator("#q")).to_be_editable(timeout=PATIENCE_MS)
        return time.perf_counter() - started

    def opens_the_chat(self) -> float:
        """Seconds from the press until it can be written in."""
        started = time.perf_counter()
        self.page.locator("[data-loket-open]").first.click()
        chat_of(self.page)
        return time.perf_counter() - started

    def sends(self, text: str) -> float:
        """Seconds from the key until the server has the message."""
        frame = self.page.frame_locator("iframe")
        frame.locator("#text").fill(text)
        started = time.perf_counter()
        frame.locator("#text").press("Enter")
        expect(bubbles(frame, text).and_(frame.locator("[data-seq]:not([data-seq=''])"))).to_have_count(
            1, timeout=PATIENCE_MS
        )
        return time.perf_counter() - started


@contextmanager
def slow_phone(browser: Browser, shop: Installation) -> Iterator[SlowPhone]:
    """A phone that has never been here."""
    with visitor(browser, shop, locale="en", viewport=SMALL) as context:
        phone = SlowPhone(context.new_page())
        line = context.new_cdp_session(phone.page)
        per_second = KILOBITS_PER_SECOND * 1000 / 8
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY_MS, "downloadThroughput": per_second, "uploadThroughput": per_second},
        )
        line.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR_SLOWED_BY})
        line.on("Network.loadingFinished", lambda event: phone.sizes.append(int(event["encodedDataLength"])))
        line.on("Network.requestWillBeSent", lambda event: phone.addresses.append(event["request"]["url"]))
        yield phone
