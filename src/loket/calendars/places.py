from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A country (ISO 3166, two letters), or one region of it, whose public holidays are kept."""

    country: str
    region: str = ""
