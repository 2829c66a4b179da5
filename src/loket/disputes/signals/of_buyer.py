"""Signs about a buyer: pictures seen before, refunds, an account that others share, a first order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min

from loket.disputes.machine.codes import Outcome, Role
from loket.disputes.machine.facts import Risk
from loket.disputes.models import Dispute, EvidenceItem
from loket.disputes.signals.signs import Sign, Signal
from loket.files.queries import near
from loket.orders.bookkeeping.destinations import SAFE
from loket.orders.models import LedgerEntry, Order

WITHIN = timedelta(days=180)
# Refunds by disputes in half a year from which on a person looks before silence pays out.
MANY_REFUNDS = 4
# A buyer whose first order is younger than this is new.
NEW_FOR = timedelta(days=30)
# Each picture is compared with all that were ever sent.
_MOST_PICTURES = 10
_MOST_NAMED = 5
_REFUNDED = (Outcome.REFUND_FULL, Outcome.REFUND_PARTIAL)


def risk_of_buyer(customer_id: UUID, *, now: datetime) -> Risk:
    """Whether the seller's silence may pay out to this buyer, or a person looks first."""
    return Risk.RAISED if _count_refunds(customer_id, now) >= MANY_REFUNDS else Risk.LOW


def signs_of_buyer(dispute: Dispute, *, now: datetime) -> Iterator[Signal]:
    """What speaks of the buyer's side."""
    yield from _like_photos(dispute)
    yield from _many_refunds(dispute, now)
    yield from _shared_account(dispute)
    yield from _new_buyer(dispute, now)


def _like_photos(dispute: Dispute) -> Iterator[Signal]:
    own = EvidenceItem.objects.filter(dispute=dispute, submitter=Role.BUYER, upload__picture_hash__isnull=False)
    pictures = list(own.values_list("upload_id", "upload__picture_hash")[:_MOST_PICTURES])
    but = [file_id for file_id, _hash in pictures if file_id]
    alike = {like.file_id for _file, bits in pictures if bits is not None for like in near(bits, but=but)}
    others = EvidenceItem.objects.filter(upload__in=alike).exclude(dispute=dispute).exclude(submitted_in="")
    numbers = sorted(set(others.order_by().values_list("dispute__number", flat=True)))
    if numbers:
        yield Signal(Sign.LIKE_PHOTO, Role.BUYER, count=len(numbers), seen_in=tuple(numbers[:_MOST_NAMED]))


def _many_refunds(dispute: Dispute, now: datetime) -> Iterator[Signal]:
    refunds = _count_refunds(dispute.customer_id, now)
    if refunds >= MANY_REFUNDS:
        orders = Order.objects.filter(customer=dispute.customer_id, placed_at__gte=now - WITHIN).count()
        yield Signal(Sign.MANY_REFUNDS, Role.BUYER, count=refunds, total=orders)


def _shared_account(dispute: Dispute) -> Iterator[Signal]:
    """Somebody else's refund went to the account to which this buyer's are to go."""
    refunds = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.REFUND).exclude(destination__in=["", *SAFE])
    accounts = refunds.filter(order__customer=dispute.customer_id).values_list("details__account", flat=True)
    known = sorted({str(each) for each in accounts if each})
    if not known:
        return
    others = refunds.filter(details__account__in=known).exclude(order__customer=dispute.customer_id)
    numbers = sorted(set(others.order_by().values_list("order__number", flat=True)))
    if numbers:
        yield Signal(Sign.SHARED_ACCOUNT, Role.BUYER, count=len(numbers), seen_in=tuple(numbers[:_MOST_NAMED]))


def _new_buyer(dispute: Dispute, now: datetime) -> Iterator[Signal]:
    """Loket hears of an account by its orders, so the first of them stands for its age."""
    first = Order.objects.filter(customer=dispute.customer_id).aggregate(first=Min("placed_at"))["first"]
    at = dispute.submitted_at or now
    if first and at - first < NEW_FOR:
        yield Signal(Sign.NEW_BUYER, Role.BUYER, count=max(0, (at - first).days))


def _count_refunds(customer_id: UUID, now: datetime) -> int:
    rows = Dispute.objects.filter(customer=customer_id, resolved_at__gte=now - WITHIN, outcome__in=_REFUNDED)
    return rows.count()
