"""Teams that are open or closed whatever the clock of the test says, set by Ana at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import httpx

from journeys.installation import Installation

DAY_AND_NIGHT = tuple(["24h"] * 7)
CLOSED_FOR_DAYS = 2
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def open_day_and_night(shop: Installation, *teams: str) -> None:
    """Let these teams answer at any hour."""
    with signed_in(shop, "ana") as ana:
        for team in teams:
            _set_hours(ana, team, spans=DAY_AND_NIGHT)


def close_for_now(shop: Installation, team: str) -> None:
    """Close a team until the day after tomorrow on its own clock; then it opens at eight."""
    closed = [date.today() + timedelta(days=day) for day in range(-1, CLOSED_FOR_DAYS)]
    with signed_in(shop, "ana") as ana:
        _set_hours(ana, team, spans=("8:00-20:00",) * 7, holidays="\n".join(f"{day} Rest" for day in closed))


@contextmanager
def signed_in(shop: Installation, name: str) -> Iterator[httpx.Client]:
    """A desk session of one of the demo shop's people, without a browser."""
    with httpx.Client(base_url=shop.url, timeout=60, follow_redirects=True) as http:
        fields = {"login": f"{name}@samudra.example", "password": shop.password}
        answer = http.post("/desk/sign-in", data={**fields, "csrfmiddlewaretoken": token_of(http, "/desk/sign-in")})
        assert answer.is_success and "/sign-in" not in str(answer.url), answer.url
        yield http


def token_of(http: httpx.Client, path: str) -> str:
    """The CSRF token of the first form on a page."""
    found = TOKEN.search(http.get(path).text)
    assert found, path
    return found.group(1)


def _set_hours(http: httpx.Client, team: str, *, spans: tuple[str, ...], holidays: str = "") -> None:
    fields = {f"day{weekday}": span for weekday, span in enumerate(spans)}
    token = token_of(http, f"/desk/team/{team}")
    answer = http.post(
        f"/desk/team/{team}/hours", data={**fields, "holidays": holidays, "extra": "", "csrfmiddlewaretoken": token}
    )
    assert answer.status_code == 200, answer.text[:500]
