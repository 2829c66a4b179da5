"""What comes back from the page of a team's public holidays and pauses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.calendars.actions.planned_pauses import PauseFacts
from loket.calendars.models import PlannedPause
from loket.calendars.places import Place
from loket.desk.forms.people import tidy_line


class PauseForm(forms.Form):
    """A pause's name and its first and last day."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, data: Any = None, *, pause: PlannedPause | None = None) -> None:
        known = {"name": pause.name, "starts_on": pause.starts_on, "ends_on": pause.ends_on} if pause else {}
        super().__init__(data, initial=known, auto_id=f"pause-{pause.pk if pause else 'new'}-%s")
        self.pause = pause

    def clean(self) -> None:
        """The last day is not before the first."""
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first."))

    @property
    def facts(self) -> PauseFacts:
        """What was typed; a pause keeps its countries."""
        given = self.cleaned_data
        countries = tuple(self.pause.countries) if self.pause else ()
        return PauseFacts(tidy_line(given["name"]), given["starts_on"], given["ends_on"], countries)


def read_places(data: QueryDict) -> list[Place]:
    """The places of the list as they were sent, less the one whose button was pressed, and the one that was added."""
    listed = [Place(*pair) for pair in zip(data.getlist("country"), data.getlist("region"), strict=False)]
    removed = data.get("remove", "")
    if removed.isdecimal() and int(removed) < len(listed):
        del listed[int(removed)]
    added = data.get("add", "")
    return [*listed, Place(added)] if added else listed


def read_switched(data: QueryDict) -> tuple[set[date], set[date]]:
    """The holidays on which the team works, and all that were on the page."""
    shown, closed = _dates(data.getlist("shown")), _dates(data.getlist("closed"))
    return shown - closed, shown


def _dates(values: list[str]) -> set[date]:
    found = set()
    for value in values:
        try:
            found.add(date.fromisoformat(value))
        except ValueError:
            continue
    return found
