"""What clocks do by themselves: idempotent, one step at a time, right after a week off, by any number of workers."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from loket.disputes.actions.acting import facts_of, take_command
from loket.disputes.actions.telling_machine import looks_again_at, tell_machine
from loket.disputes.machine.deciding import timer_due
from loket.disputes.machine.dues import wakes_at
from loket.disputes.models import Dispute
from loket.disputes.refusals import ActionRefused

_log = logging.getLogger(__name__)

AT_ONCE = 100
# More than any dispute can owe at one moment: reminders of all its clocks, their ends, and what follows from each.
MOST_STEPS = 30
# A clock that cannot act now is asked again then, so that it never fills the sweep.
ASK_AGAIN_AFTER = timedelta(minutes=10)


def keep_time(now: datetime | None = None, *, most: int = 5000) -> int:
    """Take the steps that are due, the longest due first; returns how many disputes were looked at."""
    moment = now or timezone.now()
    looked_at = 0
    while looked_at < most:
        batch = min(AT_ONCE, most - looked_at)
        taken = _keep_time_of_some(moment, batch)
        looked_at += taken
        if taken < batch:
            break
    return looked_at


def keep_time_of(dispute_id: UUID, *, now: datetime | None = None) -> int:
    """Take the steps that one dispute owes; returns how many."""
    with transaction.atomic():
        dispute = _due().filter(pk=dispute_id).first()
        return _steps(dispute, now or timezone.now()) if dispute else 0


@transaction.atomic
def _keep_time_of_some(now: datetime, most: int) -> int:
    due = list(_due().filter(next_due_at__lte=now).order_by("next_due_at", "pk")[:most])
    # After a week off, clocks come first; the letters follow through jobs.
    is_flood = len(due) == AT_ONCE
    for dispute in due:
        _steps_or_later(dispute, now, tells_later=is_flood)
    return len(due)


def _due() -> QuerySet[Dispute]:
    # What another worker holds is being looked at.
    rows = Dispute.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return rows.select_related("order", "seller", "customer", "conversation")


def _steps_or_later(dispute: Dispute, now: datetime, *, tells_later: bool) -> None:
    """One dispute that goes wrong stops no other; it is tried again, and a person can read why it failed."""
    try:
        with transaction.atomic():
            _steps(dispute, now, tells_later=tells_later)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  whatever it is, the other disputes do not wait for it
        _log.exception("The clock of dispute %s could not act", dispute.number)
        Dispute.objects.filter(pk=dispute.pk).update(next_due_at=now + ASK_AGAIN_AFTER)


def _steps(dispute: Dispute, now: datetime, *, tells_later: bool = False) -> int:
    """All that is due in one dispute; each step is kept before the next is asked for."""
    taken = tell_machine(dispute, now=now)
    for _each in range(MOST_STEPS):
        command = timer_due(facts_of(dispute), now)
        if command is None:
            break
        try:
            take_command(dispute, command, now=now, tells_later=tells_later)
        except ActionRefused:
            # Whatever is refused is refused before anything is written.
            break
        taken += 1
    _look_again(dispute, now)
    return taken


def _look_again(dispute: Dispute, now: datetime) -> None:
    """Never leave a dispute due at this moment: a clock that cannot act would fill the sweep."""
    facts = facts_of(dispute)
    moments = [each for each in (wakes_at(facts), looks_again_at(facts, now)) if each]
    ahead = min(moments, default=None)
    if ahead is not None and ahead <= now:
        ahead = now + ASK_AGAIN_AFTER
    if ahead != dispute.next_due_at:
        Dispute.objects.filter(pk=dispute.pk).update(next_due_at=ahead)
