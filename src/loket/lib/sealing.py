"""Words that rest in the database and nobody else may read there: sealed with the installation's secret.

A queue's rows and an outbox stand in backups, and logs repeat the arguments of what failed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import lru_cache

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


def seal(words: Mapping[str, str], *, purpose: str) -> str:
    """``words`` as one text that says nothing, and opens only for the same ``purpose``."""
    return _fernet(purpose).encrypt(json.dumps(dict(words)).encode()).decode()


def unseal(sealed: str, *, purpose: str) -> dict[str, str]:
    """What was sealed; raises cryptography's InvalidToken for what this installation did not seal."""
    words: dict[str, str] = json.loads(_fernet(purpose).decrypt(sealed.encode()))
    return words


@lru_cache(maxsize=16)
def _fernet(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(purpose, "", algorithm="sha256").digest()))
