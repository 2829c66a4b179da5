"""Each minute: letters to those who have not read what was written to them. A second run does nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.notices.actions.telling import tell
from loket.notices.channels.choosing import is_any_configured
from loket.notices.facts import Telling
from loket.notices.known import known_of
from loket.notices.models import Problem
from loket.notices.purposes import PURPOSES
from loket.orders.actions.talk_reading import keep_told
from loket.orders.models import Order
from loket.orders.talk.due import unread_lines, waiting_sides
from loket.orders.talk.letters import of_lines
from loket.orders.talk.lines import Side

BATCH = 200
# Nothing is wrong there that a person could mend: it is what the recipient wished, or nobody has an address.
_NOBODY_TO_TELL = (Problem.NOT_WANTED, Problem.NO_ADDRESS, Problem.NO_CHANNEL)


def tell_of_talks(now: datetime) -> int:
    """Write to all who left lines of the other side unread; returns to how many sides."""
    if not is_any_configured():
        return 0
    return sum(_tell_side(order_id, side, now) for order_id, side in waiting_sides(now, limit=BATCH))


@transaction.atomic
def _tell_side(order_id: int, side: Side, now: datetime) -> bool:
    # Two rounds at once wait for each other here, as two writers do.
    order = Order.objects.select_for_update(of=("self",), no_key=True).select_related("customer", "seller")
    found = order.get(pk=order_id)
    lines = unread_lines(order_id, side, now=now)
    if not lines:
        return False
    _tell(of_lines(found, side, lines), now)
    keep_told(order_id, side, lines[-1].id)
    return True


def _tell(telling: Telling, now: datetime) -> None:
    choice = known_of([telling.recipient]).choice(PURPOSES[telling.purpose], telling.recipient)
    if choice.problem not in _NOBODY_TO_TELL:
        tell(telling, now=now)
