"""Forms for what agents do with an order; each asks only for what its action needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.orders.actions.ledger import Request
from loket.orders.bookkeeping.destinations import SAFE
from loket.orders.connectors import takes_money_to
from loket.orders.facts import NOTHING, ItemFacts, OrderFacts
from loket.orders.models import LedgerEntry
from loket.orders.money import rounded, smallest_unit, written
from loket.orders.rulebook.rule_wording import reason_label
from loket.orders.rulebook.rules import Permission
from loket.orders.telling.formats import money
from loket.orders.telling.naming import destination_label, payment_method

Kind = LedgerEntry.Kind
WITH_LINES = frozenset({Kind.REFUND, Kind.RESEND, Kind.REPLACE})
KEY = r"\A[A-Za-z0-9-]{8,64}\Z"
_GROUPED = re.compile(r"\A\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*\Z")
LONGEST = 500


class AmountField(forms.CharField):
    """An amount of money as people type it: "1234.50", "1.234,50", "150.000"; gives an exact decimal."""

    def __init__(self, *, currency: str, **options: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **options)
        self._currency = currency

    def clean(self, value: Any) -> Decimal | None:
        """The amount; refuses what is none, and what its currency cannot pay."""
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        amount = read_amount(typed, decimals=get_currency_precision(self._currency))
        if amount is None or amount != rounded(amount, self._currency):
            example = f"{Decimal(1234) + smallest_unit(self._currency)}"
            raise ValidationError(_("Write an amount such as %(example)s.") % {"example": example})
        if amount <= 0:
            raise ValidationError(_("Write an amount above zero."))
        return amount


class ActionForm(forms.Form):
    """What every action on an order asks: why, and a key by which a second click is known."""

    key = forms.RegexField(KEY, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, granted: Mapping[str, Permission], facts: OrderFacts, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.granted = granted
        self.facts = facts
        self._offer_reasons()
        if kind in WITH_LINES:
            self._offer_lines()
        if kind == Kind.REFUND:
            self._offer_money()
        if kind == Kind.CHANGE_ADDRESS:
            self._offer_address()
        if kind == Kind.RETURN_COUPON:
            self._offer_coupons()

    @property
    def permission(self) -> Permission:
        """What the chosen reason allows."""
        return self.granted[self.cleaned_data["reason"]]

    @property
    def amount(self) -> Decimal | None:
        """The money it moves; None where it moves none."""
        amount: Decimal | None = self.cleaned_data.get("amount")
        return amount

    @property
    def worth(self) -> Decimal:
        """What it costs: the money it moves, or what was paid for what is sent once more."""
        if self.amount is not None:
            return self.amount
        if self.kind == Kind.CANCEL:
            return self.facts.refundable
        chosen = {int(each) for each in self.cleaned_data.get("lines", ())}
        return sum((each.paid for each in self.facts.items if each.line in chosen), NOTHING)

    @property
    def needs_second_person(self) -> bool:
        """Whether somebody else has to approve it."""
        above = self.permission.second_person_above
        return above is not None and self.worth > above

    def request(self) -> Request:
        """What the ledger is asked for."""
        given = self.cleaned_data
        return Request(
            kind=self.kind,
            reason=given["reason"],
            amount=self.amount,
            payment_reference=given.get("payment", ""),
            lines=tuple(sorted(int(each) for each in given.get("lines", ()))),
            destination=given.get("destination") or SAFE[0],
            details=self._details(),
        )

    def clean(self) -> dict[str, Any]:
        """Take the whole of the chosen lines where no amount was written, and never more than the reason allows."""
        given = super().clean() or {}
        if self.kind == Kind.REFUND and not self.errors:
            self._fit_amount(given)
        return given

    def carried(self) -> Iterable[tuple[str, str]]:
        """What was chosen, field by field, for a page that asks once more before anything is done."""
        for name in self.fields:
            if name == "amount" and self.amount is not None:
                yield name, written(self.amount, self.facts.currency)
            elif name != "key":
                yield from ((name, str(each)) for each in _values(self.cleaned_data.get(name)))

    def _fit_amount(self, given: dict[str, Any]) -> None:
        most = self.granted[given["reason"]].most
        if given.get("amount") is None:
            chosen = {int(each) for each in given.get("lines", ())}
            amount = sum((each.paid for each in self.facts.items if each.line in chosen), NOTHING)
            if not amount:
                return self.add_error("amount", _("Write an amount, or choose the items it is for."))
            given["amount"] = amount if most is None else min(amount, most)
        if most is not None and given["amount"] > most:
            self.add_error("amount", too_much(most, self.facts.currency))
        return None

    def _details(self) -> Mapping[str, object]:
        given = self.cleaned_data
        if self.kind == Kind.CHANGE_ADDRESS:
            lines = [line.strip() for line in given["street"].splitlines() if line.strip()]
            named = {name: given[name].strip() for name in ("name", "city", "postcode", "country")}
            return {"address": {**named, "lines": lines}}
        if self.kind == Kind.RETURN_COUPON:
            return {"coupon": given["coupon"]}
        return {}

    def _offer_reasons(self) -> None:
        choices = [("", _("Choose a reason")), *((each, reason_label(each)) for each in self.granted)]
        unchosen = {"required": _("Choose a reason."), "invalid_choice": _("Choose one of the reasons.")}
        self.fields["reason"] = forms.ChoiceField(label=_("Reason"), choices=choices, error_messages=unchosen)

    def _offer_lines(self) -> None:
        is_needed = self.kind != Kind.REFUND
        self.fields["lines"] = forms.MultipleChoiceField(
            label=_("Items"),
            required=is_needed,
            choices=[(str(each.line), _item_label(each, self.facts.currency)) for each in self.facts.items],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose what is to be sent.")},
        )
        if is_needed and len(self.facts.items) == 1:
            self.fields["lines"].initial = [str(self.facts.items[0].line)]

    def _offer_money(self) -> None:
        self.fields["amount"] = AmountField(
            label=_("Amount in %(currency)s") % {"currency": self.facts.currency},
            help_text=_("Left empty: what was paid for the chosen items."),
            currency=self.facts.currency,
            required=False,
        )
        captured = [each for each in self.facts.payments if each.state == "captured"]
        if len(captured) > 1:
            named = [(each.reference, _payment_label(each.method, each.amount, self.facts)) for each in captured]
            self.fields["payment"] = forms.ChoiceField(label=_("Goes back over"), choices=named)
        self._offer_destinations()

    def _offer_destinations(self) -> None:
        """Those that need no page of the buyer's, where the marketplace knows more than one of them."""
        known = takes_money_to()
        offered = [(each, destination_label(each)) for each in SAFE if each in known]
        if len(offered) > 1:
            self.fields["destination"] = forms.ChoiceField(
                label=_("Goes to"),
                choices=offered,
                help_text=_("Another account is named by the buyer, on a page of their own."),
            )

    def _offer_address(self) -> None:
        known = self.facts.ship_to
        for name, label, most in (("name", _("Name"), 200), ("street", _("Street and house"), 600)):
            self.fields[name] = forms.CharField(label=label, max_length=most)
        self.fields["street"].widget = forms.Textarea(attrs={"rows": 3})
        for name, label, most in (("city", _("City"), 200), ("postcode", _("Postcode"), 20)):
            self.fields[name] = forms.CharField(label=label, max_length=most)
        self.fields["country"] = forms.RegexField(
            r"\A[A-Za-z]{2}\Z", label=_("Country"), help_text=_("Two letters, such as BR.")
        )
        for name in ("name", "city", "postcode", "country"):
            self.fields[name].initial = known.get(name, "")
        self.fields["street"].initial = "\n".join(map(str, known.get("lines", ())))

    def _offer_coupons(self) -> None:
        coupons = [
            (each.code, f"{each.code} · {money(each.discount, self.facts.currency)}")
            for each in self.facts.coupons
            if each.state != "returned"
        ]
        self.fields["coupon"] = forms.ChoiceField(label=_("Coupon"), choices=coupons)


