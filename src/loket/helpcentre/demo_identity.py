"""Who the demo shop's page says is signed in: a JWT, made as a shop's own server would make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
from django.conf import settings

from loket.people.access import identity_keys_visible_to
from loket.people.actors import SYSTEM
from loket.people.models import IdentityKey

# As the demo shop's installation names it.
KEY_ID = "demo-shop"
LASTS = timedelta(minutes=55)


@dataclass(frozen=True, slots=True)
class ShopBuyer:
    """A buyer of the demo shop as whom its page can be read; ``slug`` is the shop's own identifier."""

    slug: str
    name: str

    @property
    def first_name(self) -> str:
        """What the page calls them."""
        return self.name.split(" ")[0]

    @property
    def email(self) -> str:
        """Where they are written to."""
        return f"{self.slug}@buyers.example"


BUYERS = {
    each.slug: each
    for each in (
        ShopBuyer("bea", "Bea Souza"),
        ShopBuyer("sari", "Sari Wulandari"),
        ShopBuyer("lucia", "Lucía Hernández"),
        ShopBuyer("tom", "Tom Whitfield"),
    )
}


@dataclass(frozen=True, slots=True)
class ShopSeller:
    """Somebody who sells on the demo shop; ``external_id`` is the shop's own name for what they sell from."""

    slug: str
    first_name: str
    name: str
    external_id: str
    language: str
    mailbox: str

    @property
    def email(self) -> str:
        """Where they are written to."""
        return f"{self.mailbox}@sellers.example"


SELLERS = {
    each.slug: each
    for each in (
        ShopSeller("lin", "林", "Lantai Studio", "s-3", "zh-Hans", "lantai"),
        ShopSeller("joko", "Joko", "Bintang Batik Solo", "s-11", "id", "bintang"),
        ShopSeller("sam", "Sam", "Jaipur Silver House", "s-17", "en", "jaipur"),
    )
}


def can_sign_in() -> bool:
    """Whether the installation has the demo's key."""
    return _key() is not None


def demo_identity(buyer: ShopBuyer, language: str, now: datetime) -> str:
    """The buyer's identity, signed by the demo's key; empty where there is no such key."""
    who = {"sub": buyer.slug, "role": "customer", "name": buyer.name, "email": buyer.email, "language": language}
    return _signed(who, now)


def demo_seller_identity(seller: ShopSeller, now: datetime) -> str:
    """The seller's identity, signed by the demo's key; they read their own language, whatever the page speaks."""
    who = {"sub": seller.external_id, "role": "seller", "name": seller.name, "email": seller.email}
    return _signed({**who, "language": seller.language}, now)


def _signed(who: Mapping[str, str], now: datetime) -> str:
    key = _key()
    if key is None:
        return ""
    claims = {**who, "aud": settings.LOKET_URL, "iat": now, "exp": now + LASTS}
    return jwt.encode(claims, key.key, algorithm=key.algorithm, headers={"kid": KEY_ID})


def _key() -> IdentityKey | None:
    key = identity_keys_visible_to(SYSTEM).filter(kid=KEY_ID, revoked_at=None).first()
    return key if key is not None and key.algorithm == key.Algorithm.HS256 else None
