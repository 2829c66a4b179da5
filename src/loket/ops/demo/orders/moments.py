"""Days of the stories as moments, counted from the first start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Moments:
    """``began`` is the first start, ``shift`` by how many days this order lies further back than its story."""

    began: datetime
    shift: float
    time_zone: str

    def ago(self, days: float) -> datetime:
        """So many days before the first start, and the shift; to the minute."""
        return days_before(self.began, days + self.shift)

    def day(self, days: float) -> str:
        """The buyer's date at that moment, such as ``2026-11-20``."""
        return self.ago(days).astimezone(ZoneInfo(self.time_zone)).date().isoformat()


def to_the_minute(moment: datetime) -> datetime:
    """That minute's beginning, in UTC."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def days_before(moment: datetime, days: float) -> datetime:
    """``moment`` less so many days, in whole minutes."""
    return moment - timedelta(minutes=round(days * _MINUTES_A_DAY))


def written(moment: datetime) -> str:
    """As the contract writes it: ``2026-10-02T10:00:00Z``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
