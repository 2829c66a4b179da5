"""Whole numbers in the query of an address, read safely."""

from __future__ import annotations

from collections.abc import Mapping

MOST_DIGITS = 18


def number_in(query: Mapping[str, str], name: str) -> int | None:
    """The whole number that a field holds; None for what is none, or too long to be stored."""
    given = query.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else None
