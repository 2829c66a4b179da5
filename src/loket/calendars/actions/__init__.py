"""Everything that writes in this room: service hours, the public holidays that a team keeps, planned pauses."""

from __future__ import annotations

from loket.calendars.actions.service_hours import ClosedDay, ServiceHoursError, set_service_hours

__all__ = ["ClosedDay", "ServiceHoursError", "set_service_hours"]
