from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.helpcentre.order_wording import REASONS, reason_words
from loket.orders.bookkeeping.destinations import is_same_person
from loket.orders.bookkeeping.ways_back import named_accounts
from loket.orders.facts import OrderFacts
from loket.orders.proofs.code_wording import not_a_number_text
from loket.orders.proofs.proving import NotANumber, typed_key
from loket.orders.rulebook.rules import Permission
from loket.orders.telling.formats import money
from loket.orders.telling.naming import destination_label

LONGEST_NUMBER = 100


class NumberForm(forms.Form):
    """An order's number, as people type it."""

    number = forms.CharField(
        label=_("Order number or tracking number"),
        max_length=LONGEST_NUMBER,
        error_messages={"required": _("Type the number of your order.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """What has no digit is no number."""
        number: str = self.cleaned_data["number"]
        try:
            typed_key(number)
        except NotANumber as error:
            raise forms.ValidationError(not_a_number_text()) from error
        return number


class CodeForm(forms.Form):
    """The code that went to an order's contact."""

    number = forms.CharField(max_length=LONGEST_NUMBER, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the six digits of the code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "input--code",
                "spellcheck": "false",
            }
        ),
    )


class ActionForm(forms.Form):
    """Why something is wanted, and for which items; what may be, the ledger decides."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a reason.")}
    )
    lines = forms.TypedMultipleChoiceField(
        label=_("Which items?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one item.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, facts: OrderFacts, granted: Iterable[Permission], **rest: Any
    ) -> None:
        super().__init__(data, **rest)
        self.facts = facts
        # Where nothing is possible any more, a second click has to get as far as the ledger, which knows the first.
        reasons = [reason for each in granted for reason in each.reasons] or list(REASONS)
        self._offer_reasons(list(dict.fromkeys(reasons)))
        self._offer_lines()

    @property
    def chosen_lines(self) -> tuple[int, ...]:
        """The lines that were chosen; none where all were, which says the same."""
        chosen = tuple(self.cleaned_data.get("lines", ()))
        return () if len(chosen) == len(self.facts.items) else chosen

    @property
    def details(self) -> dict[str, Any]:
        """What the kind needs beside reason and lines."""
        return {}

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def _offer_reasons(self, reasons: list[str]) -> None:
        field = self._choice("reason")
        field.choices = [(each, reason_words(each)) for each in reasons]
        if len(reasons) == 1:
            field.initial, field.widget = reasons[0], forms.HiddenInput()

    def _offer_lines(self) -> None:
        field = self._choice("lines")
        currency = self.facts.currency
        field.choices = [(each.line, f"{each.title} · {money(each.paid, currency)}") for each in self.facts.items]
        field.initial = [each.line for each in self.facts.items]
        if len(self.facts.items) < 2:
            del self.fields["lines"]


class OrderForm(ActionForm):
    """For what concerns the whole order."""

    def _offer_lines(self) -> None:
        del self.fields["lines"]


class AddressForm(OrderForm):
    """A new address in the same country."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    line = forms.CharField(
        label=_("Street and number"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "address-line1"})
    )
    more = forms.CharField(
        label=_("More, such as flat or district"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    city = forms.CharField(
        label=_("City"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    postcode = forms.CharField(
        label=_("Postcode"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "postal-code"})
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        to = self.facts.ship_to
        lines = [str(each) for each in to.get("lines") or []]
        known = {"name": to.get("name"), "city": to.get("city"), "postcode": to.get("postcode")}
        known |= {"line": next(iter(lines), ""), "more": ", ".join(lines[1:])}
        for name, value in known.items():
            self.fields[name].initial = value

    @property
    def details(self) -> dict[str, Any]:
        """The address, as the contract writes it."""
        given = self.cleaned_data
        lines = [each for each in (given["line"], given["more"]) if each]
        country = self.facts.ship_to.get("country") or self.facts.country
        kept = {name: given[name] for name in ("name", "city", "postcode")}
        return {"address": {**kept, "lines": lines, "country": country}}


class CouponForm(OrderForm):
    """Which coupon is wanted back."""

    coupon = forms.ChoiceField(
        label=_("Which coupon?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a coupon.")}
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        codes = [each.code for each in self.facts.coupons if each.state != "returned" or self.is_bound]
        field = self._choice("coupon")
        field.choices = [(each, each) for each in codes]
        if len(codes) == 1:
            field.initial, field.widget = codes[0], forms.HiddenInput()

    @property
    def details(self) -> dict[str, Any]:
        """The coupon's code."""
        return {"coupon": self.cleaned_data["coupon"]}


class ElsewhereForm(ActionForm):
    """An account that money goes to instead; it has to be that of the person who ordered."""

    destination = forms.ChoiceField(
        label=_("Where should it go?"), widget=forms.RadioSelect, error_messages={"required": _("Choose where.")}
    )
    holder = forms.CharField(
        label=_("Account holder"),
        max_length=200,
        help_text=_("The person who placed the order, written as in the order."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    account = forms.CharField(
        label=_("Account, Pix key or wallet number"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, contact_name: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._contact_name = contact_name
        field = self._choice("destination")
        offered = named_accounts(self.facts.currency)
        field.choices = [(each, destination_label(each)) for each in offered]
        if len(offered) == 1:
            field.initial, field.widget = offered[0], forms.HiddenInput()

    def clean_holder(self) -> str:
        """Money goes to nobody but the person who ordered."""
        holder: str = self.cleaned_data["holder"]
        if not is_same_person(holder, self._contact_name):
            raise forms.ValidationError(
                _("The account has to belong to the person who placed the order. Otherwise talk to a person.")
            )
        return holder

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was filled in, to be looked over once more."""
        given = self.cleaned_data
        named = {"destination": destination_label(given["destination"]), "reason": reason_words(given["reason"])}
        fields = ("destination", "holder", "account", "reason")
        return [(str(self.fields[name].label), named.get(name, given[name])) for name in fields]

    @property
    def details(self) -> dict[str, Any]:
        """Account and holder; the fresh proof is added by whoever has it."""
        return {"account": self.cleaned_data["account"], "holder": self.cleaned_data["holder"]}


FORMS: Mapping[str, type[ActionForm]] = {
    "cancel": OrderForm,
    "refund": ActionForm,
    "resend": ActionForm,
    "replace": ActionForm,
    "change_address": AddressForm,
    "return_coupon": CouponForm,
}
