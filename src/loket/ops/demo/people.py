"""Who works at the demo shop, in which teams, and when these answer; the facts stand in docs/demo-shop.md."""

from __future__ import annotations

from dataclasses import dataclass

from loket.calendars.service_hours import ALL_WEEK, Interval

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A member of staff; ``teams`` are slugs."""

    name: str
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    teams: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@samudra.example"


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """People who answer in one language; one of the teams takes every other language too."""

    slug: str
    name: str
    languages: tuple[str, ...]
    time_zone: str
    hours: tuple[Interval, ...]
    is_fallback: bool = False


def _daily(first: int, last: int, *hours: tuple[int, int]) -> tuple[Interval, ...]:
    """These hours (whole hours of the wall clock) on every weekday from first to last."""
    return tuple(
        Interval(weekday, opens * 60, closes * 60) for weekday in range(first, last + 1) for opens, closes in hours
    )


PEOPLE = (
    DemoPerson("Ada", ("agent",), ("en", "es"), ("english", "spanish")),
    DemoPerson("Bima", ("agent",), ("id", "en"), ("indonesian", "english")),
    DemoPerson("Caio", ("agent",), ("pt-BR", "en"), ("portuguese", "english")),
    DemoPerson("Max", ("lead",), ("en",), ("english",)),
    DemoPerson("Jo", ("adjudicator",), ("en", "es", "pt-BR")),
    DemoPerson("Nils", ("adjudicator",), ("en", "id")),
    DemoPerson("Sena", ("senior",), ("en", "id")),
    DemoPerson("Edith", ("editor",), ("en",)),
    DemoPerson("Ana", ("admin",), ("en",)),
)

TEAMS = (
    DemoTeam("english", "English", ("en",), "UTC", ALL_WEEK, is_fallback=True),
    DemoTeam(
        "portuguese",
        "Português",
        ("pt-BR",),
        "America/Sao_Paulo",
        (*_daily(MONDAY, SATURDAY - 1, (8, 12), (13, 20)), *_daily(SATURDAY, SATURDAY, (9, 15))),
    ),
    DemoTeam("indonesian", "Bahasa Indonesia", ("id",), "Asia/Jakarta", _daily(MONDAY, SUNDAY, (8, 21))),
    DemoTeam("spanish", "Español", ("es",), "America/Mexico_City", _daily(MONDAY, SATURDAY, (9, 19))),
)
