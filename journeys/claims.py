"""Two people and an order between them: what was sold, the claim about it, their browsers and their letters."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import jwt
import psycopg
from playwright.sync_api import Browser, Page

from journeys.browsing import DESK, PHONE, visitor
from journeys.claims_pictures import uploaded
from journeys.installation import Installation
from journeys.passing_time import let_the_marketplace_settle
from journeys.shop_orders import LASTS, PATIENCE_SECONDS, UNUSED, order_of
from loket.helpcentre.demo_identity import KEY_ID
from loket.lib.embedded_postgres import running_url
from loket.ops.demo.orders.identifiers import order_number

_TAKEN_FROM = "delivered_yesterday:0"
PAID, CURRENCY = "640000", "IDR"
THING = "Lampu meja kertas, 32 cm"
# The first in which it is day, so that no letter waits for the morning.
_BUYERS_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Europe/Amsterdam", "America/Los_Angeles", "Pacific/Auckland")
_BRAZILS_ZONES = ("America/Sao_Paulo", "Europe/Lisbon", "Asia/Tokyo", "Pacific/Auckland", "America/Los_Angeles")
_CHINAS_ZONES = ("Asia/Shanghai", "Europe/Madrid", "America/Toronto", "Pacific/Auckland", "America/Los_Angeles")
_SELLERS_ZONES = ("Europe/London", "America/New_York", "America/Vancouver", "Pacific/Auckland", "Asia/Singapore")
_NAMES = {
    "sari": ("Sari Wulandari", _BUYERS_ZONES, "buyers"),
    "bea": ("Bea Souza", _BRAZILS_ZONES, "buyers"),
    "sam": ("Bristol Paper Lamps", _SELLERS_ZONES, "sellers"),
    "lin": ("杭州灯艺", _CHINAS_ZONES, "sellers"),
}
_STRIKES = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'disputes.hear_of_orders', '{"timestamp": 0}')
"""
_PAYOUTS = """
SELECT entry.kind, entry.amount FROM orders_ledgerentry AS entry JOIN orders_order AS own ON own.id = entry.order_id
WHERE own.number = %(number)s AND entry.kind IN ('freeze_payout', 'release_payout') ORDER BY entry.created_at, entry.id
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: by the shop's identifier, with an address and a clock of their own."""

    external_id: str
    name: str
    email: str
    language: str
    zone: str
    country: str


@dataclass(frozen=True, slots=True)
class Trade:
    """An order between two people who have no other, and the claim about it."""

    shop: Installation
    number: str
    buyer: Side
    seller: Side
    dispute_id: str
    claim: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both of them."""
        return self.buyer, self.seller

    @property
    def tracking(self) -> str:
        """The number of the parcel that travels because of the claim."""
        return f"JP{self.dispute_id.replace('-', '')[:10].upper()}9ID"

    def read(self, side: str) -> dict:
        """The claim as one side may see it."""
        return answer(self.shop, "GET", f"/disputes/{self.dispute_id}?as={side}")

    def order(self) -> dict:
        """The order as the marketplace knows it."""
        return answer(self.shop, "GET", f"/orders/{self.number}")

    def does(self, side: str, action: str, body: dict | None = None, *, pictures: tuple[str, ...] = ()) -> Trade:
        """An action of one side by the shop's own server, where a journey is about what comes later."""
        given = {"as": side, "version": self.read(side)["version"], "body": body or {}, "confirmed": True}
        files = [{"upload": uploaded(self.shop, each), "kind": "photo"} for each in pictures]
        answer(self.shop, "POST", f"/disputes/{self.dispute_id}/{action}", {**given, "files": files})
        return self

    def accepts(self, **more: object) -> Trade:
        """The seller says yes to what is asked, without a browser."""
        asked = next(each for each in self.read("seller")["offers"] if each["lane"] == "buyer")
        return self.does("seller", "accept", {"offer": asked["id"], "offer_version": asked["version"], **more})

    def is_delivered(self) -> None:
        """The carrier brings that parcel, and the marketplace tells of it."""
        now, tracking = datetime.now(UTC).isoformat(), self.tracking
        parcel = {
            "id": tracking,
            "lines": [1],
            "carrier": "Pos Indonesia",
            "tracking_number": tracking,
            "state": "delivered",
            "shipped_at": now,
            "delivered_at": now,
            "events": [],
        }
        known = self.order()
        answer(self.shop, "PUT", f"/orders/{self.number}", {**known, "shipments": [*known["shipments"], parcel]})
        strikes(self.shop)

    def payouts(self) -> list[tuple[str, int | None]]:
        """What the ledger was told about the seller's money, in order."""
        with psycopg.connect(database(self.shop)) as connection:
            rows = connection.execute(_PAYOUTS, {"number": self.number}).fetchall()
        return [(kind, None if amount is None else int(amount)) for kind, amount in rows]

    def wait_until(self, is_so: Callable[[dict], object], side: str = "buyer") -> dict:
        """The claim once it is so: the worker takes a moment. What the demo's marketplace does later is done now."""
        until = time.monotonic() + 2 * PATIENCE_SECONDS
        while not is_so(found := self.read(side)):
            if found["state"] == "refund_pending":
                let_the_marketplace_settle(self.shop, self.number)
            assert time.monotonic() < until, json.dumps(found, indent=1)
            time.sleep(0.3)
        return found


