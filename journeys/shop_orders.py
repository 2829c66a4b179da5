"""Orders of the demo shop by their story, their buyers as the shop signs them, and what the record says afterwards."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import jwt
from babel import Locale
from babel.dates import format_skeleton
from playwright.sync_api import FrameLocator, Page

from journeys.browsing import chat_of
from journeys.installation import Installation
from loket.helpcentre.demo_identity import KEY_ID
from loket.ops.demo.orders import documents
from loket.ops.demo.orders.identifiers import order_number
from loket.people.language import to_django

LASTS = timedelta(minutes=50)
PATIENCE_SECONDS = 40
TAKEN = "Taken by the marketplace"
# The rules: a refund for lateness opens so many days after the promised one.
REFUND_OPENS = timedelta(days=5)
# Among these places no order of the demo's stands.
UNUSED = range(10_000, 90_000)
BESIDE = "completed:0"


@dataclass(frozen=True, slots=True)
class ShopOrder:
    """One order as the marketplace knows it."""

    shop: Installation
    number: str

    @property
    def address(self) -> str:
        return f"{self.shop.url}/api/v1/orders/{self.number}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.shop.server_key}"}

    def read(self) -> dict:
        """The order's document now, as the shop's own server gets it."""
        answer = httpx.get(self.address, headers=self.headers, timeout=60)
        assert answer.is_success, answer.text
        return answer.json()

    def wait_until(self, is_so: Callable[[dict], object], *, desk: httpx.Client) -> dict:
        """The document once it is so, or once the desk says that the marketplace has taken it.

        Carrying out takes the worker a moment, and of what the demo's marketplace takes, every fourth is done later.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            found = self.read()
            if is_so(found) or TAKEN in desk.get(f"/desk/orders/{self.number}").text:
                return found
            assert time.monotonic() < until, json.dumps(found, indent=1)
            time.sleep(0.3)

    @property
    def identity(self) -> str:
        """Its buyer, signed as the shop's page would sign them."""
        buyer = self.read()["buyer"]
        return identity(self.shop, buyer["external_id"], buyer["name"])


def order_of(shop: Installation, named: str) -> ShopOrder:
    """The order at "story:place" of the demo's stories."""
    story, place = named.split(":")
    return ShopOrder(shop, documents.story_orders(datetime.now(UTC))[story][int(place)])


def fresh_order(shop: Installation, named: str) -> ShopOrder:
    """A copy of such an order, for a journey that changes it: as good as new however often the journey is begun.

    Its buyer is somebody new of the same name, who has one more order, so that she has to say which one she means.
    """
    buyer = f"new-{uuid4().hex[:12]}"
    _copied(shop, BESIDE, buyer=buyer)
    return _copied(shop, named, buyer=buyer)


def _copied(shop: Installation, named: str, *, buyer: str) -> ShopOrder:
    document = order_of(shop, named).read()
    place = secrets.randbelow(UNUSED.stop - UNUSED.start) + UNUSED.start
    copied = ShopOrder(shop, order_number(int(document["placed_at"][:4]), place))
    changes = {
        "number": copied.number,
        "checkout_id": copied.number,
        "buyer": {**document["buyer"], "external_id": buyer},
    }
    answer = httpx.put(copied.address, headers=copied.headers, json=document | changes, timeout=60)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    return copied


def identity(shop: Installation, subject: str, name: str = "") -> str:
    """A buyer's identity, signed with the demo shop's key."""
    key = json.loads((shop.data / "secrets.json").read_text())["identity_key"]
    now = datetime.now(UTC)
    claims = {"sub": subject, "role": "customer", "name": name, "aud": shop.url, "iat": now, "exp": now + LASTS}
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": KEY_ID})


def opens_the_chat(page: Page, language: str, identity: str = "", *, buyer: str = "") -> FrameLocator:
    """The shop's page in a buyer's language, with who she is as the shop signs it, and the chat on it."""
    page.goto(f"/demo?language={to_django(language)}&as={buyer}")
    page.wait_for_function("window.Loket")
    page.evaluate("(identity) => identity && window.Loket.identify(identity)", identity)
    page.locator("[data-loket-open]").click()
    return chat_of(page)


def remembered(page: Page) -> dict[str, str]:
    """The conversation that this browser remembers: its id, token and number."""
    found = "Object.entries(localStorage).find(([name, value]) => name.endsWith(':conversation') && value !== 'null')"
    return page.evaluate(f"JSON.parse({found}[1])")


def refunded(document: dict) -> Decimal:
    """What has gone back or is on its way."""
    found = (refund for payment in document["payments"] for refund in payment["refunds"])
    return sum((Decimal(each["amount"]) for each in found if each["state"] != "failed"), Decimal(0))


def facts_of(document: dict, language: str) -> dict[str, str]:
    """Patterns for what the record holds, as somebody who reads `language` meets it."""
    parcels, zone = document["shipments"], document["buyer"]["time_zone"]
    events = [event for parcel in parcels for event in parcel["events"]]
    refunds = [refund for payment in document["payments"] for refund in payment["refunds"]]
    promised, delivered = document["promised_by"], next((each["delivered_at"] for each in parcels), None)
    return {
        "number": re.escape(document["number"]),
        "amount": amount(document["total"]),
        "tracking": next((each["tracking_number"] or "" for each in parcels), ""),
        "place": re.escape(events[-1]["place"]) if events else "",
        "coupon": next((each["code"] for each in document["coupons"]), ""),
        "promised": _day(promised, language, zone),
        "refund_from": _day(promised, language, zone, after=REFUND_OPENS),
        "delivered": _day(delivered, language, zone),
        "expected": _day(refunds[0]["expected_by"] if refunds else None, language, "UTC"),
    }


def amount(text: str) -> str:
    """A pattern for a sum however a language groups its digits, with its currency before or after it."""
    whole, _, cents = text.partition(".")
    grouped = r"[.,\s]?".join(_thousands(whole))
    return rf"\S{{0,4}}\s?{grouped}(?:[.,]{cents})?(?:\s\w{{3}}|\s?€)?" if cents else rf"\S{{0,4}}\s?{grouped}"


def _thousands(digits: str) -> list[str]:
    first = len(digits) % 3
    return [each for each in (digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))) if each]


def _day(text: str | None, language: str, zone: str, *, after: timedelta = timedelta()) -> str:
    if not text:
        return ""
    moment = datetime.fromisoformat(text) + after
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return format_skeleton("MMMMd", local, locale=Locale.parse(language, sep="-"))
