from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from loket.calendars.models import PlannedPause
from loket.calendars.public_holidays import countries as known_countries
from loket.history import actions as history
from loket.people.models import Team, User

LONGEST_PAUSE = timedelta(days=60)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)


class PauseError(ValueError):
    """A pause that cannot be; the message tells a person what to change. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class PauseFacts:
    """What a pause is called and lasts, both days included; ``countries`` as ISO 3166 codes."""

    name: str
    starts_on: date
    ends_on: date
    countries: tuple[str, ...] = ()


def plan_pause(team: Team | None, facts: PauseFacts, *, by: User | None) -> PlannedPause:
    """Close a team on these days, or every team that keeps holidays of these countries; planned twice it is one.

    Raises PauseError.
    """
    _check(facts)
    with transaction.atomic():
        pause, is_new = PlannedPause.objects.get_or_create(
            team=team,
            name=facts.name,
            starts_on=facts.starts_on,
            defaults={"ends_on": facts.ends_on, "countries": list(facts.countries)},
        )
        if is_new:
            _record("pause.planned", pause, by=by)
    return pause


def change_pause(pause: PlannedPause, facts: PauseFacts, *, by: User | None) -> None:
    """Give a pause another name or other days; raises PauseError."""
    _check(facts)
    same = PlannedPause.objects.filter(team=pause.team_id, name=facts.name, starts_on=facts.starts_on)
    with transaction.atomic():
        if same.exclude(pk=pause.pk).exists():
            raise PauseError(_("Another pause has this name and begins on this day. Change that one."))
        pause.name, pause.starts_on, pause.ends_on = facts.name, facts.starts_on, facts.ends_on
        pause.countries = list(facts.countries)
        pause.save()
        _record("pause.changed", pause, by=by)


def drop_pause(pause: PlannedPause, *, by: User | None) -> None:
    """Answer on these days after all."""
    with transaction.atomic():
        _record("pause.dropped", pause, by=by)
        pause.delete()


def _check(facts: PauseFacts) -> None:
    if not facts.name.strip():
        raise PauseError(_("Give the pause a name, such as Spring Festival."))
    if not _EARLIEST <= facts.starts_on <= _LATEST:
        raise PauseError(_("The pause must begin between 2000 and 2199."))
    if facts.ends_on < facts.starts_on:
        raise PauseError(_("The last day must not be before the first."))
    if facts.ends_on - facts.starts_on >= LONGEST_PAUSE:
        raise PauseError(_("A pause lasts 60 days at most. For longer, change the service hours."))
    if unknown := _unknown(facts.countries):
        message = _("No holidays are known for “%(country)s”. Choose a country from the list.")
        raise PauseError(message % {"country": unknown[0]})


def _unknown(countries: Sequence[str]) -> list[str]:
    return [country for country in countries if country not in known_countries()] if countries else []


def _record(action: str, pause: PlannedPause, *, by: User | None) -> None:
    history.record(
        action,
        f"team:{pause.team_id}" if pause.team_id else "teams",
        by=f"staff:{by.pk}" if by else "system",
        actor_id=by.pk if by else None,
        data={
            "name": pause.name,
            "days": [pause.starts_on.isoformat(), pause.ends_on.isoformat()],
            "countries": pause.countries,
        },
    )
