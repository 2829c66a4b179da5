from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from loket.calendars.actions.public_holidays import renew_holidays as renew


@app.task(name="calendars.renew_holidays", queueing_lock="calendars.renew_holidays")
def renew_holidays(timestamp: int = 0) -> None:
    """Store the coming public holidays that teams keep; the schedule passes the time it was due."""
    renew(timezone.now())
