"""The one way by which anything is done with an order at the marketplace: ask here, and it is carried out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.access import visible_to
from loket.orders.actions.carrying_out import carry_out, carry_out_due, reconcile
from loket.orders.actions.deciding import approve, decline, retry, settle_by_hand
from loket.orders.actions.news import tell_of_duties, tell_of_order
from loket.orders.actions.notices import warn_of_other_destination
from loket.orders.actions.proving import spend_proof
from loket.orders.actions.stuck_money import account_named, leave_to_person
from loket.orders.bookkeeping.asking import Decision, Move, Request, check_request, details_of, moves_of
from loket.orders.bookkeeping.caps import NOTHING, Checkout
from loket.orders.bookkeeping.checkouts import MOVED_NOTHING, checkout_of, orders_of_checkout
from loket.orders.bookkeeping.destinations import WAIT, is_elsewhere
from loket.orders.bookkeeping.ledger_states import AFTER, PROOF, WAITS_FOR_ANOTHER
from loket.orders.bookkeeping.refusals import KeyTaken, NotAllowed, OverTheCap, RequestRefused
from loket.orders.bookkeeping.ways_back import can_go_back
from loket.orders.facts import OrderFacts
from loket.orders.models import LedgerEntry, Order, Refund
from loket.orders.queries import facts_of, with_everything
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.policy_document import PolicyDocument
from loket.orders.rulebook.rules import Permission, permission
from loket.orders.rulebook.rules import Role as RuleRole
from loket.orders.states import EntryState
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, CustomerActor, ServerActor, StaffActor, SystemActor
from loket.people.models.user import Role

__all__ = [
    "Decision",
    "KeyTaken",
    "NotAllowed",
    "OverTheCap",
    "Request",
    "RequestRefused",
    "approve",
    "ask_for",
    "carry_out",
    "carry_out_due",
    "decline",
    "reconcile",
    "retry",
    "role_of",
    "settle_by_hand",
]

State = LedgerEntry.State
Kind = LedgerEntry.Kind
# Things that leave a warehouse cost what was paid for them.
SENDS_GOODS = (Kind.RESEND, Kind.REPLACE)


@dataclass(frozen=True, slots=True)
class _Case:
    """A request beside everything it is judged by, read under the locks."""

    request: Request
    key: str
    by: Actor
    now: datetime
    order: Order
    facts: OrderFacts
    checkout: Checkout
    permission: Permission
    policy: PolicyDocument
    proof: Mapping[str, str] = field(default_factory=dict)

    @property
    def payments(self) -> dict[str, int]:
        return {each.reference: each.pk for each in self.order.payments.all()}


@transaction.atomic
def ask_for(order: Order, request: Request, *, key: str, by: Actor, decision: Decision | None = None) -> LedgerEntry:
    """Enter one request; the same ``key`` again finds the first entry, and nothing new happens.

    With a ``decision`` the rulebook is not asked, the caps are. Raises NotAllowed, OverTheCap, RequestRefused, KeyTaken
    and NotVisible. The order and all that were paid with it stay locked until the end, so that two requests never count
    the same money.
    """
    # Read anew: the shop may have said meanwhile what it was paid together with.
    found = visible_to(by).filter(pk=order.pk).first()
    if found is None:
        raise NotVisible
    locked = Order.objects.select_for_update(no_key=True).filter(orders_of_checkout(found)).order_by("pk")
    together = list(locked.values_list("pk", flat=True))
    known = LedgerEntry.objects.filter(idempotency_key=key).first()
    if known is not None:
        return _same(known, order, request)
    case = _read_case(order.pk, request, together=together, key=key, by=by, decision=decision)
    _check_allowed(case)
    check_request(request, case.facts, contact_name=case.order.contact_name)
    if request.kind == Kind.REFUND and is_elsewhere(request.destination):
        case = replace(case, proof=spend_proof(case.order, by, now=case.now))
    entry = _enter_cancel(case) if request.kind == Kind.CANCEL else _enter(case)
    tell = tell_of_duties if entry.state == State.AWAITING_APPROVAL else tell_of_order
    tell(entry.order_id)
    return entry


def role_of(actor: Actor) -> RuleRole:
    """The role in which the rules know somebody; raises NotVisible for those who may ask for nothing."""
    if isinstance(actor, StaffActor) and may_answer(actor):
        return "lead" if actor.user.has_role(Role.LEAD) else "agent"
    if isinstance(actor, CustomerActor):
        return "buyer"
    if isinstance(actor, ServerActor):
        return "server"
    if isinstance(actor, SystemActor):
        return "system"
    raise NotVisible


def _same(known: LedgerEntry, order: Order, request: Request) -> LedgerEntry:
    if known.order_id != order.pk or known.kind != request.kind:
        raise KeyTaken("This idempotency key belongs to another request; use a new one.")
    return known


def _read_case(
    order_id: int, request: Request, *, together: list[int], key: str, by: Actor, decision: Decision | None
) -> _Case:
    now = timezone.now()
    order = with_everything(Order.objects.filter(pk=order_id)).get()
    facts = facts_of(order)
    policy = current_policy(order.market)
    if decision:
        allowed = Permission(is_allowed=True, kind=request.kind, rule=decision.rule, why="", cost_to=decision.cost_to)
    else:
        allowed = permission(
            facts, request.kind, role_of(by), policy=policy, now=now, reason=request.reason, lines=request.lines
        )
    return _Case(request, key, by, now, order, facts, checkout_of(together), allowed, policy)


def _check_allowed(case: _Case) -> None:
    if not case.permission.is_allowed:
        raise NotAllowed(case.permission)
    if case.permission.reasons and case.request.reason not in case.permission.reasons:
        raise NotAllowed(replace(case.permission, is_allowed=False, why="other_reason"))
    is_cancelled = any(each.kind == Kind.CANCEL and each.state not in MOVED_NOTHING for each in case.facts.ledger)
    if is_cancelled and case.request.kind == Kind.CANCEL:
        raise NotAllowed(replace(case.permission, is_allowed=False, why="already_asked"))


def _enter(case: _Case) -> LedgerEntry:
    """One entry; a refund that no single payment can carry becomes one for each payment, of which the first is told."""
    if case.request.kind != Kind.REFUND:
        return _add(case, key=case.key, state=_first_state(case, _worth(case)))
    moves = _moves(case, most=case.permission.most)
    state = _first_state(case, sum((each.amount for each in moves), NOTHING))
    first = _add(case, key=case.key, state=state, move=moves[0])
    others = [
        _add(case, key=f"{first.pk}:refund:{each.payment}", state=state, move=each, part_of=first) for each in moves[1:]
    ]
    if is_elsewhere(case.request.destination):
        account_named(case.order, by=case.by)
        _warn_contact(case, (first, *others))
    return first


def _enter_cancel(case: _Case) -> LedgerEntry:
    """The cancellation, and a refund over each payment that waits until the marketplace has cancelled.

    What cannot go back the way it was paid is left to a person.
    """
    everything = Request(Kind.REFUND, case.request.reason, destination=case.request.destination)
    if is_elsewhere(everything.destination):
        raise RequestRefused("account_missing")
    is_paid = case.checkout.most(case.order.pk, payment=None, lines={}) > NOTHING
    moves = _moves(replace(case, request=everything), most=None) if is_paid else ()
    state = _first_state(case, sum((each.amount for each in moves), NOTHING))
    entry = _add(case, key=case.key, state=state)
    payments = {each.pk: each for each in case.order.payments.all()}
    able = [each for each in moves if can_go_back(payments[each.payment].method)]
    leave_to_person(case.order, (each for each in moves if each not in able), payments=payments)
    for move in able:
        _add(
            replace(case, request=everything),
            key=f"{entry.pk}:refund:{move.payment}",
            state=State.WAITING,
            move=move,
            after=entry,
        )
    return entry


def _moves(case: _Case, *, most: Decimal | None) -> tuple[Move, ...]:
    return moves_of(
        case.request, case.facts, order=case.order.pk, payments=case.payments, checkout=case.checkout, most=most
    )


def _worth(case: _Case) -> Decimal:
    if case.request.kind not in SENDS_GOODS:
        return NOTHING
    lines = case.request.lines or tuple(each.line for each in case.facts.items)
    return sum((each.paid for each in case.facts.items if each.line in lines), NOTHING)


def _first_state(case: _Case, worth: Decimal) -> EntryState:
    limit = case.permission.second_person_above
    if limit is not None and worth > limit:
        return State.AWAITING_APPROVAL
    has_to_wait = case.request.kind == Kind.REFUND and is_elsewhere(case.request.destination)
    return State.WAITING if has_to_wait else State.READY


def _add(
    case: _Case,
    *,
    key: str,
    state: EntryState,
    move: Move | None = None,
    after: LedgerEntry | None = None,
    part_of: LedgerEntry | None = None,
) -> LedgerEntry:
    request = case.request
    staff = case.by.user if isinstance(case.by, StaffActor) else None
    entry = LedgerEntry.objects.create(
        idempotency_key=key,
        order=case.order,
        kind=request.kind,
        state=state,
        amount=move.amount if move else None,
        payment_id=move.payment if move else None,
        destination=request.destination if move else "",
        lines=list(request.lines),
        details={**details_of(request), **_own_details(case, move, after)},
        reason=request.reason,
        cost_to=case.permission.cost_to,
        rule=case.permission.rule,
        policy_market=case.policy.market,
        policy_version=case.policy.version,
        part_of=part_of,
        asked_by=case.by.label,
        asked_by_staff=staff,
        created_at=case.now,
        due_at=_due_at(case, after),
    )
    _follow_up(case, entry)
    return entry


def _own_details(case: _Case, move: Move | None, after: LedgerEntry | None) -> Mapping[str, Any]:
    shares = {str(line): str(amount) for line, amount in move.shares.items()} if move else {}
    found = {"shares": shares, AFTER: str(after.pk) if after else "", PROOF: dict(case.proof)}
    return {name: each for name, each in found.items() if each}


def _due_at(case: _Case, after: LedgerEntry | None) -> datetime:
    if after is not None:
        return case.now + WAITS_FOR_ANOTHER
    is_money = case.request.kind == Kind.REFUND
    return case.now + WAIT if is_money and is_elsewhere(case.request.destination) else case.now


def _follow_up(case: _Case, entry: LedgerEntry) -> None:
    if entry.kind == Kind.REFUND and entry.amount is not None and entry.payment_id is not None:
        Refund.objects.create(
            payment_id=entry.payment_id,
            external_id=str(entry.pk),
            amount=entry.amount,
            destination=entry.destination,
            state=Refund.State.REQUESTED,
            entry=entry,
        )
    data = {"entry": str(entry.pk), "kind": entry.kind, "reason": entry.reason, "state": entry.state}
    data |= {"rule": entry.rule, "policy": entry.policy}
    if entry.amount is not None:
        data["amount"] = str(entry.amount)
    record("ledger.asked", case.order.subject, by=case.by.label, actor_id=case.by.actor_id, data=data)
    if entry.state == State.READY:
        defer(jobs.carry_out, entry_id=str(entry.pk))


def _warn_contact(case: _Case, entries: tuple[LedgerEntry, ...]) -> None:
    """Whoever could be reached until now hears of it, one letter for each amount."""
    for entry in entries:
        data = {"entry": str(entry.pk), "destination": entry.destination}
        record("refund.other_destination", case.order.subject, by=case.by.label, actor_id=case.by.actor_id, data=data)
        warn_of_other_destination(case.order, entry)
