"""Sam at his own pages, Bea at hers, and the talk about their order."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import jwt
from django.conf import settings
from django.utils import timezone

from loket.orders.actions.talking import put_talk
from loket.orders.tests.documents import stored
from loket.people.actions.keys import add_identity_key
from loket.people.actors import SYSTEM
from loket.people.models import IdentityKey

KEY = "s" * 48
SAM, BEA, OLGA = "s-3", "u-17", "olga"
NUMBER = "LK-2026-00817-3"
TALK = f"/sellers/orders/{NUMBER}/talk"
__all__ = ["put_talk", "stored"]


def identity(subject=SAM, *, role="seller", name="Sam's Lamps", **changes):
    """A signed word of the shop."""
    if not IdentityKey.objects.filter(kid="shop").exists():
        add_identity_key("shop", algorithm="HS256", key=KEY, by=SYSTEM)
    now = timezone.now()
    claims = {"sub": subject, "role": role, "name": name, "aud": settings.LOKET_URL, "iat": now}
    claims |= {"exp": now + timedelta(minutes=30), **changes}
    return jwt.encode(claims, KEY, algorithm="HS256", headers={"kid": "shop"})


def sign_in(client, subject=SAM, **more):
    """Come from the marketplace's page as a seller."""
    return client.post("/sellers/enter", {"identity": identity(subject), **more})


def sign_in_buyer(client, subject=BEA, *, tag="en"):
    """Come from the marketplace's page as a buyer."""
    return client.post(f"/{tag}/orders/sign-in", {"identity": identity(subject, role="customer", name="Bea Souza")})


def told(place, sender="buyer", text="Olá, quando envia o pacote?", **more):
    """One message as the marketplace tells of it."""
    at = f"2026-10-05T10:{place:02}:00Z"
    return {"external_id": f"m-{place}", "sender": sender, "text": text, "sent_at": at, **more}


def talk(*messages, number=NUMBER):
    """An order with a talk."""
    order = stored(number)
    put_talk(order, {"messages": list(messages or (told(1, language="pt-BR"),))}, by=SYSTEM)
    return order


def words(response):
    """What a page says, without its tags."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
