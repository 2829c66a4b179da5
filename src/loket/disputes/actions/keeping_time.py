"""What clocks do by themselves: idempotent, one step at a time, right after a week off, by any number of workers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from loket.disputes.actions.acting import facts_of, take_command
from loket.disputes.actions.keeping_time_together import ASK_AGAIN_AFTER, MOST_STEPS, keep_time_together, next_look
from loket.disputes.actions.telling_machine import tell_machine
from loket.disputes.machine.deciding import timer_due
from loket.disputes.models import Dispute
from loket.disputes.refusals import ActionRefused

_log = logging.getLogger(__name__)

AT_ONCE = 100


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
    if len(due) == AT_ONCE:
        _together_or_apart(due, now)
    else:
        for dispute in due:
            _steps_or_later(dispute, now, tells_later=False)
    return len(due)


def _together_or_apart(due: Sequence[Dispute], now: datetime) -> None:
    """In a flood, as after a week off, all at once; around one that goes wrong, in ever smaller parts."""
    try:
        with transaction.atomic():
            keep_time_together(due, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  whatever it is, the one that goes wrong will say so alone
        _log.warning("The clocks of %s disputes could not act together", len(due), exc_info=True)
        # What was laid out in these rows is not what stands in the database.
        fresh = list(_due().filter(pk__in=[each.pk for each in due]).order_by("next_due_at", "pk"))
        if len(fresh) == 1:
            _steps_or_later(fresh[0], now, tells_later=True)
            return
        middle = len(fresh) // 2
        _together_or_apart(fresh[:middle], now)
        _together_or_apart(fresh[middle:], now)


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
    ahead = next_look(facts_of(dispute), now)
    if ahead != dispute.next_due_at:
        Dispute.objects.filter(pk=dispute.pk).update(next_due_at=ahead)
