"""Ending what only a person could clear up."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.orders.actions.news import tell_of_duties
from loket.orders.models import OrderTask
from loket.people.actors import StaffActor


@transaction.atomic
def end_task(task: OrderTask, *, by: StaffActor, outcome: str) -> OrderTask:
    """Note how something was cleared up, and by whom; once more changes nothing."""
    found = OrderTask.objects.select_for_update(of=("self",), no_key=True).select_related("order").get(pk=task.pk)
    if found.done_at is not None:
        return found
    found.done_at = timezone.now()
    found.done_by = by.user
    found.outcome = outcome[:500]
    found.save(update_fields=["done_at", "done_by", "outcome"])
    record(
        "order.task_ended",
        found.order.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"task": found.pk, "kind": found.kind},
    )
    tell_of_duties(found.order_id, "order")
    return found
