"""Which policy counts in a market now: a published one, else what Loket brings along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loket.orders.models import Policy
from loket.orders.rulebook.policy_document import PolicyDocument, Rule, Span
from loket.orders.rulebook.policy_reading import read_policy, read_refund_dates, read_rules

_BUILT_IN = Path(__file__).parent / "policy"
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class MarketRules:
    """What differs in some markets from the general rules, for their laws."""

    markets: tuple[str, ...]
    notes: str
    rules: tuple[Rule, ...]
    refund_dates: Mapping[str, Span]


def current_policy(market: str) -> PolicyDocument:
    """The market's newest policy; without one the general one, with what Loket knows of the market laid over it."""
    newest = Policy.objects.filter(market__in={market, EVERYWHERE}).order_by("market", "-version").distinct("market")
    published = {each.market: each for each in newest}
    if market in published:
        return policy_of(published[market])
    general = policy_of(published[EVERYWHERE]) if EVERYWHERE in published else built_in_policy()
    return laid_over(general, market)


def policy_of(row: Policy) -> PolicyDocument:
    """A published policy as rules read it; where it names no dates of refunds, those that Loket brings along count."""
    found = read_policy({**row.rules, "market": row.market, "version": row.version})
    if found.refund_dates:
        return found
    own = known_markets().get(row.market)
    return replace(found, refund_dates={**built_in_policy().refund_dates, **(own.refund_dates if own else {})})


@cache
def built_in_policy() -> PolicyDocument:
    """The general rules that Loket brings along."""
    return read_policy(_file("default.json"))


def laid_over(general: PolicyDocument, market: str) -> PolicyDocument:
    """General rules with those that Loket knows for a market: in the place of the one of the same name, else last."""
    own = known_markets().get(market)
    if own is None:
        return general
    named = {rule.id: rule for rule in own.rules}
    kept = [named.pop(rule.id, rule) for rule in general.rules]
    return replace(
        general,
        rules=(*kept, *named.values()),
        refund_dates={**general.refund_dates, **own.refund_dates},
        notes=f"{own.notes} {general.notes}".strip(),
    )


@cache
def known_markets() -> Mapping[str, MarketRules]:
    """The markets of which Loket brings rules along."""
    found: dict[str, MarketRules] = {}
    for path in sorted(_BUILT_IN.glob("*.json")):
        if path.name != "default.json":
            document = _file(path.name)
            own = MarketRules(
                markets=tuple(document["markets"]),
                notes=document["notes"],
                rules=read_rules(document["rules"], amounts=built_in_policy().amounts),
                refund_dates=read_refund_dates(document.get("refund_dates", {})),
            )
            found |= dict.fromkeys(own.markets, own)
    return found


def _file(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((_BUILT_IN / name).read_text(encoding="utf-8"))
    return found
