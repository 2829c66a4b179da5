"""Money of a cancelled order that cannot go back the way it was paid: a person asks where to, unless the buyer says so.

Nothing is entered for it in the ledger: what is promised there is carried out, and would count against what the
buyer may ask for on the order's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone

from loket.orders.actions.news import tell_of_duties
from loket.orders.bookkeeping.asking import Move
from loket.orders.models import Order, OrderTask, Payment
from loket.people.actors import Actor

KIND = OrderTask.Kind.NO_WAY_BACK


def leave_to_person(order: Order, moves: Iterable[Move], *, payments: Mapping[int, Payment]) -> None:
    """Open a task for each of these moves; ``payments`` are the order's, by their keys."""
    for move in moves:
        payment = payments[move.payment]
        told = {"payment": payment.reference, "method": payment.method, "amount": str(move.amount)}
        OrderTask.objects.create(order=order, kind=KIND, data=told)
        tell_of_duties(order.pk, "order")


def account_named(order: Order, *, by: Actor) -> None:
    """Somebody has said where the money shall go: nothing is left to be asked."""
    waiting = OrderTask.objects.filter(order=order, kind=KIND, done_at=None)
    if waiting.update(done_at=timezone.now(), done_by=by.actor_id, outcome="account named"):
        tell_of_duties(order.pk, "order")
