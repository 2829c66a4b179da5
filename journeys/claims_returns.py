"""Claims in which goods travel, opened by the shop's own server, and those who decide them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
from playwright.sync_api import Browser, Page

from journeys.browsing import at_the_desk
from journeys.claims import PAID, Trade, answer, sold
from journeys.claims_pictures import uploaded
from journeys.desk_sessions import post_form, signed_in
from journeys.installation import Installation

JO, SENA = "jo", "sena"
_PEOPLE = ((JO, "Jo Lindgren", "adjudicator"), (SENA, "Sena Ekström", "senior"))
STORY = "Rangkanya retak dan kertasnya sobek di dua tempat."


def trade(shop: Installation, *, reason: str, solution: str, amount: str = PAID) -> Trade:
    """Something that arrived two days ago, and the buyer's claim about it."""
    sale = sold(shop)
    told = {"reason": reason, "received": True, "solution": solution, "amount": amount, "text": STORY}
    photo = {"upload": uploaded(shop, "sobek.jpg"), "kind": "photo"}
    claim = {"order": sale.number, "lines": [1], "body": told, "files": [photo], "confirmed": True}
    made = answer(shop, "POST", "/disputes", claim)
    return replace(sale, dispute_id=made["id"], claim=made["number"])


def linked(made: Trade) -> Trade:
    """The claim in which this one goes on."""
    rows = answer(made.shop, "GET", f"/disputes?buyer={made.buyer.external_id}")["items"]
    found = next(each for each in rows if each["number"] != made.claim)
    return Trade(made.shop, made.number, made.buyer, made.seller, found["id"], found["number"])


@contextmanager
def who_decides(browser: Browser, shop: Installation, name: str = JO) -> Iterator[Page]:
    """Jo, who decides disputes, or Sena, who decides appeals, at the desk."""
    for person in _PEOPLE:
        _works_here(shop, *person)
    with at_the_desk(browser, shop, name, reduced_motion="reduce") as page:
        yield page


def _works_here(shop: Installation, login: str, name: str, role: str) -> None:
    """Invite somebody, once, and let them choose the password that all people of the demo share."""
    with signed_in(shop, "ana") as ana:
        email = f"{login}@samudra.example"
        if email in ana.get("/desk/staff").text:
            return
        fields = {"email": email, "name": name, "roles": role, "languages": "en, id"}
        invited = post_form(ana, "/desk/staff/invitation", fields)
    link = invited.text.split('id="link" value="', 1)[1].split('"', 1)[0]
    with httpx.Client(base_url=shop.url, timeout=60, follow_redirects=True) as newcomer:
        post_form(newcomer, httpx.URL(link).path, {"password": shop.password, "again": shop.password})
