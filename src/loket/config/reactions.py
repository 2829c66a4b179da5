"""What follows from what: {action in history: [dotted paths of functions that take the event's id]}."""

from __future__ import annotations

REACTIONS: dict[str, list[str]] = {}
