"""Orders as My orders shows them: rows of the list, and everything about one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.design.wording import find_zone
from loket.helpcentre.order_parts import (
    Item,
    Parcel,
    PaymentLine,
    address_lines,
    coupons_of,
    group_line,
    order_items,
    parcels_of,
    payment_line,
    progress_steps,
    sums_of,
)
from loket.helpcentre.order_wording import (
    action_label,
    action_limits,
    advice,
    asked_title,
    next_step,
    outcome,
    problem_label,
)
from loket.helpcentre.pages import Visit
from loket.helpcentre.wording import say_zone
from loket.orders.access import visible_to
from loket.orders.facts import EntryFacts, ItemFacts, OrderFacts
from loket.orders.listing import orders_page
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rule_wording import explain
from loket.orders.rulebook.rules import Permission, permissions
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.standings import Standing, standing_of
from loket.orders.telling.timeline import timeline
from loket.orders.telling.timeline_wording import EntryWords, entry_words
from loket.orders.telling.wording import day_of, moment, money, say_standing, state_label
from loket.people.actors import CustomerActor

TONES = {
    "delivered": "positive",
    "completed": "positive",
    "refunded": "positive",
    "refund_coming": "quiet",
    "shipped": "accent",
    "paid": "accent",
    "group_open": "accent",
    "awaiting_payment": "warning",
    "payment_expiring": "warning",
    "customs": "warning",
    "expired": "quiet",
    "cancelled": "quiet",
}
# What helps first in each standing, best first; a person where nothing of it is possible.
FIRST_ACTIONS = {
    "late": ("refund", "resend"),
    "lost": ("refund", "resend"),
    "returned": ("refund", "resend"),
    "customs": ("refund",),
    "refund_failed": ("refund",),
    "refund_missing": ("refund",),
    "charged_twice": ("refund",),
    "delivered": ("replace", "refund"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An order in a list."""

    number: str
    url: str
    title: str
    picture: str
    state: str
    tone: str
    placed: str
    standing: str
    next_step: str
    is_problem: bool


@dataclass(frozen=True, slots=True)
class Possibility:
    """Something that can be done now."""

    kind: str
    label: str
    limits: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was asked for, and how it stands; ``kind`` is an alert's."""

    title: str
    stands: str
    text: str
    kind: str
    amount: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything about one order."""

    row: Row
    advice: str
    steps: tuple[tuple[str, str], ...]
    entries: tuple[EntryWords, ...]
    parcels: tuple[Parcel, ...]
    items: tuple[Item, ...]
    payments: tuple[PaymentLine, ...]
    sums: tuple[tuple[str, str, str], ...]
    coupons: tuple[tuple[str, str, str], ...]
    group: str
    address: tuple[str, ...]
    asked: tuple[Asked, ...]
    primary: Possibility | None
    others: tuple[Possibility, ...]
    refusals: tuple[tuple[str, str], ...]
    seller: str
    zone_name: str


def zone_for(visit: Visit, facts: OrderFacts) -> tzinfo:
    """The viewer's clock, the order's where theirs is not known."""
    return visit.zone or find_zone(facts.time_zone)


def order_row(facts: OrderFacts, visit: Visit) -> Row:
    """An order as a row of the list."""
    found, zone = standing_of(facts, visit.now), zone_for(visit, facts)
    return Row(
        number=facts.number,
        url=visit.url("order", number=facts.number),
        title=title_of(facts.items),
        picture=next(filter(None, (own_picture(each.image_url) for each in facts.items)), ""),
        state=problem_label(found.kind) or state_label(facts),
        tone=_tone(found),
        placed=day_of(facts.placed_at, zone),
        standing=say_standing(found, facts, visit.now, time_zone=zone),
        next_step=next_step(found.kind) if found.is_problem else "",
        is_problem=found.is_problem,
    )


def first_rows(actor: CustomerActor, visit: Visit, *, most: int = 3) -> list[Row]:
    """A few orders for the top of another page: one that needs a look first, then the newest."""
    page = orders_page(visible_to(actor), visit.now, size=most)
    return [order_row(each, visit) for each in (*page.urgent, *page.orders)[:most]]


def title_of(items: tuple[ItemFacts, ...]) -> str:
    """The first item, and how many more there are."""
    if not items:
        return _("Order without items")
    more = len(items) - 1
    if not more:
        return items[0].title
    return ngettext("%(title)s and %(more)d more", "%(title)s and %(more)d more", more) % {
        "title": items[0].title,
        "more": more,
    }


def order_page(facts: OrderFacts, visit: Visit) -> OrderPage:
    """Everything about one order, on the viewer's clock."""
    zone, currency = zone_for(visit, facts), facts.currency
    found = permissions(facts, "buyer", policy=current_policy(facts.market), now=visit.now)
    primary, others = _possibilities(found, facts, visit)
    return OrderPage(
        row=order_row(facts, visit),
        advice=advice(standing_of(facts, visit.now).kind),
        steps=progress_steps(facts),
        entries=tuple(entry_words(each, currency, time_zone=zone) for each in timeline(facts, visit.now)),
        parcels=tuple(parcels_of(facts, zone)),
        items=order_items(facts),
        payments=tuple(payment_line(each, facts, zone, visit.now) for each in facts.payments),
        sums=tuple(sums_of(facts)),
        coupons=tuple(coupons_of(facts, zone)),
        group=group_line(facts),
        address=tuple(address_lines(facts)),
        # What is done, the time line tells.
        asked=tuple(asked_of(each, facts, visit) for each in reversed(facts.ledger) if each.state != "settled"),
        primary=primary,
        others=others,
        refusals=_refusals(found, facts, zone),
        seller=facts.seller,
        zone_name=say_zone(getattr(zone, "key", "UTC"), visit.now),
    )


def _tone(found: Standing) -> str:
    if found.kind in TONES:
        return TONES[found.kind]
    return "danger" if found.is_problem else "quiet"


def asked_of(entry: EntryFacts, facts: OrderFacts, visit: Visit) -> Asked:
    """Something that was asked for, as it stands now."""
    zone = zone_for(visit, facts)
    stands = outcome(entry, facts, zone)
    amount = money(entry.amount, facts.currency) if entry.amount is not None else ""
    url = visit.url("order_request", number=facts.number, entry=entry.id)
    return Asked(
        asked_title(entry), stands.title, stands.text, stands.kind, amount, moment(entry.created_at, zone), url
    )


def _possibilities(
    found: Iterable[Permission], facts: OrderFacts, visit: Visit
) -> tuple[Possibility | None, tuple[Possibility, ...]]:
    zone = zone_for(visit, facts)
    possible = {
        each.kind: Possibility(
            each.kind,
            action_label(each.kind),
            action_limits(each, facts.currency, zone),
            visit.url("order_action", number=facts.number, kind=each.kind),
        )
        for each in found
        if each.is_allowed
    }
    wanted = FIRST_ACTIONS.get(standing_of(facts, visit.now).kind, ())
    first = next((kind for kind in wanted if kind in possible), "")
    primary = possible.pop(first, None)
    return primary, tuple(possible.values())


def _refusals(found: Iterable[Permission], facts: OrderFacts, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """What is not possible and why; nobody asks for a coupon that was never there."""
    name = getattr(zone, "key", "UTC")
    return tuple(
        (action_label(each.kind), explain(each, currency=facts.currency, time_zone=name))
        for each in found
        if not each.is_allowed and each.why != "no_coupon"
    )