class DecisionForm(forms.Form):
    """What a second person, or somebody who clears up, says about an entry of the ledger."""

    words = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Say why, in a few words."),
            "max_length": gettext_lazy("This is too long: 500 characters are kept. Say it more shortly."),
        },
    )


def too_much(most: Decimal, currency: str) -> str:
    """That an amount is above the cap."""
    if not most:
        return _("Nothing is left to go back for these items.")
    return _("At most %(most)s can go back for this reason.") % {"most": money(most, currency)}


def read_amount(typed: str, *, decimals: int) -> Decimal | None:
    """The amount that somebody means in a currency with so many decimals; None where it is none, or could be two."""
    if "-" in typed:
        return None
    bare = re.sub(r"\A\D+|\D+\Z", "", typed)
    grouped = _GROUPED.match(bare)
    if grouped:
        # With three decimals "1.234" could be either.
        if decimals == 3 and len(bare) < 8:
            return _decimal(bare)
        return _decimal(_digits(bare))
    whole, separator, cents = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    if not separator:
        return _decimal(bare)
    is_plain = whole.isdecimal() or _GROUPED.match(whole)
    return _decimal(f"{_digits(whole)}.{cents}") if is_plain else None


def _values(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value or ""]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[0-9]{1,13}(?:\.[0-9]{1,3})?", text) else None


def _item_label(item: ItemFacts, currency: str) -> str:
    said = {"title": item.title, "count": item.quantity, "paid": money(item.paid, currency)}
    return _("%(title)s × %(count)s, paid %(paid)s") % said


def _payment_label(method: str, amount: Decimal, facts: OrderFacts) -> str:
    said = {"method": payment_method(method), "amount": money(amount, facts.currency)}
    return _("%(method)s, %(amount)s") % said


def first_error(form: forms.Form) -> str:
    """What is wrong, in one sentence."""
    errors: list[Any] = [error for listed in form.errors.values() for error in listed]
    return str(errors[0]) if errors else ""
