"""What follows when the marketplace has done, taken or refused something; always inside the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.actions.news import tell_of_duties, tell_of_order
from loket.orders.actions.notices import warn_of_changed_address
from loket.orders.bookkeeping.ledger_states import AFTER
from loket.orders.bookkeeping.refund_dates import expected_by
from loket.orders.models import PAYOUT_KINDS, Coupon, LedgerEntry, Order, OrderChange, OrderTask, Refund
from loket.orders.queries import order_facts
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rules import permission
from loket.orders.states import FOR_PEOPLE, EntryState
from loket.people.actors import SYSTEM, Actor

State = LedgerEntry.State
Kind = LedgerEntry.Kind


def settle(entry: LedgerEntry, *, reference: str, now: datetime, by: Actor = SYSTEM) -> None:
    """The marketplace has done it: the order shows it, and what waited for it may go."""
    entry.marketplace_reference = reference or entry.marketplace_reference
    entry.problem = ""
    _end(entry, State.SETTLED, now=now, by=by)
    if entry.kind == Kind.REFUND:
        _date_refunds(entry, Refund.State.SETTLED, now=now)
    elif entry.kind == Kind.CANCEL:
        _change_order(entry, now=now, state=Order.State.CANCELLED)
        _let_go(entry, now=now)
        _ask_for_coupons(entry, now=now)
    elif entry.kind == Kind.CHANGE_ADDRESS:
        _change_order(entry, now=now, ship_to=entry.details.get("address", {}))
        warn_of_changed_address(entry.order, entry, at=now)
    elif entry.kind == Kind.RETURN_COUPON:
        _return_coupon(entry, now=now)
    elif entry.kind in PAYOUT_KINDS:
        _let_go(entry, now=now)


def note_taken(entry: LedgerEntry, *, now: datetime) -> None:
    """The marketplace has taken it: money is on its way, with the day by which it should arrive."""
    _date_refunds(entry, Refund.State.SENT, now=now)
    _note(entry, "ledger.accepted", by=SYSTEM)
    tell = tell_of_duties if entry.tasks.filter(done_at=None).exists() else tell_of_order
    tell(entry.order_id)


def refuse(entry: LedgerEntry, *, problem: str, now: datetime, by: Actor = SYSTEM, needs_task: bool = True) -> None:
    """It was not done and never will be: the money may be asked for again, and a person looks."""
    entry.problem = problem[:500]
    _end(entry, State.REFUSED, now=now, by=by)
    _free_money(entry)
    # What only waited for another entry has that one's task.
    if needs_task and AFTER not in entry.details:
        _open_task(entry, OrderTask.Kind.REFUSED)
    for waiting in _waiting_for(entry):
        refuse(waiting, problem="What it belonged to was not done.", now=now, by=by)


def decline_entry(entry: LedgerEntry, *, problem: str, now: datetime, by: Actor) -> None:
    """A person does not want it: nothing was sent, and nothing that waits for it will be."""
    entry.problem = problem[:500]
    _end(entry, State.DECLINED, now=now, by=by)
    _free_money(entry)
    for waiting in _waiting_for(entry):
        decline_entry(waiting, problem=problem, now=now, by=by)


def give_to_person(entry: LedgerEntry, *, problem: str) -> None:
    """Nobody knows what became of it: its money stays counted, and a person has to find out."""
    entry.problem = problem[:500]
    entry.state = State.NEEDS_PERSON
    entry.save(update_fields=["state", "problem"])
    _open_task(entry, OrderTask.Kind.OUTCOME_UNKNOWN)
    _note(entry, "ledger.needs_person", by=SYSTEM)


def end_tasks(entry: LedgerEntry, *, outcome: str, now: datetime, by: Actor = SYSTEM) -> int:
    """Close what a person was asked about this entry; tells how much that was."""
    return entry.tasks.filter(done_at=None).update(done_at=now, done_by=by.actor_id, outcome=outcome[:500])


def _end(entry: LedgerEntry, state: EntryState, *, now: datetime, by: Actor) -> None:
    was_for_people = entry.state in FOR_PEOPLE
    entry.state = state
    entry.ended_at = now
    entry.save()
    was_for_people |= end_tasks(entry, outcome=str(state), now=now, by=by) > 0
    _note(entry, f"ledger.{state}", by=by)
    if was_for_people:
        tell_of_duties(entry.order_id)


def _note(entry: LedgerEntry, action: str, *, by: Actor) -> None:
    data = {"entry": str(entry.pk), "kind": entry.kind, "problem": entry.problem}
    record(action, f"order:{entry.order_id}", by=by.label, actor_id=by.actor_id, data=data)
    tell_of_order(entry.order_id)


def _open_task(entry: LedgerEntry, kind: OrderTask.Kind) -> None:
    data = {"problem": entry.problem}
    OrderTask.objects.get_or_create(
        entry=entry, kind=kind, done_at=None, defaults={"order_id": entry.order_id, "data": data}
    )
    tell_of_duties(entry.order_id)


def _date_refunds(entry: LedgerEntry, state: Refund.State, *, now: datetime) -> None:
    if entry.payment is None:
        return
    market = entry.order.market
    by_then = expected_by(
        current_policy(market), entry.payment.method, entry.destination, market=market, today=now.date()
    )
    refunds = Refund.objects.filter(entry=entry)
    refunds.update(state=state)
    refunds.filter(expected_by=None).update(expected_by=by_then)


def _free_money(entry: LedgerEntry) -> None:
    Refund.objects.filter(entry=entry).update(state=Refund.State.FAILED)


def _waiting_for(entry: LedgerEntry) -> list[LedgerEntry]:
    """What was asked for together with this entry and is to come after it."""
    if entry.kind not in (Kind.CANCEL, *PAYOUT_KINDS):
        return []
    waiting = LedgerEntry.objects.select_for_update(of=("self",), no_key=True).select_related("order", "payment")
    after = {f"details__{AFTER}": str(entry.pk)}
    return list(waiting.filter(order=entry.order_id, state=State.WAITING, **after).order_by("created_at"))


def _let_go(entry: LedgerEntry, *, now: datetime) -> None:
    for waiting in _waiting_for(entry):
        waiting.state = State.READY
        waiting.due_at = now
        waiting.save(update_fields=["state", "due_at"])
        defer(jobs.carry_out, entry_id=str(waiting.pk))


def _change_order(entry: LedgerEntry, *, now: datetime, **values: Any) -> None:
    order = Order.objects.select_for_update(no_key=True).get(pk=entry.order_id)
    before = {name: getattr(order, name) for name in values}
    changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
    if not changed:
        return
    for name in changed:
        setattr(order, name, values[name])
    _keep_change(order, changed, entry=entry, now=now, fields=tuple(changed))


def _return_coupon(entry: LedgerEntry, *, now: datetime) -> None:
    code = entry.details.get("coupon", "")
    order = Order.objects.select_for_update(no_key=True).get(pk=entry.order_id)
    back = Coupon.objects.filter(order=order, code=code).exclude(state=Coupon.State.RETURNED)
    state = back.values_list("state", flat=True).first()
    if state is None:
        return
    back.update(state=Coupon.State.RETURNED)
    changed = {f"coupons.{code}.state": [state, Coupon.State.RETURNED.value]}
    _keep_change(order, changed, entry=entry, now=now)


def _keep_change(
    order: Order, changed: dict[str, Any], *, entry: LedgerEntry, now: datetime, fields: tuple[str, ...] = ()
) -> None:
    order.version += 1
    order.updated_at = now
    order.save(update_fields=[*fields, "version", "updated_at"])
    OrderChange.objects.create(order=order, at=now, by=f"ledger:{entry.pk}", version=order.version, changed=changed)


def _ask_for_coupons(entry: LedgerEntry, *, now: datetime) -> None:
    """What was saved comes back with a cancellation where the policy gives it back by itself."""
    order = Order.objects.get(pk=entry.order_id)
    coupons = list(Coupon.objects.filter(order=order, state=Coupon.State.APPLIED))
    if not coupons:
        return
    policy = current_policy(order.market)
    allowed = permission(order_facts(order), Kind.RETURN_COUPON, "system", policy=policy, now=now)
    for coupon in coupons:
        if allowed.is_allowed and (coupon.expires_at is None or coupon.expires_at > now):
            back = LedgerEntry.objects.create(
                idempotency_key=f"{entry.pk}:coupon:{coupon.pk}",
                order=order,
                kind=Kind.RETURN_COUPON,
                state=State.READY,
                details={"coupon": coupon.code},
                reason=entry.reason,
                cost_to=allowed.cost_to,
                rule=allowed.rule,
                policy_market=policy.market,
                policy_version=policy.version,
                asked_by=entry.asked_by,
                asked_by_staff_id=entry.asked_by_staff_id,
                created_at=now,
                due_at=now,
            )
            defer(jobs.carry_out, entry_id=str(back.pk))
