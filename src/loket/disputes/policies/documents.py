"""A policy as a document: what differs from the general one, read with every mistake named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from loket.disputes.machine.policy import DisputePolicy, default_policy

# The document names neither: both stand beside it.
_BESIDE = ("market", "category", "version")
# No clock of a dispute is longer, whatever its unit.
LONGEST = timedelta(days=365)
_MOST_OF_A_RULE = {"hours": 24 * 365, "calendar_days": 365, "business_days": 250}


class DisputePolicyRefused(ValueError):
    """A document that is no policy; ``problems`` says each thing that is wrong with it, where it stands first."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(self.problems))


def read_policy(document: object, *, market: str, category: str = "", version: int) -> DisputePolicy:
    """The general policy with what the document says laid over it; raises DisputePolicyRefused."""
    if not isinstance(document, Mapping):
        raise DisputePolicyRefused([_("policy: an object with names and values is needed.")])
    general = _general()
    if strange := sorted(str(name) for name in document if name not in general or name in _BESIDE):
        raise DisputePolicyRefused([_("%(name)s: no policy has this.") % {"name": each[:60]} for each in strange])
    laid = {name: _laid_over(general[name], document.get(name)) for name in general}
    laid |= {"market": market, "category": category, "version": version}
    laid["deadlines"] = {name: _named(name, rule) for name, rule in laid["deadlines"].items()}
    try:
        found = _adapter().validate_python(laid)
    except ValidationError as error:
        raise DisputePolicyRefused(_problems(error)) from error
    if problems := list(_out_of_bounds(found)):
        raise DisputePolicyRefused(problems)
    return found


def write_policy(policy: DisputePolicy) -> dict[str, Any]:
    """What differs from the general policy: what ``read_policy`` reads."""
    general, whole = _general(), _adapter().dump_python(policy, mode="json")
    written = {name: value for name, value in whole.items() if name not in _BESIDE and value != general[name]}
    if "deadlines" in written:
        known = general["deadlines"]
        written["deadlines"] = {name: rule for name, rule in written["deadlines"].items() if rule != known.get(name)}
    return written


def _laid_over(general: Any, own: Any) -> Any:
    """A mapping is laid over by name, anything else replaced; None leaves what is general."""
    if own is None:
        return general
    if isinstance(general, dict) and isinstance(own, Mapping):
        names = [*general, *(name for name in own if name not in general)]
        return {name: _laid_over(general.get(name), own.get(name)) for name in names}
    return own


def _named(name: str, rule: Any) -> Any:
    return {**rule, "id": name} if isinstance(rule, Mapping) else rule


def _problems(error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in each["loc"]) or "policy"
        yield _("%(where)s: this value cannot be read (%(why)s).") % {"where": where, "why": each["msg"]}


def _out_of_bounds(policy: DisputePolicy) -> Iterable[str]:
    for rule in policy.deadlines.values():
        if not 1 <= rule.amount <= _MOST_OF_A_RULE[rule.unit]:
            yield _("deadlines.%(rule)s.amount: between 1 and %(most)s is needed.") % {
                "rule": rule.id,
                "most": _MOST_OF_A_RULE[rule.unit],
            }
    for name in ("silent_limits", "second_person_limits", "keep_item_limits"):
        for currency, amount in getattr(policy, name).items():
            if len(currency) != 3 or not currency.isupper() or not amount.is_finite() or amount < 0:
                yield _("%(name)s.%(currency)s: a currency such as BRL with an amount of 0 or more is needed.") % {
                    "name": name,
                    "currency": currency[:20],
                }
    for pause in policy.pauses:
        if pause.last < pause.first:
            yield _("pauses.%(name)s: it ends before it begins.") % {"name": pause.name[:60]}


@cache
def _adapter() -> TypeAdapter[DisputePolicy]:
    # Built when the first policy is read: it takes a tenth of a second, which a start has not.
    return TypeAdapter(DisputePolicy)


@cache
def _general() -> dict[str, Any]:
    found: dict[str, Any] = _adapter().dump_python(default_policy(), mode="json")
    return found
