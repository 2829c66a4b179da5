from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from loket.conversations.access import visible_to
from loket.conversations.models import Conversation
from loket.history.models import Event
from loket.orders.access import visible_to as orders_visible_to
from loket.orders.models import Order
from loket.people.access import looks_visible_to
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

PAGE = 50
CONVERSATION = "conversation:"
ORDER = "order:"


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody saw a customer's data, in a conversation or an order; once an hour at most for the same."""

    event: Event
    conversation: Conversation | None
    order: Order | None


@staff_only(Role.ADMIN)
def looks(request: StaffRequest) -> HttpResponse:
    """Who looked at whose data, the latest first."""
    events = looks_visible_to(request.actor).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        events = events.filter(pk__lt=int(before))
    rows = list(events[: PAGE + 1])
    shown = rows[:PAGE]
    context = {
        "section": "people",
        "looks": _with_what_was_seen(request, shown),
        "next": shown[-1].pk if len(rows) > PAGE else None,
        "is_first": not before,
    }
    return render(request, "desk/people/looks.html", context)


def _with_what_was_seen(request: StaffRequest, events: list[Event]) -> list[Look]:
    ids = {each.pk: _conversation_id(each) for each in events}
    seen = visible_to(request.actor).filter(pk__in=[each for each in ids.values() if each])
    found: dict[UUID | None, Conversation] = {each.pk: each for each in seen}
    order_ids = {each.pk: _order_id(each) for each in events}
    orders = orders_visible_to(request.actor).in_bulk([each for each in order_ids.values() if each])
    return [Look(each, found.get(ids[each.pk]), orders.get(order_ids[each.pk])) for each in events]


def _order_id(event: Event) -> int:
    key = event.subject.removeprefix(ORDER)
    return int(key) if event.subject.startswith(ORDER) and key.isdecimal() else 0


def _conversation_id(event: Event) -> UUID | None:
    try:
        return UUID(event.subject.removeprefix(CONVERSATION))
    except ValueError:
        return None
