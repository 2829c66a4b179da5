"""Who the demo shop's page says is signed in: a JWT, made as a shop's own server would make it."""

from __future__ import annotations

from datetime import datetime, timedelta

import jwt
from django.conf import settings

from loket.people.access import identity_keys_visible_to
from loket.people.actors import SYSTEM

# As the demo shop's installation names it.
KEY_ID = "demo-shop"
BUYER = {"sub": "bea", "role": "customer", "name": "Bea Souza", "email": "bea@buyers.example"}
LASTS = timedelta(minutes=55)


def demo_identity(language: str, now: datetime) -> str:
    """Bea's identity, signed by the demo's key; empty where there is no such key."""
    key = identity_keys_visible_to(SYSTEM).filter(kid=KEY_ID, revoked_at=None).first()
    if key is None or key.algorithm != key.Algorithm.HS256:
        return ""
    claims = {**BUYER, "language": language, "aud": settings.LOKET_URL, "iat": now, "exp": now + LASTS}
    return jwt.encode(claims, key.key, algorithm=key.algorithm, headers={"kid": KEY_ID})
