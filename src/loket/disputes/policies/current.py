"""Which policy counts: what was published for a market and category, else what Loket brings along, else the general."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from loket.calendars.festivals import festivals
from loket.disputes.machine.policy import DisputePolicy, PlannedPause, within_refund_law
from loket.disputes.models import DisputePolicyVersion
from loket.disputes.policies.documents import read_policy

_BUILT_IN = Path(__file__).parent / "built_in"
# Nothing was published: what Loket brings along.
BUILT_IN_VERSION = 1


def current_policy(market: str, category: str = "") -> DisputePolicy:
    """The newest policy of a market and category; one of the category comes before one of the whole market."""
    rows = DisputePolicyVersion.objects.filter(_fits(market, category)).order_by("market", "category", "-version")
    newest = {(row.market, row.category): row for row in reversed(rows)}
    for key in _from_own_to_general(market, category):
        if key in newest:
            return policy_of(newest[key], market=market)
    return built_in_policy(market, category)


def policy_at(market: str, category: str, version: int, *, for_market: str) -> DisputePolicy:
    """The policy under which a dispute runs, as it was; ``market`` and ``category`` are whose version it is."""
    if version == BUILT_IN_VERSION:
        # What is published begins after it, so that nothing has to be read.
        return built_in_policy(for_market, category)
    row = DisputePolicyVersion.objects.filter(market=market, category=category, version=version).first()
    return policy_of(row, market=for_market) if row else built_in_policy(for_market, category)


def policy_of(row: DisputePolicyVersion, *, market: str) -> DisputePolicy:
    """A published version as the machine takes it; what it does not name is as Loket brings it along for the market."""
    own = {**built_in_document(market), **row.document}
    read = read_policy(own, market=row.market, category=row.category, version=row.version)
    # One for all markets may be slower than the law of this one.
    found = within_refund_law(read)
    return found if found.pauses else replace(found, pauses=_festivals())


@cache
def built_in_policy(market: str, category: str = "") -> DisputePolicy:
    """What Loket brings along for a market."""
    found = read_policy(built_in_document(market), market="", category="", version=BUILT_IN_VERSION)
    return replace(found, pauses=_festivals())


def built_in_document(market: str) -> Mapping[str, Any]:
    """What differs in a market from the general policy; nothing where its law is not known here."""
    return _documents().get(market, {})


def built_in_markets() -> Iterator[str]:
    """The markets of which Loket brings something along, in order."""
    return iter(sorted(_documents()))


@cache
def _documents() -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(_BUILT_IN.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        found |= dict.fromkeys(document["markets"], document["policy"])
    return found


@cache
def _festivals() -> tuple[PlannedPause, ...]:
    return tuple(PlannedPause(each.key, each.first, each.last, each.countries) for each in festivals())


def _fits(market: str, category: str) -> Q:
    return Q(market__in={market, ""}, category__in={category, ""})


def _from_own_to_general(market: str, category: str) -> list[tuple[str, str]]:
    return list(dict.fromkeys([(market, category), (market, ""), ("", category), ("", "")]))
