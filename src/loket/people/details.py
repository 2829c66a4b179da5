"""What the shop tells of people: what is said fills in or replaces, what is left empty stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """A buyer; ``external_id`` is empty for one whom the shop does not vouch for."""

    external_id: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class SellerDetails:
    """A shop on the marketplace."""

    external_id: str
    name: str = ""
    country: str = ""
    language: str = ""
    email: str = ""
    time_zone: str = ""


D = TypeVar("D", CustomerDetails, SellerDetails)


def told_together(earlier: D | None, later: D) -> D:
    """Two tellings as one; where both say something, the later counts."""
    if earlier is None:
        return later
    names = [field.name for field in fields(later)]
    return type(later)(**{name: getattr(later, name) or getattr(earlier, name) for name in names})


def fill(row: Model, details: CustomerDetails | SellerDetails) -> bool:
    """Give a row what is told of it; whether that changes anything."""
    told = {field.name: getattr(details, field.name) for field in fields(details)}
    new = {name: value for name, value in told.items() if value and value != getattr(row, name)}
    for name, value in new.items():
        setattr(row, name, value)
    return bool(new)
