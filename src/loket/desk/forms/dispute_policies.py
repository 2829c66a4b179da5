"""The form in which leads change how long things take in disputes, and how much goes without a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.orders import AmountField
from loket.disputes.machine.codes import RuleId
from loket.disputes.machine.policy import DisputePolicy, Unit
from loket.disputes.policies.documents import write_policy
from loket.disputes.wording import clock_label

LIMITS: Mapping[str, str | Promise] = {
    "silent_limits": gettext_lazy("Silence of the seller pays out up to"),
    "second_person_limits": gettext_lazy("A second person decides above"),
    "keep_item_limits": gettext_lazy("Nothing travels back to another country up to"),
}
COUNTS: Mapping[str, str | Promise] = {
    "most_counters": gettext_lazy("Counter-offers at most"),
    "most_question_rounds": gettext_lazy("Rounds of questions at most"),
    "most_reason_changes": gettext_lazy("Changes of the reason at most"),
    "negotiation_extension": gettext_lazy("More days to agree, if both want it"),
    "evidence_extension": gettext_lazy("More days to answer a question, once"),
    "return_extension": gettext_lazy("More days to send a return, once"),
    "most_hold_days": gettext_lazy("Days until a hold is looked at again, at most"),
}
UNITS = (
    (Unit.HOURS.value, gettext_lazy("hours")),
    (Unit.CALENDAR_DAYS.value, gettext_lazy("calendar days")),
    (Unit.BUSINESS_DAYS.value, gettext_lazy("working days")),
)
_MOST = 8760
_MOST_COUNT = 365


class DisputePolicyForm(forms.Form):
    """Every clock, limit and count of a policy; its law and planned pauses stay as they are."""

    note = forms.CharField(
        label=gettext_lazy("Why it changes"),
        max_length=500,
        help_text=gettext_lazy("Stands beside the version for whoever asks later."),
    )

    def __init__(self, *args: Any, policy: DisputePolicy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = policy
        for rule in policy.deadlines.values():
            self._add_clock(rule.id, rule.amount, rule.unit)
        for name in LIMITS:
            for currency in self.currencies:
                self.fields[f"{name}-{currency}"] = AmountField(
                    currency=currency,
                    label=f"{LIMITS[name]} ({currency})",
                    required=False,
                    initial=getattr(policy, name).get(currency),
                )
        for name, label in COUNTS.items():
            self.fields[name] = forms.IntegerField(
                label=str(label), min_value=0, max_value=_MOST_COUNT, initial=getattr(policy, name)
            )

    @property
    def currencies(self) -> list[str]:
        """The currencies that the policy names anywhere."""
        return sorted({currency for name in LIMITS for currency in getattr(self._before, name)})

    @property
    def clocks(self) -> Iterable[tuple[str, BoundField, BoundField]]:
        """Each clock's name, amount and unit."""
        for rule in self._before.deadlines:
            yield clock_label(rule), self[f"amount-{rule}"], self[f"unit-{rule}"]

    @property
    def limits(self) -> Iterable[tuple[str, list[BoundField]]]:
        """For each currency its limits, in the order of the columns."""
        for currency in self.currencies:
            yield currency, [self[f"{name}-{currency}"] for name in LIMITS]

    @property
    def counts(self) -> list[BoundField]:
        """How often things may be done."""
        return [self[name] for name in COUNTS]

    @property
    def policy(self) -> DisputePolicy:
        """The policy as it was filled in, after ``is_valid``."""
        given = self.cleaned_data
        deadlines = {
            id: replace(rule, amount=given[f"amount-{id}"], unit=Unit(given[f"unit-{id}"]))
            for id, rule in self._before.deadlines.items()
        }
        limits: dict[str, Any] = {name: self._limits(name) for name in LIMITS}
        counts: dict[str, Any] = {name: given[name] for name in COUNTS}
        return replace(self._before, deadlines=deadlines, **limits, **counts)

    @property
    def document(self) -> dict[str, Any]:
        """What differs from the general policy, as it is published."""
        written = write_policy(self.policy)
        # Festivals are counted by the calendar of each year, unless a policy plans its own.
        written.pop("pauses", None)
        return written

    def _add_clock(self, rule: RuleId, amount: int, unit: Unit) -> None:
        name = clock_label(rule)
        self.fields[f"amount-{rule}"] = forms.IntegerField(
            label=_("%(clock)s: how many") % {"clock": name}, min_value=1, max_value=_MOST, initial=amount
        )
        self.fields[f"unit-{rule}"] = forms.ChoiceField(
            label=_("%(clock)s: of what") % {"clock": name}, choices=UNITS, initial=unit.value
        )

    def _limits(self, name: str) -> dict[str, Decimal]:
        given = {currency: self.cleaned_data[f"{name}-{currency}"] for currency in self.currencies}
        return {currency: amount for currency, amount in given.items() if amount is not None}
