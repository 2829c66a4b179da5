"""Words that a job carries from one process to another and nobody else may read."""

from __future__ import annotations

from collections.abc import Mapping

from loket.lib import sealing

_PURPOSE = "loket.orders.sealed_arguments"


def seal(words: Mapping[str, str]) -> str:
    """``words`` as one text that says nothing."""
    return sealing.seal(words, purpose=_PURPOSE)


def unseal(sealed: str) -> dict[str, str]:
    """What was sealed; raises cryptography's InvalidToken for what this installation did not seal."""
    return sealing.unseal(sealed, purpose=_PURPOSE)
