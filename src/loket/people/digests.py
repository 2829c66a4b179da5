"""Secrets that people carry: made at random, kept as a digest only."""

from __future__ import annotations

import hashlib
import secrets

# 256 bits of randomness need no salt or slow hash (RFC 6819, section 5.1.4.1.3).
SECRET_BYTES = 32


def new_secret() -> str:
    """A fresh random secret, safe in a URL."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """The SHA-256 of ``secret`` in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
