"""Words that a job carries from one process to another and nobody else may read: sealed with the installation's secret.

A queue's rows stand in the database, and its log repeats the arguments of what failed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac

_PURPOSE = "loket.orders.sealed_arguments"


def seal(words: Mapping[str, str]) -> str:
    """``words`` as one text that says nothing."""
    return _fernet().encrypt(json.dumps(dict(words)).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    """What was sealed; raises cryptography's InvalidToken for what this installation did not seal."""
    words: dict[str, str] = json.loads(_fernet().decrypt(sealed.encode()))
    return words


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(_PURPOSE, "", algorithm="sha256").digest()))
