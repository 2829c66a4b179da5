"""When somebody is left in peace, on their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from loket.design.wording import zone_named

QUIET_FROM = time(21)
QUIET_TO = time(8)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another, over midnight or not; none at all where both are the same."""

    begins: time = QUIET_FROM
    ends: time = QUIET_TO

    def hold(self, time_of_day: time) -> bool:
        """Whether it is quiet at that time of day."""
        if self.begins <= self.ends:
            return self.begins <= time_of_day < self.ends
        return time_of_day >= self.begins or time_of_day < self.ends


def first_allowed(moment: datetime, quiet: QuietHours, *, time_zone: str) -> datetime:
    """``moment``, or the end of the quiet hours that it lies in; in an unknown zone the installation's clock counts."""
    zone = zone_named(time_zone)
    local = moment.astimezone(zone)
    if not quiet.hold(local.time()):
        return moment
    day = local.date() if local.time() < quiet.ends else local.date() + timedelta(days=1)
    ends = datetime.combine(day, quiet.ends, tzinfo=zone)
    # An hour that the clock leaps over ends later; one that comes twice ends at the first.
    return max(moment, ends.astimezone(UTC))
