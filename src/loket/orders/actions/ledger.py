"""The one way by which anything is done with an order at the marketplace: ask here, and it is carried out once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.orders.access import visible_to
from loket.orders.actions.carrying_out import carry_out, carry_out_due, reconcile
from loket.orders.actions.deciding import approve, decline, retry, settle_by_hand
from loket.orders.actions.entering import Case, decided, first_state, keep_entries, moves_in, new_entry, refund_entries
from loket.orders.actions.news import tell_of_duties, tell_of_order
from loket.orders.actions.notices import warn_of_other_destination
from loket.orders.actions.proving import spend_proof
from loket.orders.actions.stuck_money import account_named, leave_to_person
from loket.orders.bookkeeping.asking import Decision, Request, check_request
from loket.orders.bookkeeping.caps import NOTHING
from loket.orders.bookkeeping.checkouts import MOVED_NOTHING, checkout_of, orders_of_checkout
from loket.orders.bookkeeping.destinations import is_elsewhere
from loket.orders.bookkeeping.refusals import KeyTaken, NotAllowed, OverTheCap, RequestRefused
from loket.orders.bookkeeping.ways_back import can_go_back
from loket.orders.models import LedgerEntry, Order
from loket.orders.queries import facts_of, with_everything
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rules import Role as RuleRole
from loket.orders.rulebook.rules import permission
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
) -> Case:
    now = timezone.now()
    order = with_everything(Order.objects.filter(pk=order_id)).get()
    facts = facts_of(order)
    policy = current_policy(order.market)
    allowed = decided(request, decision) if decision else None
    if allowed is None:
        allowed = permission(
            facts, request.kind, role_of(by), policy=policy, now=now, reason=request.reason, lines=request.lines
        )
    return Case(request, key, by, now, order, facts, checkout_of(together), allowed, policy)


def _check_allowed(case: Case) -> None:
    if not case.permission.is_allowed:
        raise NotAllowed(case.permission)
    if case.permission.reasons and case.request.reason not in case.permission.reasons:
        raise NotAllowed(replace(case.permission, is_allowed=False, why="other_reason"))
    is_cancelled = any(each.kind == Kind.CANCEL and each.state not in MOVED_NOTHING for each in case.facts.ledger)
    if is_cancelled and case.request.kind == Kind.CANCEL:
        raise NotAllowed(replace(case.permission, is_allowed=False, why="already_asked"))


def _enter(case: Case) -> LedgerEntry:
    """One entry; a refund that no single payment can carry becomes one for each payment, of which the first is told."""
    if case.request.kind != Kind.REFUND:
        entry = new_entry(case, key=case.key, state=first_state(case, _worth(case)))
        keep_entries([(case, entry)])
        return entry
    entries = refund_entries(case)
    keep_entries([(case, each) for each in entries])
    if is_elsewhere(case.request.destination):
        account_named(case.order, by=case.by)
        _warn_contact(case, entries)
    return entries[0]


def _enter_cancel(case: Case) -> LedgerEntry:
    """The cancellation, and a refund over each payment that waits until the marketplace has cancelled.

    What cannot go back the way it was paid is left to a person.
    """
    everything = Request(Kind.REFUND, case.request.reason, destination=case.request.destination)
    if is_elsewhere(everything.destination):
        raise RequestRefused("account_missing")
    is_paid = case.checkout.most(case.order.pk, payment=None, lines={}) > NOTHING
    moves = moves_in(replace(case, request=everything), most=None) if is_paid else ()
    entry = new_entry(case, key=case.key, state=first_state(case, sum((each.amount for each in moves), NOTHING)))
    keep_entries([(case, entry)])
    payments = {each.pk: each for each in case.order.payments.all()}
    able = [each for each in moves if can_go_back(payments[each.payment].method)]
    leave_to_person(case.order, (each for each in moves if each not in able), payments=payments)
    refunding = replace(case, request=everything)
    for move in able:
        key = f"{entry.pk}:refund:{move.payment}"
        waiting = new_entry(refunding, key=key, state=State.WAITING, move=move, after=entry)
        keep_entries([(refunding, waiting)])
    return entry


def _worth(case: Case) -> Decimal:
    if case.request.kind not in SENDS_GOODS:
        return NOTHING
    lines = case.request.lines or tuple(each.line for each in case.facts.items)
    return sum((each.paid for each in case.facts.items if each.line in lines), NOTHING)


def _warn_contact(case: Case, entries: tuple[LedgerEntry, ...]) -> None:
    """Whoever could be reached until now hears of it, one letter for each amount."""
    for entry in entries:
        data = {"entry": str(entry.pk), "destination": entry.destination}
        record("refund.other_destination", case.order.subject, by=case.by.label, actor_id=case.by.actor_id, data=data)
        warn_of_other_destination(case.order, entry)
