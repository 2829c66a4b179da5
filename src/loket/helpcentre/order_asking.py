"""Asking for something to be done with one's order: what will happen, what was asked for, and why it was refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, tzinfo

from django.utils.translation import gettext as _

from loket.helpcentre.buyers import Buyer
from loket.helpcentre.order_forms import ActionForm
from loket.helpcentre.order_pages import Row, order_row, zone_for
from loket.helpcentre.order_wording import action_label, action_limits, confirmation, consequences
from loket.helpcentre.pages import Visit
from loket.orders.actions.ledger import Request, ask_for
from loket.orders.bookkeeping.destinations import WAIT
from loket.orders.bookkeeping.refund_dates import expected_by
from loket.orders.bookkeeping.refusals import KeyTaken, NotAllowed, OverTheCap, RequestRefused
from loket.orders.bookkeeping.ways_back import payment_without_way_back
from loket.orders.facts import EntryFacts, OrderFacts, PaymentFacts, RefundFacts
from loket.orders.models import LedgerEntry, Order
from loket.orders.queries import order_facts
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rule_wording import explain
from loket.orders.rulebook.rules import Permission, granted, permission
from loket.orders.rulebook.situations import money_left
from loket.orders.telling.naming import payment_method
from loket.orders.telling.standings import PENDING
from loket.orders.telling.wording import day, money, refund_line, refund_place

Refusal = NotAllowed | OverTheCap | RequestRefused | KeyTaken
MOVES_MONEY = frozenset({"cancel", "refund"})


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action before it is confirmed; ``refusal`` says why it is not possible, where it is not."""

    order: Order
    facts: OrderFacts
    row: Row
    kind: str
    title: str
    limits: str
    granted: tuple[Permission, ...]
    refusal: str
    consequences: tuple[str, ...]
    confirmation: str


def action_page(order: Order, kind: str, visit: Visit) -> ActionPage:
    """What will happen once this is confirmed, or why it is not possible."""
    facts = order_facts(order)
    policy, zone = current_policy(facts.market), zone_for(visit, facts)
    found = permission(facts, kind, "buyer", policy=policy, now=visit.now)
    return ActionPage(
        order=order,
        facts=facts,
        row=order_row(facts, visit),
        kind=kind,
        title=action_label(kind),
        limits=action_limits(found, facts.currency, zone) if found.is_allowed else "",
        granted=granted(facts, kind, "buyer", policy=policy, now=visit.now),
        refusal="" if found.is_allowed else _why_not(found, facts, zone),
        consequences=(*_money(facts, found, visit, zone), *consequences(kind)),
        confirmation=confirmation(kind),
    )


def send(page: ActionPage, form: ActionForm, *, buyer: Buyer, destination: str = "original") -> LedgerEntry:
    """Ask the ledger; the same form sent again finds the first request. Raises what ``Refusal`` names."""
    request = Request(
        page.kind,
        form.cleaned_data["reason"],
        lines=form.chosen_lines,
        destination=destination,
        details=form.details,
    )
    # Two buyers' forms never share a key, whatever they send.
    key = f"buyer:{buyer.customer.pk}:{form.cleaned_data['key']}"
    return ask_for(page.order, request, key=key, by=buyer.actor)


def expectations(facts: OrderFacts, entry: EntryFacts, visit: Visit) -> tuple[str, ...]:
    """Where the money of a request is and by when it should be there; nothing for what moves none."""
    if entry.kind not in MOVES_MONEY:
        return ()
    today = visit.now.astimezone(zone_for(visit, facts)).date()
    told = [
        refund_line(_with_day(refund, payment, entry, facts, today), payment, facts.currency, today=today)
        for payment in facts.payments
        for refund in payment.refunds
        if entry.kind == "cancel" or refund.id == entry.id
    ]
    return tuple(told)


def _with_day(
    refund: RefundFacts, payment: PaymentFacts, entry: EntryFacts, facts: OrderFacts, today: date
) -> RefundFacts:
    """The refund with the day by which such money usually arrives, while nobody has named one."""
    if refund.expected_by or entry.state not in PENDING:
        return refund
    sent_on = today + WAIT if entry.state == "waiting" else today
    return replace(refund, expected_by=_there_by(facts, payment, refund.destination, sent_on))


def _there_by(facts: OrderFacts, payment: PaymentFacts, destination: str, sent_on: date) -> date:
    policy = current_policy(facts.market)
    return expected_by(policy, payment.method, destination, market=facts.market, today=sent_on)


def why_refused(refusal: Refusal, page: ActionPage, visit: Visit) -> str:
    """Why the ledger did not take it, and what to do now."""
    if isinstance(refusal, NotAllowed):
        return _why_not(refusal.permission, page.facts, zone_for(visit, page.facts))
    if isinstance(refusal, OverTheCap):
        if not refusal.most:
            return _("For these items everything has gone back already, or is on its way.")
        most = money(refusal.most, page.facts.currency)
        return _("At most %(most)s can still go back for these items.") % {"most": most}
    if isinstance(refusal, KeyTaken):
        return _("This page was used before. Open it again from your order.")
    texts = {
        "holder_differs": _("The account has to belong to the person who placed the order."),
        "proof_too_old": _("The code is too old. Ask for another one."),
    }
    return texts.get(refusal.problem, _("The order has changed meanwhile. Open this again from your order."))


def _why_not(found: Permission, facts: OrderFacts, zone: tzinfo) -> str:
    if found.why == "other_reason":
        return _("For this reason it is not possible by itself. Choose another one, or talk to a person.")
    if found.why == "already_asked":
        return _("You have asked for this already; it is under way.")
    return explain(found, currency=facts.currency, time_zone=getattr(zone, "key", "UTC"))


def _money(facts: OrderFacts, found: Permission, visit: Visit, zone: tzinfo) -> tuple[str, ...]:
    """How much goes where and by when, for an action that moves money."""
    most = found.most if found.most is not None else money_left(facts)
    paid = [each for each in facts.payments if each.state == "captured"]
    if found.kind not in MOVES_MONEY or not most or not paid:
        return ()
    stuck = payment_without_way_back(facts)
    if stuck:
        named = {"amount": money(most, facts.currency), "method": payment_method(stuck.method)}
        said = _("%(amount)s comes back to you. %(method)s carries no money back: you name an account for it.")
        return (said % named,)
    until = _there_by(facts, paid[-1], "original", visit.now.astimezone(zone).date())
    parts = {
        "amount": money(most, facts.currency),
        "where": refund_place(RefundFacts("", most, "original", "requested"), paid[-1]),
        "day": day(until),
    }
    if found.kind == "cancel":
        return (_("%(amount)s goes back %(where)s, expected by %(day)s.") % parts,)
    said = _("Up to %(amount)s goes back %(where)s, expected by %(day)s.") % parts
    return (said,) if most >= money_left(facts) else (said, _("Is that too little? A person can send more back."))
