"""Writing entries into the ledger: what a request that is allowed comes to, kept with all that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from loket.history.actions import Happening, record_all
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.bookkeeping.asking import Decision, Move, Request, details_of, moves_of
from loket.orders.bookkeeping.caps import NOTHING, Checkout
from loket.orders.bookkeeping.destinations import WAIT, is_elsewhere
from loket.orders.bookkeeping.ledger_states import AFTER, PROOF, WAITS_FOR_ANOTHER
from loket.orders.facts import OrderFacts
from loket.orders.models import LedgerEntry, Order, Refund
from loket.orders.rulebook.policy_document import PolicyDocument
from loket.orders.rulebook.rules import Permission
from loket.orders.states import EntryState
from loket.people.actors import Actor, StaffActor

State = LedgerEntry.State
Kind = LedgerEntry.Kind


@dataclass(frozen=True, slots=True)
class Case:
    """A request beside everything it is judged by, read under the locks; the order ``with_everything``."""

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


def decided(request: Request, decision: Decision) -> Permission:
    """What a decision allows, in the place of the rulebook."""
    return Permission(is_allowed=True, kind=request.kind, rule=decision.rule, why="", cost_to=decision.cost_to)


def moves_in(case: Case, *, most: Decimal | None) -> tuple[Move, ...]:
    """The money that the case's refund moves; raises OverTheCap."""
    return moves_of(
        case.request, case.facts, order=case.order.pk, payments=case.payments, checkout=case.checkout, most=most
    )


def first_state(case: Case, worth: Decimal) -> EntryState:
    """In which state an entry begins that is worth so much."""
    limit = case.permission.second_person_above
    if limit is not None and worth > limit:
        return State.AWAITING_APPROVAL
    has_to_wait = case.request.kind == Kind.REFUND and is_elsewhere(case.request.destination)
    return State.WAITING if has_to_wait else State.READY


def refund_entries(case: Case) -> tuple[LedgerEntry, ...]:
    """The entries of one refund, not yet kept: one for each payment that it takes. Raises OverTheCap."""
    moves = moves_in(case, most=case.permission.most)
    state = first_state(case, sum((each.amount for each in moves), NOTHING))
    first = new_entry(case, key=case.key, state=state, move=moves[0])
    others = (
        new_entry(case, key=f"{first.pk}:refund:{each.payment}", state=state, move=each, part_of=first)
        for each in moves[1:]
    )
    return (first, *others)


def new_entry(
    case: Case,
    *,
    key: str,
    state: EntryState,
    move: Move | None = None,
    after: LedgerEntry | None = None,
    part_of: LedgerEntry | None = None,
) -> LedgerEntry:
    """One entry of a case, not yet kept."""
    request = case.request
    staff = case.by.user if isinstance(case.by, StaffActor) else None
    return LedgerEntry(
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


def keep_entries(entries: Sequence[tuple[Case, LedgerEntry]]) -> None:
    """Write new entries, the shop's view of refunds beside them, their events, and the jobs that carry them out."""
    LedgerEntry.objects.bulk_create(entry for _case, entry in entries)
    refunds = (_refund(entry) for _case, entry in entries)
    Refund.objects.bulk_create(each for each in refunds if each)
    record_all(_asked(case, entry) for case, entry in entries)
    for _case, entry in entries:
        if entry.state == State.READY:
            defer(jobs.carry_out, entry_id=str(entry.pk))


def _own_details(case: Case, move: Move | None, after: LedgerEntry | None) -> Mapping[str, Any]:
    shares = {str(line): str(amount) for line, amount in move.shares.items()} if move else {}
    found = {"shares": shares, AFTER: str(after.pk) if after else "", PROOF: dict(case.proof)}
    return {name: each for name, each in found.items() if each}


def _due_at(case: Case, after: LedgerEntry | None) -> datetime:
    if after is not None:
        return case.now + WAITS_FOR_ANOTHER
    is_money = case.request.kind == Kind.REFUND
    return case.now + WAIT if is_money and is_elsewhere(case.request.destination) else case.now


def _refund(entry: LedgerEntry) -> Refund | None:
    if entry.kind != Kind.REFUND or entry.amount is None or entry.payment_id is None:
        return None
    return Refund(
        payment_id=entry.payment_id,
        external_id=str(entry.pk),
        amount=entry.amount,
        destination=entry.destination,
        state=Refund.State.REQUESTED,
        entry=entry,
    )


def _asked(case: Case, entry: LedgerEntry) -> Happening:
    data = {"entry": str(entry.pk), "kind": entry.kind, "reason": entry.reason, "state": entry.state}
    data |= {"rule": entry.rule, "policy": entry.policy}
    if entry.amount is not None:
        data["amount"] = str(entry.amount)
    return Happening("ledger.asked", case.order.subject, by=case.by.label, actor_id=case.by.actor_id, data=data)
