"""Says in one sentence whether a team answers now, as customers will read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_name
from django.utils.translation import gettext as _

from loket.calendars.service_hours import Schedule, closing_at, is_open, next_opening
from loket.design.wording import page_locale


def say_opening(schedule: Schedule, now: datetime) -> str:
    """Such as "Open now, until 20:00 Brasilia Time" or "Closed. Opens on Monday at 8:00 Brasilia Time"."""
    zone = ZoneInfo(schedule.time_zone)
    place = get_timezone_name(zone, locale=page_locale())
    if is_open(schedule, now):
        closes = closing_at(schedule, now)
        if closes is None:
            return _("Open now, day and night.")
        return _("Open now, until %(hour)s %(place)s.") % {"hour": _hour(closes, zone), "place": place}
    opens = next_opening(schedule, now)
    if opens is None:
        return _("Closed, with no hours in the next 60 days. Customers are told that an answer comes later.")
    named = {"hour": _hour(opens, zone), "place": place, "day": _day(opens, now, zone)}
    if named["day"]:
        return _("Closed. Opens on %(day)s at %(hour)s %(place)s.") % named
    return _("Closed. Opens today at %(hour)s %(place)s.") % named


def _hour(moment: datetime, zone: ZoneInfo) -> str:
    return format_time(moment, "short", tzinfo=zone, locale=page_locale())


def _day(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day's name, with its date once it is a week away; empty for today."""
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if local == today:
        return ""
    pattern = "EEEE" if local - today < timedelta(days=7) else "EEEE, d MMMM"
    return format_date(local, pattern, locale=page_locale())
