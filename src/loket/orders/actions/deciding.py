"""What people decide about entries of the ledger: the second person, another try, and an end by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.actions.news import tell_of_duties
from loket.orders.actions.settling import decline_entry, end_tasks, refuse, settle
from loket.orders.bookkeeping.refusals import MayNotDecide, SamePerson, WrongState
from loket.orders.models import LedgerEntry
from loket.orders.states import EntryState
from loket.people.access import is_staff_with, may_answer
from loket.people.actors import Actor, StaffActor
from loket.people.models.user import Role

State = LedgerEntry.State

# Nothing of these has been sent.
NOT_SENT = (State.AWAITING_APPROVAL, State.WAITING, State.READY)
EndByHand = Literal["settled", "not_done"]


@transaction.atomic
def approve(entry: LedgerEntry, *, by: Actor) -> LedgerEntry:
    """The second person agrees, and the entry goes on with all that was asked for in the same request.

    Raises SamePerson, MayNotDecide and WrongState.
    """
    _check_lead(by)
    found, *others = _locked_parts(entry, State.AWAITING_APPROVAL)
    if _asked_it(found, by):
        raise SamePerson("Somebody else has to approve what you asked for.")
    now = timezone.now()
    for each in (found, *others):
        _let_go(each, now=now, by=by)
    return found


@transaction.atomic
def decline(entry: LedgerEntry, *, by: Actor, reason: str) -> LedgerEntry:
    """Stop what was not sent yet of the request that the entry belongs to; raises MayNotDecide and WrongState.

    A lead declines what waits for a second person, and whoever asked may take it back; anybody at the desk may stop
    what waits for its time, such as money that is about to go to another destination.
    """
    found, *others = _locked_parts(entry, *NOT_SENT)
    is_theirs = is_staff_with(by, Role.LEAD) or _asked_it(found, by)
    if not (is_theirs or (found.state != State.AWAITING_APPROVAL and may_answer(by))):
        raise MayNotDecide("This is for a lead to decide.")
    now = timezone.now()
    for each in (found, *others):
        each.decided_by_staff_id = by.actor_id
        decline_entry(each, problem=reason, now=now, by=by)
    return found


@transaction.atomic
def retry(entry: LedgerEntry, *, by: Actor) -> LedgerEntry:
    """Try again now what nobody knows the outcome of; the marketplace is looked at first. Raises WrongState."""
    if not may_answer(by):
        raise MayNotDecide("This is for people at the desk.")
    found = _locked(entry.pk, State.NEEDS_PERSON, State.SENDING)
    now = timezone.now()
    found.state = State.SENDING
    found.attempts = 0
    found.due_at = now
    found.save(update_fields=["state", "attempts", "due_at"])
    end_tasks(found, outcome="retried", now=now, by=by)
    defer(jobs.carry_out, entry_id=str(found.pk))
    _note(found, "ledger.retried", by=by)
    return found


@transaction.atomic
def settle_by_hand(entry: LedgerEntry, *, by: Actor, outcome: EndByHand) -> LedgerEntry:
    """A lead found out whether the marketplace did it; raises MayNotDecide and WrongState."""
    _check_lead(by)
    found = _locked(entry.pk, State.NEEDS_PERSON)
    found.decided_by_staff_id = by.actor_id
    now = timezone.now()
    if outcome == "settled":
        settle(found, reference="", now=now, by=by)
    else:
        refuse(found, problem=found.problem, now=now, by=by, needs_task=False)
    return found


def _locked(entry_id: UUID, *states: EntryState) -> LedgerEntry:
    return _checked(_for_update().get(pk=entry_id), *states)


def _locked_parts(entry: LedgerEntry, *states: EntryState) -> list[LedgerEntry]:
    """The entry, then the others of its request that are in one of these states; the entry itself has to be."""
    first = entry.part_of_id or entry.pk
    # In one order, so that two who decide about different parts wait for each other.
    together = list(_for_update().filter(Q(pk=first) | Q(part_of=first)).order_by("pk"))
    found = next(each for each in together if each.pk == entry.pk)
    others = [each for each in together if each.pk != entry.pk and each.state in states]
    return [_checked(found, *states), *others]


def _for_update() -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.select_for_update(of=("self",), no_key=True).select_related("order", "payment")


def _checked(entry: LedgerEntry, *states: EntryState) -> LedgerEntry:
    if entry.state not in states:
        raise WrongState("The entry has gone on meanwhile; look at it again.")
    return entry


def _let_go(entry: LedgerEntry, *, now: datetime, by: Actor) -> None:
    entry.state = State.WAITING if entry.due_at > now else State.READY
    entry.decided_by_staff_id = by.actor_id
    entry.save(update_fields=["state", "decided_by_staff"])
    if entry.state == State.READY:
        defer(jobs.carry_out, entry_id=str(entry.pk))
    _note(entry, "ledger.approved", by=by)


def _check_lead(by: Actor) -> None:
    if not is_staff_with(by, Role.LEAD):
        raise MayNotDecide("This is for a lead to decide.")


def _asked_it(entry: LedgerEntry, by: Actor) -> bool:
    return isinstance(by, StaffActor) and by.user.pk == entry.asked_by_staff_id


def _note(entry: LedgerEntry, action: str, *, by: Actor) -> None:
    data = {"entry": str(entry.pk), "kind": entry.kind}
    record(action, entry.order.subject, by=by.label, actor_id=by.actor_id, data=data)
    tell_of_duties(entry.order_id)
