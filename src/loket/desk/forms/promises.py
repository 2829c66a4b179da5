"""Forms for the table of promises: one rule, the order of rules, and a case to try them on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.registry import kinds as channel_kinds
from loket.desk.forms.fields import LanguagesField
from loket.desk.forms.people import tidy_line
from loket.desk.promise_words import KINDS, URGENCIES
from loket.promises.actions.rules import RuleFacts
from loket.promises.models import PromiseRule
from loket.promises.rules import QUESTION, CaseFacts

MOST_HOURS = 60 * 24
_A_COUNTRY = re.compile(r"[A-Z]{2}")
_MINUTES = 60


class HoursField(forms.DecimalField):
    """A time in hours, empty for no promise; gives whole minutes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=Decimal("0.25"), max_value=MOST_HOURS, decimal_places=2, required=False, **options)
        self.help_text = gettext_lazy("In hours, such as 24 or 0.5. Empty: nothing is promised.")

    def clean(self, value: Any) -> Any:
        """Minutes, or None."""
        hours = super().clean(value)
        return None if hours is None else round(hours * _MINUTES)

    def prepare_value(self, value: Any) -> Any:
        """Show stored minutes as hours."""
        return f"{Decimal(value) / _MINUTES:f}".rstrip("0").rstrip(".") if isinstance(value, int) else value


class PromiseRuleForm(forms.Form):
    """What a rule asks and what it promises."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    first_minutes = HoursField(label=gettext_lazy("First answer within"))
    next_minutes = HoursField(label=gettext_lazy("Every next answer within"))
    counts_working_time = forms.BooleanField(
        label=gettext_lazy("Count only the hours in which the team answers"), required=False
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Only for"), required=False, choices=KINDS.items(), widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("None chosen: all. Several can be chosen."),
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"), choices=URGENCIES.items(), initial="any")
    languages = LanguagesField(required=False)
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Two letters each, separated by commas, such as BR, ID. Empty: all."),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=gettext_lazy("This rule counts"), required=False, initial=True)
    seen_version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: Mapping[str, str], **kwargs: Any) -> None:
        """``topics`` are the slugs that may be chosen, with what they are called."""
        super().__init__(*args, **kwargs)
        _offer(self, "topics", sorted(topics.items(), key=lambda pair: pair[1].casefold()))
        _offer(self, "channels", [(kind, kind) for kind in channel_kinds()])

    def clean_name(self) -> str:
        """In one line."""
        return tidy_line(self.cleaned_data["name"])

    def clean_countries(self) -> tuple[str, ...]:
        """The countries that were typed, each once."""
        parts = [part.strip().upper() for part in self.cleaned_data["countries"].replace(";", ",").split(",")]
        found = tuple(dict.fromkeys(part for part in parts if part))
        for each in found:
            if not _A_COUNTRY.fullmatch(each):
                raise forms.ValidationError(
                    _("“%(country)s” is no country. Write its two letters, such as BR.") % {"country": each[:20]}
                )
        return found

    @property
    def facts(self) -> RuleFacts:
        """What was typed, after ``is_valid``."""
        given: dict[str, Any] = {}
        for name in RuleFacts.__dataclass_fields__:
            value = self.cleaned_data[name]
            given[name] = tuple(value) if isinstance(value, list) else value
        return RuleFacts(**given)


class TrialForm(forms.Form):
    """A case that somebody imagines."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS.items(), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    language = forms.CharField(label=gettext_lazy("Language"), max_length=20, required=False)
    country = forms.CharField(label=gettext_lazy("Country"), max_length=2, required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    is_urgent = forms.BooleanField(label=gettext_lazy("Urgent"), required=False)

    def __init__(self, *args: Any, topics: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(topics.items(), key=lambda pair: pair[1].casefold())
        _offer(self, "topic", [("", _("None")), *named])
        _offer(self, "channel", [(kind, kind) for kind in channel_kinds()])

    @property
    def case(self) -> CaseFacts:
        """The case that was described, after ``is_valid``."""
        given = self.cleaned_data
        return CaseFacts(
            kind="question" if (given["kind"] or QUESTION) == QUESTION else "order",
            topics=(given["topic"],) if given["topic"] else (),
            is_urgent=given["is_urgent"],
            language=given["language"].strip(),
            country=given["country"].strip().upper(),
            channel=given["channel"] or "chat",
        )


def values_of(rule: PromiseRule) -> dict[str, Any]:
    """A stored rule as its form shows it."""
    values = {name: getattr(rule, name) for name in RuleFacts.__dataclass_fields__}
    return {**values, "countries": ", ".join(rule.countries), "seen_version": rule.version}


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
    field.choices = list(choices)
