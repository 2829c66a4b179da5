"""Channels whose server was away a moment ago, as far as this process knows."""

from __future__ import annotations

from datetime import datetime, timedelta

_until: dict[str, datetime] = {}


def rest(channel: str, *, until: datetime) -> None:
    """Leave a channel alone until then."""
    _until[channel] = until


def rests_until(channel: str, *, now: datetime, at_most: timedelta) -> datetime | None:
    """When a channel may be tried again; None when it may be now. A clock that was put back keeps nothing waiting."""
    until = _until.get(channel)
    return until if until is not None and now < until <= now + at_most else None


def clear() -> None:
    """Try all again at once."""
    _until.clear()
