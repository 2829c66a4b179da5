"""The forms of the guided claim: each page asks one thing, and says in ``answers`` what the draft keeps of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.disputes.machine.codes import SolutionKind
from loket.disputes.machine.fields import LONGEST_TEXT
from loket.disputes.wording import field_label, reason_label, solution_label
from loket.helpcentre.problem_drafts import Draft
from loket.orders.telling.wording import money


class LinesForm(forms.Form):
    """Which things of the order it is about."""

    lines = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one item.")},
    )

    def __init__(self, *given: Any, free: Iterable[tuple[int, str]], **rest: Any) -> None:
        super().__init__(*given, **rest)
        field = self.fields["lines"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = list(free)


class WhatForm(forms.Form):
    """What happened, of what fits the order."""

    reason = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose what happened.")}
    )

    def __init__(self, *given: Any, reasons: Iterable[str], **rest: Any) -> None:
        super().__init__(*given, **rest)
        field = self.fields["reason"]
        field.label = field_label("reason")
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each, reason_label(each)) for each in reasons]

    @property
    def answers(self) -> dict[str, object]:
        """What the draft keeps."""
        return {"reason": self.cleaned_data["reason"]}


class StoryForm(forms.Form):
    """What happened, in the buyer's own words."""

    text = forms.CharField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off", "dir": "auto", "data-keep": ""}),
        error_messages={
            "required": gettext_lazy("Describe in a sentence or two what happened."),
            "max_length": gettext_lazy("This is too long. Up to %(limit_value)d characters fit."),
        },
    )

    def __init__(self, *given: Any, is_needed: bool = True, **rest: Any) -> None:
        super().__init__(*given, **rest)
        self.fields["text"].label = field_label("text", "submit")
        self.fields["text"].required = is_needed

    @property
    def answers(self) -> dict[str, object]:
        """What the draft keeps."""
        return {"text": self.cleaned_data["text"]}


class WishForm(forms.Form):
    """What should happen, and how much money, where that is open."""

    solution = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose what you want.")}
    )
    amount = forms.DecimalField(
        required=False,
        max_digits=16,
        decimal_places=3,
        error_messages={"invalid": gettext_lazy("Write the amount as a number, such as 12.50.")},
    )

    def __init__(self, *given: Any, draft: Draft, **rest: Any) -> None:
        super().__init__(*given, **rest)
        self.draft = draft
        solutions = draft.rule.solutions if draft.rule else ()
        field = self.fields["solution"]
        field.label = field_label("solution", "submit")
        self.fields["amount"].label = field_label("amount")
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.value, solution_label(each)) for each in solutions]

    def clean(self) -> dict[str, Any]:
        """A refund whose amount is open needs one inside its bounds."""
        found = super().clean() or {}
        if "solution" not in found or "amount" in self.errors:
            return found
        span = self.draft.range_of(SolutionKind(found["solution"]))
        amount: Decimal | None = span.most if span.is_fixed else found.get("amount")
        if amount is None:
            self.add_error("amount", _("Say how much money you want back."))
        elif not span.least <= amount <= span.most:
            bounds = {"least": self._money(span.least), "most": self._money(span.most)}
            self.add_error("amount", _("You can ask for %(least)s to %(most)s.") % bounds)
        found["amount"] = amount
        return found

    @property
    def answers(self) -> dict[str, object]:
        """What the draft keeps."""
        return {"solution": self.cleaned_data["solution"], "amount": str(self.cleaned_data["amount"])}

    def _money(self, amount: Decimal) -> str:
        return money(amount, self.draft.dispute.currency)


class ProofForm(forms.Form):
    """The ticks beside the files."""

    declares = forms.BooleanField(required=False)
    attaches_talk = forms.BooleanField(required=False)
    has_no_evidence = forms.BooleanField(required=False)

    @property
    def answers(self) -> dict[str, object]:
        """What the draft keeps; the declaration becomes evidence instead."""
        return {name: self.cleaned_data[name] for name in ("attaches_talk", "has_no_evidence")}
