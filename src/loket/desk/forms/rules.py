"""The form in which a lead changes the numbers of a policy: windows, limits, amounts, costs, what counts at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from babel import Locale
from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loket.desk.rule_words import level_label
from loket.orders.rulebook.policy_document import BEARERS, REASONS, PolicyDocument, Rule, Span, Window
from loket.orders.rulebook.policy_reading import MOST_AMOUNT, MOST_DAYS, PolicyRefused, read_policy, write_policy
from loket.orders.rulebook.rule_labels import cost_label, reason_label

# What a select sends for "nothing": a field that has to be filled in needs no word about it.
NOTHING = "none"
_HUNDRED = Decimal(100)
_RULE_FIELDS = ("on", "opens", "closes", "percent", "most", "second", "cost")
_NEW_CURRENCY = "new-currency"


@dataclass(frozen=True, slots=True)
class AmountRow:
    """The amounts in one currency; ``currency`` is a field in the row for a new one."""

    name: str
    currency: BoundField | None
    fields: tuple[BoundField, ...]


class RulesForm(forms.Form):
    """A policy's numbers; after ``is_valid`` the changed policy stands in ``policy``."""

    note = forms.CharField(
        label=gettext_lazy("What changes, and why"),
        help_text=gettext_lazy("Whoever looks at the versions reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say in a line what changes and why.")},
    )
    # The newest version when the page was shown.
    after = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, policy: PolicyDocument) -> None:
        """``policy`` is what counts now."""
        super().__init__(data)
        self.policy = policy
        self.levels = policy.levels
        self.currencies = tuple(sorted({currency for sums in policy.amounts.values() for currency in sums}))
        for rule in policy.rules:
            self.fields |= dict(_fields_of(rule, self.levels))
        self.fields |= dict(_amount_fields(policy, self.levels, self.currencies))
        self.fields |= {f"cost-{reason}": _cost_field(reason, policy) for reason in REASONS}

    def of_rule(self, rule: Rule) -> list[BoundField]:
        """The fields of one rule."""
        return [self[name] for each in _RULE_FIELDS if (name := field_name(rule, each)) in self.fields]

    def of_amounts(self) -> Iterable[AmountRow]:
        """A row of fields for each currency, and one for a new one."""
        for currency in self.currencies:
            yield AmountRow(currency, None, tuple(self[f"amount-{level}-{currency}"] for level in self.levels))
        new = tuple(self[f"amount-{level}-new"] for level in self.levels)
        yield AmountRow(_("Another currency"), self[_NEW_CURRENCY], new)

    def of_costs(self) -> list[BoundField]:
        """Who bears the cost, by reason."""
        return [self[f"cost-{reason}"] for reason in REASONS]

    def clean(self) -> dict[str, Any]:
        """Build the policy that was typed, and let the reader of policies look at it."""
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        self._check_new_currency(values)
        rules = tuple(self._changed(rule, values) for rule in self.policy.rules)
        if self.errors:
            return values
        changed = replace(
            self.policy,
            rules=rules,
            amounts=self._amounts(values),
            costs={reason: values[f"cost-{reason}"] for reason in REASONS if values[f"cost-{reason}"] != NOTHING},
        )
        try:
            self.policy = replace(
                read_policy(write_policy(changed)), market=self.policy.market, version=self.policy.version
            )
        except PolicyRefused as refused:
            raise forms.ValidationError(refused.problems) from refused
        return values

    def _changed(self, rule: Rule, values: Mapping[str, Any]) -> Rule:
        typed = {each: values.get(field_name(rule, each)) for each in _RULE_FIELDS}
        share = rule.share if typed["percent"] is None else typed["percent"] / _HUNDRED
        window = rule.window and _window(rule.window, opens=typed["opens"], closes=typed["closes"])
        if window and not _is_in_order(window):
            self.add_error(field_name(rule, "closes"), _("This has to be later than when it opens."))
            return rule
        return replace(
            rule,
            on=bool(typed["on"]),
            window=window,
            share=share,
            most=_chosen(typed["most"]),
            second_person_above=_chosen(typed["second"]),
            cost_to=_chosen(typed["cost"]),
        )

    def _amounts(self, values: Mapping[str, Any]) -> dict[str, dict[str, Decimal]]:
        names = {currency: currency for currency in self.currencies}
        if values.get(_NEW_CURRENCY):
            names["new"] = values[_NEW_CURRENCY]
        found: dict[str, dict[str, Decimal]] = {level: {} for level in self.levels}
        for level in self.levels:
            for name, currency in names.items():
                amount = values.get(f"amount-{level}-{name}")
                if amount is not None:
                    found[level][currency] = amount
        return found

    def _check_new_currency(self, values: dict[str, Any]) -> None:
        currency = str(values.get(_NEW_CURRENCY) or "").strip().upper()
        has_amounts = any(values.get(f"amount-{level}-new") is not None for level in self.levels)
        if not currency and has_amounts:
            self.add_error(_NEW_CURRENCY, _("Name the currency of these amounts, such as BRL."))
        if currency and currency not in Locale("en").currencies:
            self.add_error(_NEW_CURRENCY, _("“%(currency)s” is no currency. Write three letters such as BRL.") % {
                "currency": currency[:10]
            })  # fmt: skip
        if currency in self.currencies:
            self.add_error(_NEW_CURRENCY, _("This currency stands in the table already."))
        values[_NEW_CURRENCY] = currency


