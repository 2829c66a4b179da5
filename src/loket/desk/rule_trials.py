"""Answers "why can't I cancel this?" for one order: every kind for every role, by the rules of now; reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from loket.desk.rule_words import market_name
from loket.orders.access import visible_to
from loket.orders.facts import OrderFacts
from loket.orders.models import Order
from loket.orders.queries import order_facts
from loket.orders.recognising.looking_up import orders_named
from loket.orders.rulebook.policy_access import policy_for
from loket.orders.rulebook.policy_document import KINDS, ROLES, PolicyDocument, Role
from loket.orders.rulebook.rule_labels import kind_label, role_label, state_label
from loket.orders.rulebook.rule_wording import explain
from loket.orders.rulebook.rules import Permission, permission
from loket.orders.telling.formats import money
from loket.people.actors import StaffActor

# Longer is no number.
MOST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one role may, in a sentence, and the rule that says so."""

    role: str
    is_allowed: bool
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class KindAnswers:
    """What each role may do of one kind."""

    name: str
    answers: tuple[Answer, ...]


def trial_context(actor: StaffActor, text: str) -> dict[str, Any]:
    """What may be done with the order that somebody typed; without one only the box."""
    typed = text.strip()[:MOST_TEXT]
    order = _order_named(actor, typed) if typed else None
    context: dict[str, Any] = {"section": "rules", "here": "try", "text": typed, "order": order, "market": ""}
    if order is None:
        return context
    facts, zone = order_facts(order), actor.user.time_zone
    policy = policy_for(actor, facts.market)
    return context | {
        "policy": policy,
        "market": facts.market,
        "market_name": market_name(facts.market),
        "state": state_label(facts.state),
        "total": money(facts.total, facts.currency),
        "roles": [role_label(role) for role in ROLES],
        "kinds": list(_answers(facts, policy, now=timezone.now(), time_zone=zone)),
    }


def _order_named(actor: StaffActor, text: str) -> Order | None:
    exact = None if "\0" in text else visible_to(actor).filter(number=text).first()
    return exact or next(iter(orders_named(text, actor=actor).orders), None)


def _answers(facts: OrderFacts, policy: PolicyDocument, *, now: datetime, time_zone: str) -> Iterable[KindAnswers]:
    for kind in KINDS:
        found = [(role, permission(facts, kind, role, policy=policy, now=now)) for role in ROLES]
        answers = [_answer(role, each, currency=facts.currency, time_zone=time_zone) for role, each in found]
        yield KindAnswers(kind_label(kind), tuple(answers))


def _answer(role: Role, found: Permission, *, currency: str, time_zone: str) -> Answer:
    words = explain(found, currency=currency, time_zone=time_zone)
    return Answer(role_label(role), found.is_allowed, words, found.rule)
