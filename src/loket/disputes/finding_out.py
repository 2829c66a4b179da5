"""What the house knows around a dispute for one command; never taken from whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from loket.disputes.machine.codes import DeliveryStatus, Outcome, ReturnDestination, Role
from loket.disputes.machine.commands import Findings
from loket.disputes.machine.facts import OrderFacts
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, DisputeLine
from loket.orders.disputed import disputed_lines, tracking_is_known
from loket.orders.models import Order
from loket.people.actors import Actor, StaffActor

# Shorter is no number of any carrier.
SHORTEST_TRACKING = 8


def order_facts_for(order: Order, lines: tuple[int, ...]) -> OrderFacts:
    """The order's record of these lines, as the machine takes it; raises ValueError for an unknown line.

    Where a seller agreed to a longer protection, the time to claim counts from then.
    """
    known = disputed_lines(order, lines)
    promises = [each for each in (known.promised_by, _protected_since(order, lines)) if each]
    return OrderFacts(
        delivery=DeliveryStatus(known.delivery),
        paid=known.paid,
        cap=known.cap,
        shipped_at=known.shipped_at,
        promised_by=max(promises, default=None),
        delivered_at=known.delivered_at,
        category=known.category,
        is_paid_by_wallet=known.is_paid_by_wallet,
    )


def find_out(dispute: Dispute, role: Role, by: Actor, body: Mapping[str, object]) -> Findings:
    """Read what the guards of any action may ask; the order anew only while it is not settled what was paid.

    Whoever decides may read neither side's language: codes say the same in every one, and texts are translated.
    """
    tracking = str(body.get("tracking") or "")
    return Findings(
        order=_order(dispute) if dispute.state == State.DRAFT else None,
        line_is_free=dispute.state != State.DRAFT or lines_are_free(dispute),
        return_address_is_valid=_has_return_address(dispute, body),
        tracking_is_valid=not tracking or _looks_like_tracking(tracking),
        tracking_is_new=not tracking or not tracking_is_known(tracking),
        has_conflict=role in (Role.ADJUDICATOR, Role.SENIOR) and _has_conflict(dispute, by),
    )


def lines_are_free(dispute: Dispute) -> bool:
    """Whether no other open dispute is about a line of this one."""
    lines = dispute.disputed_lines.values("line")
    taken = DisputeLine.objects.filter(order=dispute.order_id, line__in=lines, is_open=True)
    return not taken.exclude(dispute=dispute).exists()


def _protected_since(order: Order, lines: tuple[int, ...]) -> datetime | None:
    longer = Dispute.objects.filter(order=order, outcome=Outcome.PROTECTION_EXTENDED, disputed_lines__line__in=lines)
    found: datetime | None = longer.aggregate(since=Max("resolved_at"))["since"]
    return found


def _order(dispute: Dispute) -> OrderFacts:
    return order_facts_for(dispute.order, tuple(dispute.disputed_lines.values_list("line", flat=True)))


def _has_return_address(dispute: Dispute, body: Mapping[str, object]) -> bool:
    return body.get("return_to") != ReturnDestination.SELLER_ADDRESS or bool(dispute.seller.country)


def _looks_like_tracking(number: str) -> bool:
    bare = number.replace(" ", "").replace("-", "")
    return len(bare) >= SHORTEST_TRACKING and bare.isalnum() and any(each.isdigit() for each in bare)


def _has_conflict(dispute: Dispute, by: Actor) -> bool:
    """Whoever answered the buyer's case does not decide about it."""
    case = dispute.conversation
    return isinstance(by, StaffActor) and case is not None and case.agent_id == by.user.pk