def field_name(rule: Rule, name: str) -> str:
    """What a rule's field is called in the form."""
    return f"rule-{rule.id}-{name}"


def _fields_of(rule: Rule, levels: tuple[str, ...]) -> Iterable[tuple[str, forms.Field]]:
    yield field_name(rule, "on"), forms.BooleanField(label=_("This rule counts"), initial=rule.on, required=False)
    if rule.window:
        opens, closes = rule.window.opens or Span(0, "d"), rule.window.closes
        yield field_name(rule, "opens"), _span_field(_("Opens after"), opens, required=True)
        yield field_name(rule, "closes"), _span_field(_("Closes after"), closes, required=False)
    if rule.kind == "refund":
        percent = (rule.share * _HUNDRED).normalize()
        yield (
            field_name(rule, "percent"),
            forms.DecimalField(
                label=_("Share in percent"),
                initial=f"{percent:f}",
                min_value=0,
                max_value=100,
                decimal_places=1,
                error_messages=_said(_("Write a number from 0 to 100 with at most one decimal.")),
            ),
        )
    yield field_name(rule, "most"), _level_field(_("At most"), rule.most, levels, _("No limit"))
    second = rule.second_person_above
    never = pgettext("a second person", "Never")
    yield field_name(rule, "second"), _level_field(_("Second person above"), second, levels, never)
    yield (
        field_name(rule, "cost"),
        _choice_field(
            _("At whose cost"), rule.cost_to, [(each, cost_label(each)) for each in BEARERS], _("By the reason")
        ),
    )


def _span_field(label: str, span: Span | None, *, required: bool) -> forms.IntegerField:
    units = {"h": _("hours"), "d": _("days"), "business_days": _("business days")}
    return forms.IntegerField(
        label=_("%(label)s (%(unit)s)") % {"label": label, "unit": units[span.unit if span else "d"]},
        initial=span.count if span else None,
        min_value=0 if required else 1,
        max_value=MOST_DAYS,
        required=required,
        error_messages=_said(
            _("Write a whole number from %(least)d to %(most)d.") % {"least": 0 if required else 1, "most": MOST_DAYS}
        ),
    )


def _level_field(label: str, level: str, levels: tuple[str, ...], nothing: str) -> forms.ChoiceField:
    return _choice_field(label, level, [(each, level_label(each)) for each in levels], nothing)


def _cost_field(reason: str, policy: PolicyDocument) -> forms.ChoiceField:
    choices = [(each, cost_label(each)) for each in BEARERS]
    return _choice_field(reason_label(reason), policy.costs.get(reason, ""), choices, _("Not said"))


def _choice_field(label: str, chosen: str, choices: list[tuple[str, str]], nothing: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, initial=chosen or NOTHING, choices=[(NOTHING, nothing), *choices])


def _amount_fields(
    policy: PolicyDocument, levels: tuple[str, ...], currencies: tuple[str, ...]
) -> Iterable[tuple[str, forms.Field]]:
    for currency in currencies:
        for level in levels:
            label = _("%(amount)s in %(currency)s") % {"amount": level_label(level), "currency": currency}
            yield f"amount-{level}-{currency}", _amount_field(label, policy.amounts[level].get(currency))
    yield _NEW_CURRENCY, forms.CharField(label=_("Another currency"), max_length=3, required=False)
    for level in levels:
        label = _("%(amount)s in the other currency") % {"amount": level_label(level)}
        yield f"amount-{level}-new", _amount_field(label, None)


def _amount_field(label: str, amount: Decimal | None) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        initial=None if amount is None else f"{amount:f}",
        min_value=0,
        max_value=MOST_AMOUNT,
        decimal_places=3,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        error_messages=_said(_("Write an amount of 0 or more with at most 3 decimals, such as 1500 or 9.90.")),
    )


def _said(words: str) -> dict[str, str]:
    """One sentence for whatever is wrong with a number."""
    codes = ("required", "invalid", "min_value", "max_value", "step_size", "max_digits", "max_decimal_places")
    return dict.fromkeys((*codes, "max_whole_digits"), words)


def _window(window: Window, *, opens: int | None, closes: int | None) -> Window:
    return Window(
        window.start,
        Span(opens, window.opens.unit if window.opens else "d") if opens else None,
        Span(closes, window.closes.unit if window.closes else "d") if closes else None,
    )


def _is_in_order(window: Window) -> bool:
    opens, closes = window.opens, window.closes
    # Of different units the policy's reader knows which is longer.
    return not opens or not closes or opens.unit != closes.unit or opens.count < closes.count


def _chosen(value: str | None) -> str:
    return "" if value in (None, NOTHING) else str(value)
