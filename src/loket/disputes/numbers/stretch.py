"""Of which disputes and of which time the numbers are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``since`` up to, not including, ``until``; of one market and of some sellers, where they are named.

    No sellers at all (None) means everybody's; an empty tuple nobody's.
    """

    since: datetime
    until: datetime
    market: str = ""
    sellers: tuple[UUID, ...] | None = None

    @property
    def before(self) -> Stretch:
        """The same length of time just before."""
        return replace(self, since=self.since - (self.until - self.since), until=self.since)

    @property
    def is_narrowed(self) -> bool:
        """Whether it is of some disputes only."""
        return bool(self.market) or self.sellers is not None

    def of(self, prefix: str = "") -> Q:
        """Which disputes it is of, asked from a row that ``prefix`` leads from to its dispute."""
        wanted = Q(**{f"{prefix}market": self.market}) if self.market else Q()
        return wanted if self.sellers is None else wanted & Q(**{f"{prefix}seller__in": self.sellers})

    def within(self, field: str) -> Q:
        """Which rows have their moment in it."""
        return Q(**{f"{field}__gte": self.since, f"{field}__lt": self.until})
