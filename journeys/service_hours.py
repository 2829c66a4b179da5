"""Teams that are open or closed whatever the clock of the test says, set by Ana at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx

from journeys.desk_sessions import post_form, signed_in
from journeys.installation import Installation

DAY_AND_NIGHT = ("24h",) * 7
FROM_EIGHT = ("8:00-20:00",) * 7
CLOSED_FOR_DAYS = 2


def open_day_and_night(shop: Installation, *teams: str) -> None:
    """Let these teams answer at any hour."""
    with signed_in(shop, "ana") as ana:
        for team in teams:
            _set_hours(ana, team, DAY_AND_NIGHT)


def close_for_now(shop: Installation, team: str) -> None:
    """Close a team for two days; afterwards it opens at eight by its own clock."""
    today = datetime.now(UTC).date()
    closed = [today + timedelta(days=day) for day in range(-1, CLOSED_FOR_DAYS)]
    with signed_in(shop, "ana") as ana:
        _set_hours(ana, team, FROM_EIGHT, holidays="\n".join(f"{day} Rest" for day in closed))


def _set_hours(http: httpx.Client, team: str, spans: tuple[str, ...], *, holidays: str = "") -> None:
    fields = {f"day{weekday}": span for weekday, span in enumerate(spans)}
    page = f"/desk/team/{team}"
    post_form(http, f"{page}/hours", {**fields, "holidays": holidays, "extra": ""}, page=page)
