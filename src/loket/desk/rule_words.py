"""Rules of a policy in words, as the desk's tables show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_percent, get_territory_currencies
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loket.design.wording import page_locale
from loket.orders.rulebook.policy_document import ANY_WAY, WHOLE, PolicyDocument, Rule, Span, Window
from loket.orders.rulebook.rule_labels import (
    Labels,
    cost_label,
    kind_label,
    parcel_label,
    reason_label,
    role_label,
    situation_label,
    state_label,
)
from loket.orders.telling.formats import money
from loket.orders.telling.naming import DESTINATIONS, destination_label, payment_method

NONE = "–"
LEVEL_LABELS: Labels = {
    "small": gettext_lazy("Small amount"),
    "usual": gettext_lazy("Usual amount"),
    "large": gettext_lazy("Large amount"),
}
_STARTS: Labels = {
    "placed": gettext_lazy("the order was placed"),
    "paid": gettext_lazy("it was paid"),
    "shipped": gettext_lazy("the first parcel left"),
    "delivered": gettext_lazy("the last parcel arrived"),
    "promised": gettext_lazy("the promised day"),
}
_SHARES: Labels = {
    "paid": gettext_lazy("what was paid"),
    "surplus": gettext_lazy("what was paid beyond the total"),
    "shipping": gettext_lazy("the freight"),
    "lost": gettext_lazy("what was paid for what is lost"),
    "undelivered": gettext_lazy("what was paid for what has not arrived"),
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule as a row: each cell in words."""

    rule: Rule
    who: str
    when: tuple[str, ...]
    limit: str
    reasons: str
    cost: str
    second_person: str

    @property
    def in_a_line(self) -> str:
        """How much and when, for a row that opens."""
        return " · ".join([*([] if self.limit == NONE else [self.limit]), *self.when])


def rule_words(rule: Rule, policy: PolicyDocument, currency: str = "") -> RuleWords:
    """A rule in words; amounts in ``currency`` where the policy has it, else by their names."""
    return RuleWords(
        rule=rule,
        who=_listed(map(role_label, rule.roles)),
        when=tuple(_conditions(rule)),
        limit=_limit(rule, policy, currency),
        reasons=_listed(map(reason_label, rule.reasons)),
        cost=cost_label(rule.cost_to) if rule.cost_to else _("By the reason"),
        second_person=_second_person(rule, policy, currency),
    )


def rule_title(rule: Rule) -> str:
    """A rule's name in a list: "Refund: Agent"."""
    names = {"kind": kind_label(rule.kind), "who": _listed(map(role_label, rule.roles))}
    return _("%(kind)s: %(who)s") % names


def level_label(level: str) -> str:
    """What an amount of the policy is called."""
    return str(LEVEL_LABELS.get(level, level))


def market_name(market: str) -> str:
    """A market as people call it: "Brazil"."""
    return str(page_locale().territories.get(market, market)) if market else _("All markets")


def market_currency(market: str, policy: PolicyDocument) -> str:
    """The currency of a market's country, where the policy has amounts in it."""
    country = "DE" if market == "EU" else market
    known = {currency for sums in policy.amounts.values() for currency in sums}
    found = [each for each in get_territory_currencies(country) if each in known] if country else []
    return found[-1] if found else ""


def say_span(span: Span) -> str:
    """A time as people say it: "14 days"."""
    if span.unit == "h":
        return ngettext("%(count)d hour", "%(count)d hours", span.count) % {"count": span.count}
    if span.unit == "business_days":
        return ngettext("%(count)d business day", "%(count)d business days", span.count) % {"count": span.count}
    return ngettext("%(count)d day", "%(count)d days", span.count) % {"count": span.count}


def refund_way(way: str) -> str:
    """How money goes back, in a table of times."""
    if way == ANY_WAY:
        return _("Any other way")
    return destination_label(way) if way in DESTINATIONS else payment_method(way)


def _conditions(rule: Rule) -> Iterable[str]:
    if rule.states:
        yield _("The order is: %(states)s") % {"states": _listed(map(state_label, rule.states))}
    if rule.parcels:
        yield _sentence(_listed(map(parcel_label, rule.parcels)))
    yield from (_sentence(situation_label(each)) for each in rule.given)
    if rule.window:
        yield _window(rule.window)
    if rule.once:
        yield _("Once for each order")


def _window(window: Window) -> str:
    times = {
        "opens": say_span(window.opens) if window.opens else "",
        "closes": say_span(window.closes) if window.closes else "",
        "start": str(_STARTS[window.start]),
    }
    if window.opens and window.closes:
        return _("From %(opens)s until %(closes)s after %(start)s") % times
    if window.closes:
        return _("Until %(closes)s after %(start)s") % times
    return _("From %(opens)s after %(start)s") % times if window.opens else _("After %(start)s") % times


def _limit(rule: Rule, policy: PolicyDocument, currency: str) -> str:
    most = _amount(rule.most, policy, currency) if rule.most else ""
    if rule.kind != "refund":
        return _("Orders of at most %(amount)s") % {"amount": most} if most else NONE
    what = _sentence(str(_SHARES[rule.of]))
    if rule.share != WHOLE:
        share = format_percent(rule.share, format="#,##0.# %", locale=page_locale())
        what = _("%(share)s of %(what)s") % {"share": share, "what": str(_SHARES[rule.of])}
    if not most:
        return what
    if rule.whole:
        return _("%(what)s, if it is at most %(amount)s") % {"what": what, "amount": most}
    return _("%(what)s, at most %(amount)s") % {"what": what, "amount": most}


def _second_person(rule: Rule, policy: PolicyDocument, currency: str) -> str:
    if not rule.second_person_above:
        return NONE
    return _("Above %(amount)s") % {"amount": _amount(rule.second_person_above, policy, currency)}


def _amount(level: str, policy: PolicyDocument, currency: str) -> str:
    found: Decimal | None = policy.amounts.get(level, {}).get(currency)
    return money(found, currency) if found is not None else _("“%(amount)s”") % {"amount": level_label(level)}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
