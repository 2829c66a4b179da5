"""Lays what the shop tells of payments and refunds beside our ledger, which it never overwrites. Pure.

Refunds merge by ``id``. One that our ledger began keeps its amount and destination and only goes forward; where the
shop tells otherwise, that is a disagreement for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from loket.orders.documents.order_parts import PaymentPart, RefundPart

ORIGINAL = "original"
_ORDER = {"requested": 0, "sent": 1, "settled": 2}
_MOVED = frozenset({"sent", "settled"})
# What the ledger says of money that has not left, and of money that has arrived.
_NOT_SENT = frozenset({"awaiting_approval", "waiting", "declined", "refused"})
_SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class OurRefund:
    """An entry of the ledger that moves money back over ``payment``; its id is the refund's."""

    id: str
    payment: str
    amount: Decimal
    destination: str
    state: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The shop tells otherwise than the ledger of one refund."""

    ours: OurRefund
    payment: str
    told: RefundPart


@dataclass(frozen=True, slots=True)
class Merged:
    """The payments as they are to stand, what is in dispute, and which of our refunds have a new state."""

    payments: tuple[PaymentPart, ...]
    disagreements: tuple[Disagreement, ...] = ()


def merge_payments(
    told: tuple[PaymentPart, ...], stored: tuple[PaymentPart, ...], *, ours: Mapping[str, OurRefund]
) -> Merged:
    """What stands after the shop has spoken: its own as it says, ours as the ledger has them."""
    before = {each.reference: each for each in stored}
    disagreements: list[Disagreement] = []
    merged = [_merged_payment(each, before.get(each.reference), ours, disagreements) for each in told]
    spoken_of = {each.reference for each in told}
    is_held = {each.payment for each in ours.values()}
    # Money that we sent went over them: they stay, whatever the shop leaves out.
    merged += [each for each in stored if each.reference in is_held - spoken_of]
    return Merged(tuple(sorted(merged, key=lambda each: each.reference)), tuple(disagreements))


def _merged_payment(
    told: PaymentPart, stored: PaymentPart | None, ours: Mapping[str, OurRefund], disagreements: list[Disagreement]
) -> PaymentPart:
    standing = {each.id: each for each in stored.refunds if each.id in ours} if stored else {}
    refunds = dict(standing)
    for refund in told.refunds:
        our = ours.get(refund.id)
        if our is None:
            refunds[refund.id] = refund
            continue
        if not _agrees(refund, our, told.reference, standing.get(refund.id)):
            disagreements.append(Disagreement(our, told.reference, refund))
        if our.payment == told.reference:
            refunds[refund.id] = _merged_refund(refund, our, standing.get(refund.id))
    return replace(told, refunds=tuple(refunds[id] for id in sorted(refunds)))


def _agrees(told: RefundPart, our: OurRefund, payment: str, standing: RefundPart | None) -> bool:
    if (told.amount, told.destination, payment) != (our.amount, our.destination, our.payment):
        return False
    if told.state == "failed":
        is_settled = our.state == _SETTLED or (standing is not None and standing.state == _SETTLED)
        return not is_settled and our.state not in {"awaiting_approval", "waiting"}
    return told.state not in _MOVED or our.state not in _NOT_SENT


def _merged_refund(told: RefundPart, our: OurRefund, standing: RefundPart | None) -> RefundPart:
    """Ours, with the shop's word on how far it is where that goes forward."""
    before = standing or RefundPart(our.id, our.amount, our.destination, "requested")
    expected_by = told.expected_by or before.expected_by
    return replace(before, state=_further(before, told, our), expected_by=expected_by)


def _further(before: RefundPart, told: RefundPart, our: OurRefund) -> str:
    if (told.amount, told.destination) != (our.amount, our.destination):
        return before.state
    if told.state == "failed":
        # The ledger has the last word on what arrived.
        return before.state if _SETTLED in (before.state, our.state) else told.state
    if before.state == "failed":
        # Money that moved after all counts as gone, whoever is right.
        return told.state if told.state in _MOVED else before.state
    return max(before.state, told.state, key=_ORDER.__getitem__)
