"""What about orders waits for a person: a second one's word, an outcome nobody knows, a disagreement; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from loket.desk.order_words import who_asked
from loket.orders.access import ledger_visible_to, tasks_visible_to
from loket.orders.actions.ledger import role_of
from loket.orders.models import LedgerEntry, OrderTask
from loket.orders.states import FOR_PEOPLE
from loket.orders.telling.formats import money
from loket.orders.telling.naming import payment_method
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Duty:
    """An entry of the ledger that waits for a person, and what this reader may do about it."""

    entry: LedgerEntry
    who: str
    is_own: bool
    is_lead: bool
    task: OrderTask | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one side tells of something about which shop and ledger disagree."""

    name: str
    ours: str
    shops: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Something to be cleared up, with what is known of it."""

    task: OrderTask
    problem: str
    sides: tuple[Side, ...]

    @property
    def number(self) -> str:
        """Its number, for names on the page."""
        return str(self.task.pk)


def duties_context(actor: StaffActor) -> dict[str, Any]:
    """Approvals, what needs a person, and where shop and ledger disagree; the oldest first."""
    entries = list(_entries(actor)[: A_PAGE + 1])
    tasks = list(open_tasks(actor)[: A_PAGE + 1])
    of_entries = {each.entry_id: each for each in _tasks_of(entries, actor)}
    duties = [_duty(each, of_entries, actor) for each in entries[:A_PAGE]]
    return {
        "section": "orders",
        "here": "tasks",
        "approvals": [each for each in duties if each.entry.state == LedgerEntry.State.AWAITING_APPROVAL],
        "troubles": [each for each in duties if each.entry.state == LedgerEntry.State.NEEDS_PERSON],
        "tasks": [_open_task(each) for each in tasks[:A_PAGE]],
        "has_more": len(entries) > A_PAGE or len(tasks) > A_PAGE,
    }


def count_duties(actor: StaffActor) -> int:
    """How many wait, for the number beside the way there."""
    return _entries(actor).count() + open_tasks(actor).count()


def open_tasks(actor: StaffActor) -> QuerySet[OrderTask]:
    """What is open and belongs to no entry that waits for a person itself."""
    open_ones = tasks_visible_to(actor).filter(done_at=None)
    found = open_ones.filter(Q(entry=None) | ~Q(entry__state__in=FOR_PEOPLE)).order_by("created_at")
    return found.select_related("order", "entry")


def get_entry_for(actor: StaffActor, entry_id: UUID) -> LedgerEntry:
    """One entry with its order; raises NotVisible."""
    found = ledger_visible_to(actor).select_related("order").filter(pk=entry_id).first()
    if found is None:
        raise NotVisible
    return found


def get_task_for(actor: StaffActor, task_id: int) -> OrderTask:
    """One task that is still open; raises NotVisible."""
    found = tasks_visible_to(actor).select_related("order").filter(pk=task_id, done_at=None).first()
    if found is None:
        raise NotVisible
    return found


def _entries(actor: StaffActor) -> QuerySet[LedgerEntry]:
    found = ledger_visible_to(actor).filter(state__in=FOR_PEOPLE).order_by("created_at")
    return found.select_related("order__customer", "payment", "asked_by_staff")


def _tasks_of(entries: list[LedgerEntry], actor: StaffActor) -> QuerySet[OrderTask]:
    return tasks_visible_to(actor).filter(done_at=None, entry__in=[each.pk for each in entries])


def _duty(entry: LedgerEntry, tasks: Mapping[UUID | None, OrderTask], actor: StaffActor) -> Duty:
    return Duty(
        entry=entry,
        who=who_asked(entry),
        is_own=entry.asked_by_staff_id == actor.user.pk,
        is_lead=role_of(actor) == "lead",
        task=tasks.get(entry.pk),
    )


def _open_task(task: OrderTask) -> OpenTask:
    ours, shops = task.data.get("ours"), task.data.get("shop")
    both = isinstance(ours, dict) and isinstance(shops, dict)
    names = [name for name in ours if ours[name] != shops.get(name)] if both else []
    sides = tuple(Side(name, str(ours[name]), str(shops.get(name, ""))) for name in names)
    return OpenTask(task, _problem(task), sides)


def _problem(task: OrderTask) -> str:
    if task.kind != OrderTask.Kind.NO_WAY_BACK:
        return str(task.data.get("problem", ""))
    amount = money(Decimal(task.data["amount"]), task.order.currency)
    return f"{amount} · {payment_method(task.data['method'])}"
