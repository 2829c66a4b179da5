"""Gathers what the pages about rules show; reads only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from loket.design.wording import page_locale
from loket.desk.rule_differences import Difference, differences
from loket.desk.rule_words import (
    NONE,
    RuleWords,
    level_label,
    market_currency,
    market_name,
    refund_way,
    rule_words,
    say_span,
)
from loket.orders.models import Policy
from loket.orders.rulebook.policies import EVERYWHERE, built_in_policy, known_markets, laid_over, policy_of
from loket.orders.rulebook.policy_access import may_change_policies, policy_for, published_markets, versions_for
from loket.orders.rulebook.policy_document import ANY_WAY, KINDS, REASONS, ROLES, PolicyDocument
from loket.orders.rulebook.rule_labels import cost_label, kind_label, reason_label, role_label
from loket.orders.telling.formats import money
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

MOST_VERSIONS = 50
_MARKET = re.compile(r"[\w.-]{0,20}")
_COUNTRY_LETTERS = 2


@dataclass(frozen=True, slots=True)
class KindRules:
    """All rules of one kind, in the order in which they are asked."""

    kind: str
    name: str
    rows: tuple[RuleWords, ...]


@dataclass(frozen=True, slots=True)
class AmountWords:
    """The amounts of a policy in one currency."""

    currency: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Which version counts: ``own`` of the market, or ``general``; neither where nothing was published."""

    own: Policy | None
    general: Policy | None
    has_law: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version and how it differs from what counted before."""

    version: Policy
    changes: tuple[Difference, ...]


def wanted_market(text: str) -> str:
    """The market that an address names; raises NotVisible for what can be none."""
    if not _MARKET.fullmatch(text):
        raise NotVisible
    return text


def rules_context(actor: StaffActor, market: str) -> dict[str, Any]:
    """The rules that count in a market, kind by kind, with the amounts and costs that they name."""
    policy = policy_for(actor, market)
    currency = market_currency(market, policy)
    return market_context(actor, market) | {
        "here": "rules",
        "policy": policy,
        "kinds": [_kind(kind, policy, currency) for kind in KINDS],
        "levels": [level_label(level) for level in policy.levels],
        "amounts": list(_amounts(policy, currency)),
        "costs": [(reason_label(each), cost_label(policy.costs[each])) for each in REASONS if each in policy.costs],
        "refund_dates": list(_refund_dates(policy)),
        "includes": [(role_label(role), role_label(each)) for role in ROLES for each in policy.includes.get(role, ())],
    }


def versions_context(actor: StaffActor, market: str) -> dict[str, Any]:
    """What was published for a market, newest first, each with what changed."""
    found = list(versions_for(actor, market)[: MOST_VERSIONS + 1])
    read = [policy_of(each) for each in found]
    befores = [*read[1:], laid_over(built_in_policy(), market)]
    rows = [VersionRow(each, differences(old, new)) for each, new, old in zip(found, read, befores, strict=False)]
    shown = rows[:MOST_VERSIONS]
    return market_context(actor, market) | {"here": "versions", "rows": shown, "has_more": len(rows) > len(shown)}


def market_context(actor: StaffActor, market: str) -> dict[str, Any]:
    """The markets to choose from, which one is shown, and by which version it goes."""
    own = sorted({*known_markets(), *published_markets(actor), market} - {EVERYWHERE})
    others = [each for each in map(str, page_locale().territories) if len(each) == _COUNTRY_LETTERS and each not in own]
    return {
        "section": "rules",
        "market": market,
        "market_name": market_name(market),
        "markets": _named(own),
        "other_markets": _named(others),
        "standing": _standing(actor, market),
        "may_change": may_change_policies(actor),
    }


def _standing(actor: StaffActor, market: str) -> Standing:
    own = versions_for(actor, market).first()
    general = None if own or not market else versions_for(actor, EVERYWHERE).first()
    return Standing(own, general, has_law=own is None and market in known_markets())


def _kind(kind: str, policy: PolicyDocument, currency: str) -> KindRules:
    rows = tuple(rule_words(rule, policy, currency) for rule in policy.rules if rule.kind == kind)
    return KindRules(kind, kind_label(kind), rows)


def _amounts(policy: PolicyDocument, first: str) -> Iterable[AmountWords]:
    """The amounts by currency, that of the market first."""
    known = {currency for sums in policy.amounts.values() for currency in sums}
    for currency in sorted(known, key=lambda each: (each != first, each)):
        sums = [policy.amounts[level].get(currency) for level in policy.levels]
        yield AmountWords(currency, tuple(NONE if each is None else money(each, currency) for each in sums))


def _refund_dates(policy: PolicyDocument) -> Iterable[tuple[str, str]]:
    """How long money takes by each way, by its name; all others last."""
    for way in sorted(policy.refund_dates, key=lambda each: (each == ANY_WAY, refund_way(each).casefold())):
        yield refund_way(way), say_span(policy.refund_dates[way])


def _named(markets: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((each, market_name(each)) for each in markets), key=lambda pair: pair[1].casefold())
