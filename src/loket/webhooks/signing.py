"""How a receiver knows that it was us, and that nobody sends it the same again next year."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

TIMESTAMP_HEADER = "Loket-Timestamp"
SIGNATURE_HEADER = "Loket-Signature"


def signature(secret: str, *, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256, in hex, over ``timestamp.body``; the time in seconds since 1970."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signatures(secrets: Sequence[str], *, timestamp: int, body: bytes) -> str:
    """One signature for each secret that is good, the newest first; a receiver needs to know one of them."""
    return ", ".join(signature(each, timestamp=timestamp, body=body) for each in secrets)