def sold(
    shop: Installation,
    buyer: Side | None = None,
    seller: Side | None = None,
    *,
    paid: str = PAID,
    currency: str = CURRENCY,
    title: str = THING,
) -> Trade:
    """Something that arrived two days ago, and no claim about it; from Bristol to Jakarta unless told otherwise."""
    buyer, seller = buyer or somebody("sari", "id", "ID"), seller or somebody("sam", "en", "GB")
    number = order_number(datetime.now(UTC).year, secrets.randbelow(UNUSED.stop - UNUSED.start) + UNUSED.start)
    price = {"currency": currency, "total": paid}
    thing = {"title": title, "price": paid, "paid": paid}
    answer(shop, "PUT", f"/orders/{number}", _document(shop, number, buyer, seller, price=price, thing=thing))
    return Trade(shop, number, buyer, seller, "", "")


def somebody(name: str, language: str, country: str) -> Side:
    """A buyer or seller of the demo's names whom nobody has met before, where it is day now."""
    full, zones, place = _NAMES[name]
    mark = f"{name}-{secrets.token_hex(4)}"
    return Side(mark, full, f"{mark}@{place}.example", language, by_day(zones), country)


def strikes(shop: Installation) -> None:
    """The minute is full: what carriers told is looked at."""
    with psycopg.connect(database(shop)) as connection:
        connection.execute(_STRIKES)


# -- people in their browsers ---------------------------------------------------------------------------------


@contextmanager
def on_the_phone(browser: Browser, made: Trade, **wishes: object) -> Iterator[Page]:
    """The buyer's phone in her language, come in from the shop, with the claim before her, or the order without one."""
    language = made.buyer.language
    settings = {
        "viewport": PHONE,
        "locale": language,
        "timezone_id": made.buyer.zone,
        "reduced_motion": "reduce",
        **wishes,
    }
    with visitor(browser, made.shop, **settings) as context:
        identity = _identity(made.shop, made.buyer, "customer")
        assert context.request.post(f"/{language}/orders/sign-in", form={"identity": identity}).ok
        page = context.new_page()
        page.goto(f"/{language}/my-disputes/{made.claim}" if made.claim else f"/{language}/orders/{made.number}")
        yield page


@contextmanager
def in_the_shop(browser: Browser, made: Trade, **wishes: object) -> Iterator[Page]:
    """The seller's computer in their language, come in from the marketplace, with the list of claims before them."""
    settings = {"viewport": DESK, "locale": "en-GB", "timezone_id": made.seller.zone, "reduced_motion": "reduce"}
    with visitor(browser, made.shop, **settings, **wishes) as context:
        page = context.new_page()
        page.goto(f"/sellers/enter?identity={_identity(made.shop, made.seller, 'seller')}")
        page.locator("main form button").click()
        page.wait_for_url("**/sellers")
        yield page


def letters_to(side: Side, made: Trade) -> list[tuple[str, str]]:
    """The language and subject of each letter that this side has, the newest first."""
    page = httpx.get(f"{made.shop.url}/demo/mailbox", params={"to": side.email}, timeout=60).text
    rows = page.split('class="mail-subject" lang="')[1:]
    return [(row.split('"', 1)[0], row.split(">", 1)[1].split("<", 1)[0]) for row in rows]


def by_day(zones: tuple[str, ...]) -> str:
    """The first of these zones in which nobody is left in peace now."""
    now = datetime.now(UTC)
    return next((zone for zone in zones if 9 <= now.astimezone(ZoneInfo(zone)).hour < 20), zones[0])


def _document(
    shop: Installation, number: str, buyer: Side, seller: Side, *, price: dict[str, str], thing: dict[str, str]
) -> dict:
    known = order_of(shop, _TAKEN_FROM).read()
    now = datetime.now(UTC)
    sent, came = (now - timedelta(days=12)).isoformat(), (now - timedelta(days=2)).isoformat()
    parcel = {
        "id": f"p-{number}",
        "lines": [1],
        "carrier": "Royal Mail",
        "tracking_number": f"RM{secrets.randbelow(10**9):09}GB",
        "state": "delivered",
        "shipped_at": sent,
        "delivered_at": came,
        "events": [],
    }
    item = {"line": 1, "sku": "L-32", "category": "Home", "quantity": 1, **thing}
    payment = {"reference": f"pay-{number}", "method": "card", "state": "captured", "paid_at": sent}
    return {
        "number": number,
        "checkout_id": number,
        "placed_at": sent,
        "state": "delivered",
        "promised_by": came[:10],
        "buyer": {**_person(buyer), "phone": None},
        "seller": _person(seller),
        **price,
        "market": buyer.country,
        "shipping": "0",
        "tax": "0",
        "ship_to": {**known["ship_to"], "name": buyer.name, "country": buyer.country},
        "items": [{**item, "image_url": known["items"][0]["image_url"]}],
        "payments": [{**payment, "amount": price["total"], "expires_at": None, "refunds": []}],
        "shipments": [parcel],
        "coupons": [],
        "group": None,
    }


def _person(side: Side) -> dict:
    told = {"external_id": side.external_id, "name": side.name, "email": side.email, "country": side.country}
    return {**told, "language": side.language, "time_zone": side.zone}


def _identity(shop: Installation, side: Side, role: str) -> str:
    key = json.loads((shop.data / "secrets.json").read_text())["identity_key"]
    now = datetime.now(UTC)
    who = {"sub": side.external_id, "role": role, "name": side.name, "email": side.email, "language": side.language}
    claims = {**who, "aud": shop.url, "iat": now, "exp": now + LASTS}
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": KEY_ID})


def answer(shop: Installation, method: str, path: str, body: dict | None = None) -> dict:
    """What the shop's own server is answered."""
    headers = {"Authorization": f"Bearer {shop.server_key}"}
    got = httpx.request(method, f"{shop.url}/api/v1{path}", headers=headers, json=body, timeout=60)
    assert got.is_success, f"{path}: {got.status_code} {got.text[:800]}"
    return got.json()


def database(shop: Installation) -> str:
    """Where this installation's database listens."""
    url = running_url(shop.data)
    assert url, "the database is away"
    return url
