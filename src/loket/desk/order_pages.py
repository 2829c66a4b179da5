"""Gathers what the pages about orders show; reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from babel.lists import format_list
from babel.numbers import get_currency_precision
from django.db.models import Sum
from django.http import QueryDict

from loket.design.wording import page_locale
from loket.desk.forms.orders import ActionForm, read_amount
from loket.desk.order_panels import order_panel, reason_why
from loket.desk.order_talks import order_talk
from loket.desk.order_words import who_is
from loket.orders.access import ledger_visible_to
from loket.orders.actions.ledger import Request, role_of
from loket.orders.bookkeeping.destinations import SAFE
from loket.orders.facts import OrderFacts
from loket.orders.models import LedgerEntry, Order, OrderChange
from loket.orders.queries import order_facts
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.policy_document import KINDS
from loket.orders.rulebook.rules import Permission, granted, permission
from loket.orders.telling.formats import money
from loket.orders.telling.naming import destination_label, payment_method
from loket.people.access import NotVisible, staff_visible_to
from loket.people.actors import StaffActor

CHANGES_A_PAGE = 50
ADDRESS = ("name", "city", "postcode", "country")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules allow for some of the reasons, in words, and at whose cost."""

    reasons: tuple[str, ...]
    sentence: str
    cost_to: str


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One kind of action on one order, and whether somebody may do it now."""

    order: Order
    facts: OrderFacts
    kind: str
    # What each reason allows; empty where nothing does.
    granted: Mapping[str, Permission]
    terms: tuple[Terms, ...]
    why: str

    @property
    def name(self) -> str:
        """What the action is called."""
        return str(LedgerEntry.Kind(self.kind).label)

    def refused_by(self, refused: Permission, actor: StaffActor) -> ActionPage:
        """The same page after the ledger said no: things changed while somebody wrote."""
        return replace(self, granted={}, terms=(), why=reason_why(refused, self.facts, actor))


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody is about to confirm; ``carried`` are the form's fields, to be sent again."""

    amount: str
    items: tuple[str, ...]
    address: tuple[str, ...]
    goes_back: str
    confirm: str
    carried: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of an order, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an order, and who said so."""

    change: OrderChange
    who: str
    differences: tuple[Difference, ...]


def action_page(order: Order, kind: str, actor: StaffActor, *, now: datetime) -> ActionPage:
    """What somebody may do of one kind; raises NotVisible for a kind that does not exist."""
    if kind not in KINDS:
        raise NotVisible
    facts, policy, role = order_facts(order), current_policy(order.market), role_of(actor)
    found = permission(facts, kind, role, policy=policy, now=now)
    if not found.is_allowed:
        return ActionPage(order, facts, kind, {}, (), reason_why(found, facts, actor))
    reasons = [reason for rule in granted(facts, kind, role, policy=policy, now=now) for reason in rule.reasons]
    known = {each: permission(facts, kind, role, policy=policy, now=now, reason=each) for each in reasons}
    return ActionPage(order, facts, kind, known, tuple(_terms(known, facts, actor)), "")


def review_of(page: ActionPage, form: ActionForm) -> Review:
    """What is about to be asked for, with everything that the form carries along."""
    asked = form.request()
    amount = money(asked.amount, page.facts.currency) if asked.amount is not None else ""
    chosen = [each for each in page.facts.items if each.line in asked.lines]
    return Review(
        amount=amount,
        items=tuple(each.title for each in chosen),
        address=tuple(address_lines(asked.details.get("address", {}))),
        goes_back=_goes_back(asked, page.facts),
        confirm=f"{page.name} {amount}".strip(),
        carried=tuple(form.carried()),
    )


def find_repeat(order: Order, key: str, actor: StaffActor) -> LedgerEntry | None:
    """The entry that a form has made already: it is told again, whatever the rules would say to another one."""
    return ledger_visible_to(actor).filter(order=order, idempotency_key=key).select_related("order").first()


def is_same(entry: LedgerEntry, given: QueryDict, actor: StaffActor) -> bool:
    """Whether a form says once more what it said when it made this entry."""
    address = entry.details.get("address", {})
    made = {
        "reason": entry.reason,
        "coupon": entry.details.get("coupon", ""),
        "destination": "" if entry.destination in SAFE[:1] else entry.destination,
        "street": " ".join(address.get("lines", ())),
        "lines": {str(each) for each in entry.lines},
        **{name: address.get(name, "") for name in ADDRESS},
    }
    said = {name: " ".join(given.get(name, "").split()) for name in made} | {"lines": set(given.getlist("lines"))}
    said["destination"] = "" if said["destination"] in SAFE[:1] else said["destination"]
    amount = read_amount(given.get("amount", ""), decimals=get_currency_precision(entry.order.currency))
    return said == made and (amount is None or amount in {entry.amount, _asked_with(entry, actor)})


def order_context(
    order: Order, actor: StaffActor, *, language: str, before: int | None, now: datetime
) -> dict[str, Any]:
    """The page of one order, with what buyer and seller wrote before the line ``before``, or last."""
    panel = order_panel(order.pk, actor, now=now)
    talk = order_talk(panel.order, language=language, zone=actor.user.time_zone, before=before, now=now)
    return {"section": "orders", "panel": panel, "order": panel.order, "talk": talk, "zone": actor.user.time_zone}


def history_context(order: Order, actor: StaffActor, *, before: int | None) -> dict[str, Any]:
    """Every change of an order, the latest first, a page at a time."""
    found = order.changes.order_by("-version")
    if before is not None:
        found = found.filter(version__lt=before)
    rows = list(found[: CHANGES_A_PAGE + 1])
    shown = rows[:CHANGES_A_PAGE]
    names = _staff_names((each.by for each in shown), actor)
    return {
        "section": "orders",
        "order": order,
        "changes": [Change(each, who_is(each.by, names), tuple(_differences(each))) for each in shown],
        "is_first": before is None,
        "next": shown[-1].version if len(rows) > CHANGES_A_PAGE else None,
    }


def _asked_with(entry: LedgerEntry, actor: StaffActor) -> Decimal | None:
    """The sum of a refund that went over several payments: its parts share the beginning of their keys."""
    parts = ledger_visible_to(actor).filter(
        order=entry.order_id, kind=entry.kind, idempotency_key__startswith=entry.idempotency_key
    )
    total: Decimal | None = parts.aggregate(total=Sum("amount"))["total"]
    return total


def address_lines(address: Mapping[str, Any]) -> Iterable[str]:
    """An address as it is written on a parcel."""
    town = f"{address.get('postcode', '')} {address.get('city', '')}"
    parts = [address.get("name"), *address.get("lines", ()), town, address.get("country")]
    return (str(each).strip() for each in parts if each and str(each).strip())


def _goes_back(asked: Request, facts: OrderFacts) -> str:
    """Where money goes: over which payment, where that is known already, or to another destination."""
    if asked.kind != LedgerEntry.Kind.REFUND:
        return ""
    if asked.destination != SAFE[0]:
        return destination_label(asked.destination)
    captured = [each for each in facts.payments if each.state == "captured"]
    named = [each for each in captured if each.reference == asked.payment_reference] or captured
    return format_list([payment_method(each.method) for each in named], style="or", locale=page_locale())


def _terms(known: Mapping[str, Permission], facts: OrderFacts, actor: StaffActor) -> Iterable[Terms]:
    """The reasons under the same terms together, in their order."""
    together: dict[tuple[str, str], list[str]] = {}
    for reason, found in known.items():
        together.setdefault((reason_why(found, facts, actor), found.cost_to), []).append(reason)
    for (sentence, cost_to), reasons in together.items():
        yield Terms(tuple(reasons), sentence, cost_to)


def _differences(change: OrderChange) -> Iterable[Difference]:
    """What changed, value by value; what came or went as a whole stands in one line."""
    pairs = {name: _both(values) for name, values in change.changed.items()}
    for whole, found in groupby(pairs.items(), key=lambda each: each[0].rpartition(".")[0]):
        values = list(found)
        befores, afters = [each[1][0] for each in values], [each[1][1] for each in values]
        if whole and len(values) > 1 and not (any(befores) and any(afters)):
            yield Difference(whole, ", ".join(filter(None, befores)), ", ".join(filter(None, afters)))
        else:
            yield from (Difference(name, before, after) for name, (before, after) in values)


def _both(values: object) -> tuple[str, str]:
    before, after = values if isinstance(values, list) and len(values) == 2 else (None, values)
    return _written(before), _written(after)


def _written(value: object) -> str:
    if value in (None, "", [], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _staff_names(labels: Iterable[str], actor: StaffActor) -> Mapping[str, str]:
    ids = {label.removeprefix("staff:") for label in labels if label.startswith("staff:")}
    staff = staff_visible_to(actor).filter(pk__in=[int(each) for each in ids if each.isdecimal()])
    return {f"staff:{each.pk}": each.name for each in staff}
