"""The form with one slider per topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from loket.assistant.costs import STEPS, Step
from loket.assistant.models import AnswerPolicy


class Slider(forms.NumberInput):
    """A native range input over the five steps."""

    input_type = "range"


class AnsweringForm(forms.Form):
    """Each topic's step by its place on the slider; what was shown goes along, so that only what was moved changes."""

    def __init__(self, data: Any, *, topics: Mapping[str, str], steps: Mapping[str, Step]) -> None:
        """``topics`` are names by slug, ``steps`` where each slider stands."""
        super().__init__(data)
        for slug, name in topics.items():
            self.fields[field_name(slug)] = _slider(name, steps[slug])

    def moved(self) -> dict[str, Step]:
        """The topics whose slider was moved on this page, with their steps; after ``is_valid``."""
        return {name.removeprefix("step-"): STEPS[self.cleaned_data[name]] for name in self.changed_data}


def field_name(topic: str) -> str:
    """What a topic's slider is called in the form."""
    return f"step-{topic}"


def _slider(topic: str, step: Step) -> forms.IntegerField:
    wrong = _("Choose one of the five steps for “%(topic)s”.") % {"topic": topic}
    place = STEPS.index(step)
    attributes = {"class": "slider", "autocomplete": "off", "aria-valuetext": AnswerPolicy.Step(step).label}
    return forms.IntegerField(
        label=topic,
        initial=place,
        min_value=0,
        max_value=len(STEPS) - 1,
        step_size=1,
        show_hidden_initial=True,
        widget=Slider(attrs=attributes),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value", "step_size"), wrong),
    )
