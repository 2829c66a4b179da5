"""Bea at her own pages: signed in by the shop, and with orders that the shop has sent."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import jwt
from django.conf import settings
from django.utils import timezone

from loket.orders.tests.documents import document, refund, stored
from loket.people.actions.keys import add_identity_key
from loket.people.actors import SYSTEM
from loket.people.models import IdentityKey

KEY = "s" * 48
ORDERS = "/en/orders"
BEA = "u-17"
__all__ = ["document", "refund", "stored"]


def identity(subject=BEA, *, name="Bea Souza", role="customer", **changes):
    """A signed word of the shop."""
    if not IdentityKey.objects.filter(kid="shop").exists():
        add_identity_key("shop", algorithm="HS256", key=KEY, by=SYSTEM)
    now = timezone.now()
    claims = {"sub": subject, "role": role, "name": name, "aud": settings.LOKET_URL, "iat": now}
    claims |= {"exp": now + timedelta(minutes=30), **changes}
    return jwt.encode(claims, KEY, algorithm="HS256", headers={"kid": "shop"})


def sign_in(client, subject=BEA, *, tag="en", **headers):
    """Come from the shop's page."""
    return client.post(f"/{tag}/orders/sign-in", {"identity": identity(subject)}, headers=headers)


def at(number="LK-2026-00817-3", *, tag="en", **path):
    """The address of an order, or of something below it."""
    return "/".join([f"/{tag}/orders/{number}", *path.values()])


def words(response):
    """What a page says, without its tags."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def new(number, **changes):
    """An order of Bea's that was placed yesterday and is promised for later."""
    now = timezone.now()
    fresh = {
        "placed_at": (now - timedelta(days=1)).isoformat(),
        "promised_by": (now + timedelta(days=9)).isoformat(),
        "payments__0__reference": f"pay-{number}",
        "payments__0__paid_at": (now - timedelta(days=1)).isoformat(),
        "shipments": [],
        "state": "paid",
        "checkout_id": f"co-{number}",
    }
    return stored(number, **{**fresh, **changes})


def hidden(response):
    """The hidden fields of a page's forms, but for the protection against forgery."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}
