"""Who is told at once that the outbox changed: what is told names no notice and nobody."""

from __future__ import annotations

from loket.lib import live

OUTBOX = "outbox"


def tell_of_outbox() -> None:
    """Tell those who look at the outbox to look again."""
    live.publish(OUTBOX, "notice")
