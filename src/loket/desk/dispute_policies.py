"""Gathers what the pages about policies of disputes show; reads only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from loket.design.wording import page_locale
from loket.desk.forms.dispute_policies import COUNTS, LIMITS, DisputePolicyForm
from loket.desk.rule_words import market_name
from loket.disputes import wording
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.models import DisputePolicyVersion
from loket.disputes.policies.access import may_change_policies, published_for, versions_for
from loket.disputes.policies.current import (
    BUILT_IN_VERSION,
    built_in_markets,
    built_in_policy,
    current_policy,
    policy_of,
)
from loket.orders.telling.formats import money
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

MOST_VERSIONS = 50
_MARKET = re.compile(r"[\w.-]{0,20}")
_MOST_CATEGORY = 200


@dataclass(frozen=True, slots=True)
class Place:
    """The market and category of a policy; empty for all."""

    market: str = ""
    category: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Place:
        """What an address names; raises NotVisible for what can be no market."""
        market, category = parameters.get("market", ""), parameters.get("category", "").strip()
        if not _MARKET.fullmatch(market) or "\0" in category or len(category) > _MOST_CATEGORY:
            raise NotVisible
        return cls(market, category)


@dataclass(frozen=True, slots=True)
class ClockWords:
    """One clock of a policy."""

    id: str
    name: str
    time: str
    calendar: str
    source: str


@dataclass(frozen=True, slots=True)
class LimitWords:
    """The limits in one currency; empty where there is none."""

    currency: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a policy, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version, and how it differs from what counted before."""

    version: DisputePolicyVersion
    changes: tuple[Difference, ...]


def policies_context(actor: StaffActor, place: Place) -> dict[str, Any]:
    """The policy that counts for new claims of a market and category."""
    policy = current_policy(place.market, place.category)
    newest = versions_for(actor, place.market, place.category).first()
    return {
        **_frame(actor, place),
        "here": "policies",
        "policy": policy,
        "newest": newest,
        "clocks": list(clock_words(policy)),
        "limit_names": list(LIMITS.values()),
        "limits": list(limit_words(policy)),
        "counts": [(label, getattr(policy, name)) for name, label in COUNTS.items()],
        "withdrawal": policy.withdrawal,
        "withdrawal_time": _withdrawal_time(policy),
        "withdrawal_gives": wording.ceiling_label(policy.withdrawal.refund_ceiling) if policy.withdrawal else "",
        "withdrawal_payer": wording.role_label(policy.withdrawal.who_pays_return) if policy.withdrawal else "",
    }


def versions_context(actor: StaffActor, place: Place) -> dict[str, Any]:
    """What was published, by whom, and what changed each time."""
    rows = list(versions_for(actor, place.market, place.category)[: MOST_VERSIONS + 1])
    policies = [policy_of(each, market=place.market) for each in rows]
    policies.append(built_in_policy(place.market, place.category))
    pairs = zip(rows, policies[1:], policies[:-1], strict=True)
    shown = [VersionRow(row, tuple(differences(before, after))) for row, before, after in pairs][:MOST_VERSIONS]
    return {**_frame(actor, place), "here": "versions", "versions": shown}


def editing_context(
    actor: StaffActor, place: Place, form: DisputePolicyForm, *, changes: Iterable[Difference] = (), **more: Any
) -> dict[str, Any]:
    """The form of a policy, with what would change where it was looked over."""
    return {
        **_frame(actor, place),
        "here": "policies",
        "form": form,
        "limit_names": list(LIMITS.values()),
        "newest": newest_version(actor, place),
        "changes": list(changes),
        **more,
    }


def newest_version(actor: StaffActor, place: Place) -> int:
    """The number of the version that stands; what Loket brings along is the first."""
    newest = versions_for(actor, place.market, place.category).first()
    return newest.version if newest else BUILT_IN_VERSION


def digest_of(changes: Iterable[Difference]) -> str:
    """What somebody looked over, so that nothing else is published by the second click."""
    return sha256(repr(list(changes)).encode()).hexdigest()


def differences(before: DisputePolicy, after: DisputePolicy) -> Iterable[Difference]:
    """What changed from one policy to the next, clock by clock and limit by limit."""
    old, new = _all_words(before), _all_words(after)
    for name in [*old, *(each for each in new if each not in old)]:
        if old.get(name, "") != new.get(name, ""):
            yield Difference(name, old.get(name, ""), new.get(name, ""))


def clock_words(policy: DisputePolicy) -> Iterable[ClockWords]:
    """Each clock: how long, by whose days, and where the number comes from."""
    for rule in policy.deadlines.values():
        yield ClockWords(
            id=rule.id.value,
            name=wording.clock_label(rule.id),
            time=wording.unit_label(rule.unit, rule.amount),
            calendar=wording.calendar_label(rule.calendar),
            source=rule.source,
        )


def limit_words(policy: DisputePolicy) -> Iterable[LimitWords]:
    """The limits, currency by currency."""
    for currency in sorted({each for name in LIMITS for each in getattr(policy, name)}):
        amounts = (getattr(policy, name).get(currency) for name in LIMITS)
        yield LimitWords(currency, tuple("" if each is None else money(each, currency) for each in amounts))


def _all_words(policy: DisputePolicy) -> dict[str, str]:
    found = {each.name: each.time for each in clock_words(policy)}
    for row in limit_words(policy):
        found |= {f"{label} ({row.currency})": said for label, said in zip(LIMITS.values(), row.amounts, strict=True)}
    return found | {str(label): str(getattr(policy, name)) for name, label in COUNTS.items()}


def _withdrawal_time(policy: DisputePolicy) -> str:
    law = policy.withdrawal
    return wording.unit_label(law.unit, law.days) if law else ""


def _frame(actor: StaffActor, place: Place) -> dict[str, Any]:
    published = published_for(actor)
    markets = sorted({*built_in_markets(), *(market for market, _category in published if market)})
    return {
        "section": "disputes",
        "place": place,
        "market_name": market_name(place.market),
        "markets": [(each, market_name(each)) for each in markets],
        "published": [each for each in published if each[1]],
        "may_change": may_change_policies(actor),
        "locale": page_locale(),
    }
