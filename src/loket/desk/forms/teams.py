"""Forms for teams and their service hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from django import forms
from django.utils.formats import date_format
from django.utils.functional import lazy as lazily
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.calendars.queries import holiday_names, schedule_of
from loket.calendars.service_hours import Interval, Schedule
from loket.desk.forms.fields import LanguagesField, TimeZoneField
from loket.desk.forms.people import tidy_line
from loket.desk.hours_text import HoursUnclear, read_extra, read_holidays, read_spans, write_spans
from loket.people.access import staff_visible_to, teams_visible_to
from loket.people.actors import Actor
from loket.people.models import Team
from loket.people.models.user import Role

# 1 January 2024 was a Monday.
A_MONDAY = date(2024, 1, 1)
Read = TypeVar("Read")


class TeamForm(forms.Form):
    """What a team is called, what it answers and who is in it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    languages = LanguagesField(
        label=gettext_lazy("Languages it answers"),
        help_text=gettext_lazy("Conversations in these languages wait in this team's line."),
    )
    time_zone = TimeZoneField(help_text=gettext_lazy("Service hours are kept by this clock."))
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Members"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    is_fallback = forms.BooleanField(label=gettext_lazy("Takes every language that no team lists"), required=False)

    def __init__(self, *args: Any, actor: Actor, team: Team | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._teams, self._team = teams_visible_to(actor), team
        people = staff_visible_to(actor).order_by("name", "pk")
        self.people = {str(each.pk): each for each in people if each.has_role(Role.AGENT, Role.LEAD)}
        members = self.fields["members"]
        assert isinstance(members, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        members.choices = [(key, _name_and_languages(each.name, each.languages)) for key, each in self.people.items()]

    def clean_name(self) -> str:
        """A name that no other team has."""
        name = tidy_line(self.cleaned_data["name"])
        others = self._teams.exclude(pk=self._team.pk) if self._team else self._teams
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Another team has this name."))
        return name

    def clean_is_fallback(self) -> bool:
        """One team takes what no other does, always."""
        wanted = bool(self.cleaned_data["is_fallback"])
        others = self._teams.exclude(pk=self._team.pk) if self._team else self._teams
        if not wanted and not others.filter(is_fallback=True).exists():
            raise forms.ValidationError(_("Some team has to take them. Tick this at another team, and it moves there."))
        return wanted

    def free_slug(self) -> str:
        """The short name for a new team's address."""
        wanted = slugify(self.cleaned_data["name"])[:40] or "team"
        taken = set(self._teams.values_list("slug", flat=True))
        return next(
            slug for slug in [wanted, *(f"{wanted}-{number}" for number in range(2, 1000))] if slug not in taken
        )


class HoursForm(forms.Form):
    """When a team answers: a line of hours for each weekday, holidays, other hours on single days."""

    holidays = forms.CharField(
        label=gettext_lazy("Closed days"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line: the date, then a name. For example: 2026-12-25 Christmas."),
    )
    extra = forms.CharField(
        label=gettext_lazy("Other hours on single days"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line: the date, then the hours of that day. For example: 2026-12-24 9:00-13:00."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday in range(7):
            self.fields[f"day{weekday}"] = forms.CharField(
                label=lazily(_weekday, str)(weekday),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven lines, Monday first."""
        return [self[f"day{weekday}"] for weekday in range(7)]

    def clean(self) -> None:
        """Read all lines; each that is unclear keeps its own error."""
        self.intervals = [
            Interval(weekday, opens, closes)
            for weekday in range(7)
            for opens, closes in self._read(f"day{weekday}", read_spans)
        ]
        self.closed_days = self._read("holidays", read_holidays)
        self.extra_hours = self._read("extra", read_extra)

    def schedule(self, time_zone: str, closed: frozenset[date]) -> Schedule:
        """What was typed, as the rule reads it, with the days that are ``closed`` by public holidays and pauses."""
        return Schedule(
            time_zone=time_zone,
            intervals=tuple(self.intervals),
            holidays=closed.union(day.date for day in self.closed_days),
            extra=tuple(self.extra_hours),
        )

    def _read(self, name: str, reader: Callable[[str], list[Read]]) -> list[Read]:
        try:
            return reader(self.cleaned_data.get(name, ""))
        except HoursUnclear as unclear:
            self.add_error(name, str(unclear))
            return []


def hours_of(team: Team, *, today: date) -> dict[str, str]:
    """A team's hours as the form shows them; single days long past are left out."""
    schedule, since = schedule_of(team), today - timedelta(days=31)
    values = {
        f"day{weekday}": write_spans(
            (each.opens, each.closes) for each in schedule.intervals if each.weekday == weekday
        )
        for weekday in range(7)
    }
    names = holiday_names(team)
    values["holidays"] = "\n".join(f"{day} {name}".strip() for day, name in names.items() if day >= since)
    by_day: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for hours in schedule.extra:
        by_day[hours.date].append((hours.opens, hours.closes))
    values["extra"] = "\n".join(f"{day} {write_spans(by_day[day])}" for day in sorted(by_day) if day >= since)
    return values


def _weekday(weekday: int) -> str:
    return date_format(A_MONDAY + timedelta(days=weekday), "l")


def _name_and_languages(name: str, languages: list[str]) -> str:
    return f"{name} ({', '.join(languages)})" if languages else name
