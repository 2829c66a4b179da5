"""Forms for what people at the desk do in a dispute, made from what the machine says that an action takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.orders import KEY, AmountField
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Available
from loket.disputes.machine.fields import LONGEST_CODE, LONGEST_TEXT, Field, FieldKind
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.viewing import DisputeView
from loket.disputes.wording import choice_label, evidence_kind_label, field_help, field_label
from loket.orders.money import written
from loket.orders.telling.formats import money

# One choice stands for the two fields of the machine: somebody who gives nothing rejects.
REJECTS = "rejects"
NOTHING = ""
_MOST_NUMBER = 999_999
_WITHOUT_VALUE: tuple[object, ...] = (None, "", [], ())


class DisputeActionForm(forms.Form):
    """What one action takes; ``version`` is what somebody saw, ``key`` tells a second click from a second wish."""

    key = forms.RegexField(KEY, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, available: Available, view: DisputeView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._action = available.name
        self._view = view
        self._taken = tuple(each for each in available.fields if self._is_asked(each))
        for each in self._taken:
            self.fields[each.name] = self._made(each)
        if self._action == Action.PROPOSE:
            self.fields["amount"].help_text = _("At most %(most)s. Empty if nothing is given.") % {
                "most": money(view.cap, view.currency)
            }

    @property
    def body(self) -> dict[str, object]:
        """What was filled in, as the machine reads it, after ``is_valid``."""
        given = {each.name: self._value(each) for each in self._taken}
        body = {name: value for name, value in given.items() if value not in _WITHOUT_VALUE}
        if body.get("solution") == REJECTS:
            del body["solution"]
            body["rejects"] = True
        return body

    def carried(self) -> Iterable[tuple[str, str]]:
        """Every field as it was typed, to be sent once more by a page that shows what would happen."""
        assert isinstance(self.data, QueryDict)  # noqa: S101  for the type checker
        for name in self.fields:
            yield from ((name, value) for value in self.data.getlist(name))

    def see(self, version: int) -> None:
        """Keep what was typed for somebody who has looked at a newer version."""
        assert isinstance(self.data, QueryDict)  # noqa: S101  for the type checker
        given = self.data.copy()
        given["version"] = str(version)
        self.data = given

    def blame(self, field: str, sentence: str) -> None:
        """Say at the field that is to blame, or above all of them, why it is not possible."""
        name = "solution" if field == REJECTS else field
        self.add_error(name if name in self.fields else None, sentence)

    def _is_asked(self, field: Field) -> bool:
        # Files come by their own form; whether a proposal rejects is a choice among its solutions.
        return field.kind != FieldKind.EVIDENCE and not (self._action == Action.PROPOSE and field.name == REJECTS)

    def _made(self, field: Field) -> forms.Field:
        options = {
            "label": field_label(field.name, self._action),
            "help_text": field_help(field.name, self._action),
            "required": field.is_required,
        }
        if self._action == Action.PROPOSE and field.name == "solution":
            options["required"] = True
        return _BUILDERS[field.kind](self, field, options)

    def _choices(self, field: Field) -> list[tuple[str, str]]:
        named = [(each, choice_label(field.name, each)) for each in self._fitting(field)]
        if self._action == Action.PROPOSE and field.name == "solution":
            named.append((REJECTS, _("Nothing: the claim is rejected")))
        return named

    def _fitting(self, field: Field) -> tuple[str, ...]:
        if field.name == "solution" and self._view.reason:
            fitting = {each.value for each in REASONS[Reason(self._view.reason)].solutions}
            return tuple(each for each in field.choices if each in fitting)
        if field.name == "hold" and self._action in (Action.RENEW_HOLD, Action.RELEASE_HOLD):
            lying = {each.kind.value for each in self._view.holds}
            return tuple(each for each in field.choices if each in lying)
        return field.choices

    def _choice(self, field: Field, options: dict[str, Any]) -> forms.Field:
        choices = self._choices(field)
        if len(choices) > 1 or not field.is_required:
            choices = [(NOTHING, _("Choose")), *choices]
        return forms.ChoiceField(choices=choices, **options)

    def _several(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.MultipleChoiceField(choices=self._choices(field), widget=forms.CheckboxSelectMultiple, **options)

    def _amount(self, _field: Field, options: dict[str, Any]) -> forms.Field:
        return AmountField(currency=self._view.currency, **options)

    def _number(self, _field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.IntegerField(min_value=0, max_value=_MOST_NUMBER, **options)

    def _yes_no(self, _field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.BooleanField(**{**options, "required": False})

    def _text(self, _field: Field, options: dict[str, Any]) -> forms.Field:
        area = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
        return forms.CharField(max_length=LONGEST_TEXT, widget=area, **options)

    def _code(self, field: Field, options: dict[str, Any]) -> forms.Field:
        attributes = {"autocomplete": "off", "list": f"known-{field.name}"}
        return forms.CharField(max_length=LONGEST_CODE, widget=forms.TextInput(attrs=attributes), **options)

    def _value(self, field: Field) -> object:
        value = self.cleaned_data.get(field.name)
        return str(value) if isinstance(value, Decimal) else value


_Builder = Callable[[DisputeActionForm, Field, dict[str, Any]], forms.Field]
_BUILDERS: Mapping[FieldKind, _Builder] = {
    FieldKind.CHOICE: DisputeActionForm._choice,
    FieldKind.SEVERAL: DisputeActionForm._several,
    FieldKind.AMOUNT: DisputeActionForm._amount,
    FieldKind.NUMBER: DisputeActionForm._number,
    FieldKind.YES_NO: DisputeActionForm._yes_no,
    FieldKind.TEXT: DisputeActionForm._text,
    FieldKind.CODE: DisputeActionForm._code,
}


class WordsForm(forms.Form):
    """Something that staff writes into the file: for staff alone, or for both sides."""

    READERS = (("staff", gettext_lazy("Only staff reads it")), ("all", gettext_lazy("Buyer and seller read it too")))

    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    readers = forms.ChoiceField(
        label=gettext_lazy("Who reads it"), choices=READERS, initial="staff", widget=forms.RadioSelect
    )
    key = forms.RegexField(KEY, widget=forms.HiddenInput)

    @property
    def is_internal(self) -> bool:
        """Whether only staff reads it, after ``is_valid``."""
        return bool(self.cleaned_data["readers"] == "staff")


class EvidenceForm(forms.Form):
    """Files that staff lays into the file: what they are, and who sees them."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"))
    note = forms.CharField(label=gettext_lazy("What it shows"), required=False, max_length=500)
    is_for_platform_only = forms.BooleanField(label=gettext_lazy("Only staff sees it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  for the type checker
        kind.choices = [(each.value, evidence_kind_label(each)) for each in EvidenceKind]


class NewDisputeForm(forms.Form):
    """What a buyer tells somebody at the desk, as the beginning of a claim."""

    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Which items"), widget=forms.CheckboxSelectMultiple, error_messages={"required": ""}
    )
    reason = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    text = forms.CharField(
        label=gettext_lazy("In the buyer’s words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    solution = forms.ChoiceField(label=gettext_lazy("What the buyer wants"), required=False)

    def __init__(
        self, *args: Any, lines: Iterable[tuple[str, str]], reasons: Iterable[str], currency: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = list(reasons)
        solutions = dict.fromkeys(kind.value for each in known for kind in REASONS[Reason(each)].solutions)
        _offer(self, "lines", lines)
        self.fields["lines"].error_messages["required"] = _("Choose at least one item.")
        _offer(self, "reason", [(NOTHING, _("Not known yet")), *_named("reason", known)])
        _offer(self, "solution", [(NOTHING, _("Not known yet")), *_named("solution", solutions)])
        self.fields["amount"] = AmountField(
            currency=currency, label=_("Amount"), required=False, help_text=_("Empty: the buyer has not said.")
        )
        self._currency = currency

    @property
    def chosen_lines(self) -> tuple[int, ...]:
        """The lines that it is about, after ``is_valid``."""
        return tuple(int(each) for each in self.cleaned_data["lines"])

    @property
    def answers(self) -> dict[str, object]:
        """What is known so far, as a draft keeps it."""
        given = {name: self.cleaned_data.get(name) for name in ("reason", "text", "solution")}
        amount = self.cleaned_data.get("amount")
        if amount is not None:
            given["amount"] = written(amount, self._currency)
        reason = given.get("reason")
        answers: dict[str, object] = {name: value for name, value in given.items() if value}
        if reason and (received := REASONS[Reason(reason)].asks_received) is not None:
            answers["received"] = received
        return answers


def _named(field: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(each, choice_label(field, each)) for each in values]


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
    field.choices = list(choices)
