"""Carrying entries of the ledger out: the attempt is noted first, then made, then what came of it noted.

Whatever dies in between leaves an entry that says it may have been sent; from there only a look at the marketplace
goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.orders.actions.settling import give_to_person, note_taken, refuse, settle
from loket.orders.bookkeeping.checkouts import MOVED_NOTHING
from loket.orders.bookkeeping.instructions import instruction_of
from loket.orders.bookkeeping.ledger_states import (
    ACCEPTED_FOR,
    AFTER,
    MAY_BE_MISSING,
    MOST_ATTEMPTS,
    WAITS_FOR_ANOTHER,
    next_look,
    pause_after,
)
from loket.orders.connectors import connector
from loket.orders.connectors.port import Instruction, Marketplace, Outcome
from loket.orders.locks import entry_lock
from loket.orders.models import LedgerEntry

State = LedgerEntry.State

GOES_ON = (State.WAITING, State.READY, State.SENDING, State.ACCEPTED)
MAY_HAVE_BEEN_SENT = (State.SENDING, State.ACCEPTED, State.NEEDS_PERSON)
AT_A_TIME = 500
# So many unknown outcomes in a row, and the marketplace is left alone until the next minute.
FAILURES_TO_STOP = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at one entry. ``number`` tells whether a later one has begun meanwhile."""

    entry_id: UUID
    number: int
    instruction: Instruction
    sent_at: datetime
    now: datetime
    may_have_been_sent: bool
    only_looks: bool

    @property
    def key(self) -> str:
        return self.instruction.key


def carry_out(entry_id: UUID, *, now: datetime | None = None) -> Outcome | None:
    """Carry one entry out if it is due and nobody else does; None when there was nothing to do.

    What may have been sent is looked up first, and sent again, under the same key, only if the marketplace has never
    heard of it.
    """
    return _try_once(entry_id, now or timezone.now(), is_forced=False)


def reconcile(entry_id: UUID, *, now: datetime | None = None) -> Outcome | None:
    """Ask the marketplace now what became of an entry that may have been sent; nothing is sent."""
    return _try_once(entry_id, now or timezone.now(), is_forced=True)


def carry_out_due(now: datetime | None = None) -> int:
    """Carry out what is due, the longest due first; returns how many were tried."""
    moment = now or timezone.now()
    due = LedgerEntry.objects.filter(state__in=GOES_ON, due_at__lte=moment).order_by("due_at")
    tried = failures = 0
    for entry_id in list(due.values_list("pk", flat=True)[:AT_A_TIME]):
        outcome = carry_out(entry_id, now=now)
        tried += 1
        failures = failures + 1 if outcome and outcome.state == "unknown" else 0
        if failures >= FAILURES_TO_STOP:
            break
    return tried


def _try_once(entry_id: UUID, now: datetime, *, is_forced: bool) -> Outcome | None:
    marketplace = connector()
    with entry_lock(entry_id) as is_ours:
        if not is_ours:
            return None
        attempt = _begin_look(entry_id, now) if is_forced else _begin(entry_id, now)
        if attempt is None:
            return None
        # No transaction is open here: the marketplace may take its time.
        outcome = _ask(marketplace, attempt)
        _note_outcome(attempt, outcome)
        return outcome


@transaction.atomic(durable=True)
def _begin(entry_id: UUID, now: datetime) -> Attempt | None:
    """Note that an attempt begins; from now on the entry counts as sent until something else is known."""
    entry = _locked(entry_id)
    if entry is None or entry.state not in GOES_ON or entry.due_at > now or not _may_go(entry, now):
        return None
    was_sent = entry.state in MAY_HAVE_BEEN_SENT
    if entry.state == State.ACCEPTED:
        entry.due_at = next_look(entry.sent_at or now, now)
        entry.save(update_fields=["due_at"])
        return _attempt(entry, now, may_have_been_sent=True, only_looks=True)
    if entry.attempts >= MOST_ATTEMPTS:
        give_to_person(entry, problem="Every attempt was cut off before its outcome was known.")
        return None
    entry.attempts += 1
    entry.state = State.SENDING
    entry.due_at = now + pause_after(entry.attempts)
    entry.sent_at = entry.sent_at if was_sent else now
    entry.save(update_fields=["attempts", "state", "due_at", "sent_at"])
    return _attempt(entry, now, may_have_been_sent=was_sent, only_looks=False)


@transaction.atomic(durable=True)
def _begin_look(entry_id: UUID, now: datetime) -> Attempt | None:
    entry = _locked(entry_id)
    if entry is None or entry.state not in MAY_HAVE_BEEN_SENT:
        return None
    return _attempt(entry, now, may_have_been_sent=True, only_looks=True)


