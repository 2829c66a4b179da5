"""What may be done with an order: asked of a policy and the order's facts, with the clock as argument. Pure.

A rule grants; the first that grants wins. Where none does, the answer names the rule that came nearest, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from loket.orders.facts import OrderFacts
from loket.orders.rulebook.business_days import Closed
from loket.orders.rulebook.granting import Case, Verdict, judge
from loket.orders.rulebook.obstacles import obstacle
from loket.orders.rulebook.policy_document import KINDS, PolicyDocument, Role
from loket.orders.rulebook.policy_reading import PolicyRefused, read_policy

__all__ = [
    "Permission",
    "PolicyDocument",
    "PolicyRefused",
    "Role",
    "granted",
    "permission",
    "permissions",
    "read_policy",
]

_NOT_YET = frozenset({"not_in_state", "shop_decides"})
_STAFF: tuple[Role, ...] = ("agent", "lead")


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether something may be done, by which rule, and why not; ``most`` and ``until`` only where there is a limit.

    ``facts``: what a sentence about it names (``loket.orders.rulebook.rule_wording``).
    """

    is_allowed: bool
    kind: str
    rule: str
    why: str
    reasons: tuple[str, ...] = ()
    most: Decimal | None = None
    cost_to: str = ""
    second_person_above: Decimal | None = None
    until: datetime | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def permission(
    facts: OrderFacts,
    kind: str,
    role: Role,
    *,
    policy: PolicyDocument,
    now: datetime,
    reason: str = "",
    lines: tuple[int, ...] | None = None,
    closed: Closed | None = None,
) -> Permission:
    """Whether ``role`` may do ``kind`` with this order; with a ``reason`` only by rules that know it.

    ``lines``: for which of them, none for the whole order; None where that is still to be chosen. ``closed`` tells on
    which days nobody works; without it only the market's weekends are known.
    """
    case = Case(facts, kind, role, policy, now, reason, lines, closed)
    found = _decide(case)
    return found if found.is_allowed else _with_ways_out(found, replace(case, reason=""))


def permissions(
    facts: OrderFacts, role: Role, *, policy: PolicyDocument, now: datetime, closed: Closed | None = None
) -> tuple[Permission, ...]:
    """Every kind, what is allowed first."""
    found = [permission(facts, kind, role, policy=policy, now=now, closed=closed) for kind in KINDS]
    return tuple(sorted(found, key=lambda each: not each.is_allowed))


def granted(
    facts: OrderFacts, kind: str, role: Role, *, policy: PolicyDocument, now: datetime, closed: Closed | None = None
) -> tuple[Permission, ...]:
    """What each rule that grants allows, for a page that offers all reasons; a reason stands in the first that wins."""
    case = Case(facts, kind, role, policy, now, closed=closed)
    if obstacle(facts, kind):
        return ()
    found: list[Permission] = []
    for verdict in _verdicts(case):
        taken = {reason for each in found for reason in each.reasons}
        left = tuple(reason for reason in verdict.rule.reasons if reason not in taken)
        if verdict.is_granted and left:
            found.append(replace(_allowed(case, verdict), reasons=left))
    return tuple(found)


def _decide(case: Case) -> Permission:
    verdicts = _verdicts(case)
    hindered = obstacle(case.facts, case.kind, case.lines)
    if hindered:
        nearest = _nearest(verdicts)
        return _denied(case, nearest.rule.id if nearest else "", *hindered)
    winner = next((each for each in verdicts if each.is_granted), None)
    if winner:
        return _allowed(case, winner)
    nearest = _nearest(verdicts)
    if nearest is None:
        return _denied(case, *_not_for(case))
    return _denied(case, nearest.rule.id, nearest.why, nearest.facts)


def _verdicts(case: Case) -> list[Verdict]:
    return [judge(rule, case) for rule in case.policy.rules_for(case.role, case.kind)]


def _nearest(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The one that most was fulfilled of; of several that only have to be waited for, the one that opens first."""
    return min(verdicts, key=lambda each: (-each.fulfilled, each.waits_until), default=None)


def _not_for(case: Case) -> tuple[str, str, Mapping[str, object]]:
    """Nothing is written for the role: whose it is, or that nobody's it is."""
    others = [rule for rule in case.policy.rules if rule.kind == case.kind and rule.on]
    if not others:
        return "", "shop_decides", {}
    return others[0].id, "not_for_role", {}


def _allowed(case: Case, verdict: Verdict) -> Permission:
    rule = verdict.rule
    return Permission(
        is_allowed=True,
        kind=case.kind,
        rule=rule.id,
        why="",
        reasons=rule.reasons,
        most=verdict.most,
        cost_to=case.policy.bearer(rule, case.reason or rule.reasons[0]),
        second_person_above=verdict.second_person_above,
        until=verdict.until,
        facts={"role": case.role, "asked_at": case.now, "given": rule.given, "worth": case.facts.total},
    )


def _denied(case: Case, rule: str, why: str, facts: Mapping[str, object]) -> Permission:
    known = {"role": case.role, "asked_at": case.now, "state": case.facts.state}
    return Permission(is_allowed=False, kind=case.kind, rule=rule, why=why, facts={**known, **facts})


def _with_ways_out(denied: Permission, case: Case) -> Permission:
    """What else there is: who else may, and what the order allows instead."""
    others = tuple(each for each in _STAFF if case.role in _STAFF and _decide(replace(case, role=each)).is_allowed)
    more = {"others": others} if others else {}
    return replace(denied, facts={**denied.facts, **more, **_instead(denied, case)})


def _instead(denied: Permission, case: Case) -> Mapping[str, object]:
    if denied.kind == "refund" and denied.why in _NOT_YET and _decide(replace(case, kind="cancel")).is_allowed:
        return {"instead": "cancel"}
    if denied.kind != "cancel" or denied.why != "already_shipped":
        return {}
    refund = _decide(replace(case, kind="refund"))
    if refund.is_allowed:
        return {"instead": "refund"}
    return {"refund_from": refund.facts["from"]} if refund.why == "window_not_open" and "from" in refund.facts else {}