def _locked(entry_id: UUID) -> LedgerEntry | None:
    entries = LedgerEntry.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return entries.select_related("order", "payment").filter(pk=entry_id).first()


def _may_go(entry: LedgerEntry, now: datetime) -> bool:
    """Whether what has to be done before is done; what can never be done any more ends here."""
    before = entry.details.get(AFTER)
    if entry.state != State.WAITING or before is None:
        return True
    state = LedgerEntry.objects.values_list("state", flat=True).get(pk=before)
    if state == State.SETTLED:
        return True
    if state in MOVED_NOTHING:
        refuse(entry, problem="What it belonged to was not done.", now=now)
        return False
    entry.due_at = now + WAITS_FOR_ANOTHER
    entry.save(update_fields=["due_at"])
    return False


def _attempt(entry: LedgerEntry, now: datetime, *, may_have_been_sent: bool, only_looks: bool) -> Attempt:
    return Attempt(
        entry_id=entry.pk,
        number=entry.attempts,
        instruction=instruction_of(entry),
        sent_at=entry.sent_at or now,
        now=now,
        may_have_been_sent=may_have_been_sent,
        only_looks=only_looks,
    )


def _ask(marketplace: Marketplace, attempt: Attempt) -> Outcome:
    if attempt.may_have_been_sent:
        seen = marketplace.look_up(attempt.key)
        if seen.state != "absent" or attempt.only_looks:
            return seen
        if attempt.now < attempt.sent_at + marketplace.settles_within:
            return Outcome("unknown", problem="The marketplace does not know it yet.")
        _note_sending(attempt)
    sent = marketplace.carry_out(attempt.instruction)
    if sent.state == "absent":
        return replace(sent, state="unknown")
    if sent.state == "refused" and attempt.may_have_been_sent:
        # A repeat may be refused just because the first one was done after all.
        seen = marketplace.look_up(attempt.key)
        return sent if seen.state in ("absent", "refused") else seen
    return sent


@transaction.atomic(durable=True)
def _note_sending(attempt: Attempt) -> None:
    LedgerEntry.objects.filter(pk=attempt.entry_id).update(sent_at=attempt.now)


@transaction.atomic(durable=True)
def _note_outcome(attempt: Attempt, outcome: Outcome) -> None:
    entry = (
        LedgerEntry.objects.select_for_update(of=("self",), no_key=True)
        .select_related("order", "payment")
        .get(pk=attempt.entry_id)
    )
    if entry.state not in MAY_HAVE_BEEN_SENT:
        return
    if outcome.state == "settled":
        settle(entry, reference=outcome.reference, now=attempt.now)
    elif outcome.state == "accepted":
        _note_accepted(entry, attempt, outcome)
    elif entry.attempts != attempt.number:
        # A later attempt has begun; what this one did not find out is its to say.
        return
    elif outcome.state == "refused":
        refuse(entry, problem=outcome.problem, now=attempt.now)
    else:
        _note_unknown(entry, attempt, outcome)


def _note_accepted(entry: LedgerEntry, attempt: Attempt, outcome: Outcome) -> None:
    if entry.state == State.ACCEPTED and attempt.now > attempt.sent_at + ACCEPTED_FOR:
        give_to_person(entry, problem="The marketplace took it long ago and has not done it.")
        return
    is_new = entry.state != State.ACCEPTED
    entry.state = State.ACCEPTED
    entry.due_at = next_look(attempt.sent_at, attempt.now)
    entry.problem = ""
    entry.marketplace_reference = outcome.reference or entry.marketplace_reference
    entry.save(update_fields=["state", "due_at", "problem", "marketplace_reference"])
    if is_new:
        note_taken(entry, now=attempt.now)


def _note_unknown(entry: LedgerEntry, attempt: Attempt, outcome: Outcome) -> None:
    entry.problem = outcome.problem[:500]
    is_lost = entry.state == State.ACCEPTED and outcome.state == "absent"
    is_too_long = is_lost and attempt.now > attempt.sent_at + MAY_BE_MISSING
    is_too_often = entry.state == State.SENDING and entry.attempts >= MOST_ATTEMPTS
    if entry.state == State.NEEDS_PERSON or not (outcome.is_for_a_person or is_too_long or is_too_often):
        entry.save(update_fields=["problem"])
        return
    give_to_person(entry, problem=outcome.problem or "Nobody knows whether the marketplace did it.")
