"""What a buyer may complain about, and what follows from each reason: the table of disputes.md, section 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from loket.disputes.machine.codes import DeliveryStatus as Delivery
from loket.disputes.machine.codes import EvidenceKind as Kind
from loket.disputes.machine.codes import SolutionKind


class Reason(StrEnum):
    """What happened, as the buyer says."""

    INR_NO_TRACKING = "inr_no_tracking"
    INR_LATE = "inr_late"
    INR_MARKED_DELIVERED = "inr_marked_delivered"
    INR_CUSTOMS = "inr_customs"
    INR_RETURNED = "inr_returned"
    SNAD_WRONG = "snad_wrong"
    SNAD_QUALITY = "snad_quality"
    SNAD_FUNCTION = "snad_function"
    SNAD_DAMAGED = "snad_damaged"
    SNAD_MISSING = "snad_missing"
    COUNTERFEIT = "counterfeit"
    WITHDRAWAL = "withdrawal"
    BUYER_CHOICE = "buyer_choice"
    PAYMENT_DUPLICATE = "payment_duplicate"
    NOT_AS_CHARGED = "not_as_charged"
    SELLER_CANCEL_NO_SHIP = "seller_cancel_no_ship"


class ReasonGroup(StrEnum):
    """The first question of the reason tree."""

    NOT_RECEIVED = "not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    CHANGE_OF_MIND = "change_of_mind"
    PAYMENT = "payment"
    NOT_SHIPPED = "not_shipped"


class RefundShape(StrEnum):
    """How much of the cap a refund without return may be."""

    FULL = "full"
    # Less than the cap, unless the thing is worth too little to travel back.
    PARTIAL = "partial"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ReasonRule:
    """One row: each set in ``required`` holds alternatives; ``asks_received`` None means that nobody asks."""

    reason: Reason
    group: ReasonGroup
    asks_received: bool | None
    required: tuple[frozenset[Kind], ...]
    useful_from_seller: tuple[Kind, ...]
    solutions: tuple[SolutionKind, ...]
    refund: RefundShape
    deliveries: frozenset[Delivery]


_REFUND, _RETURN = SolutionKind.REFUND, SolutionKind.RETURN_REFUND
_REPLACE, _RESEND, _EXTEND = SolutionKind.REPLACEMENT, SolutionKind.RESEND, SolutionKind.EXTEND_PROTECTION
_ANYWHERE = frozenset(Delivery)
_UNDERWAY = frozenset({Delivery.NO_TRACKING, Delivery.IN_TRANSIT, Delivery.CUSTOMS, Delivery.RETURNED, Delivery.LOST})
# A parcel may be in her hands though no scan says so.
_ARRIVED = frozenset({Delivery.DELIVERED, Delivery.NO_TRACKING, Delivery.IN_TRANSIT})
_PHOTO = frozenset({Kind.PHOTO})
_PHOTO_OR_VIDEO = frozenset({Kind.PHOTO, Kind.VIDEO})


def _not_received(
    reason: Reason,
    deliveries: frozenset[Delivery],
    required: tuple[frozenset[Kind], ...],
    useful: tuple[Kind, ...],
    *more: SolutionKind,
    refund: RefundShape = RefundShape.FULL,
) -> ReasonRule:
    solutions = (_REFUND, *more, _RESEND)
    return ReasonRule(reason, ReasonGroup.NOT_RECEIVED, False, required, useful, solutions, refund, deliveries)


def _not_as_described(
    reason: Reason,
    required: tuple[frozenset[Kind], ...],
    useful: tuple[Kind, ...],
    *solutions: SolutionKind,
    refund: RefundShape = RefundShape.PARTIAL,
) -> ReasonRule:
    return ReasonRule(reason, ReasonGroup.NOT_AS_DESCRIBED, True, required, useful, solutions, refund, _ARRIVED)


def _of_other_group(
    reason: Reason,
    group: ReasonGroup,
    useful: tuple[Kind, ...],
    solution: SolutionKind,
    deliveries: frozenset[Delivery],
) -> ReasonRule:
    return ReasonRule(
        reason, group, _RECEIVED[group], _REQUIRED.get(group, ()), useful, (solution,), _SHAPES[group], deliveries
    )


_RECEIVED = {ReasonGroup.CHANGE_OF_MIND: True, ReasonGroup.PAYMENT: None, ReasonGroup.NOT_SHIPPED: False}
_REQUIRED = {ReasonGroup.PAYMENT: (frozenset({Kind.PAYMENT_PROOF, Kind.SCREENSHOT}),)}
_SHAPES = {
    ReasonGroup.CHANGE_OF_MIND: RefundShape.FULL,
    ReasonGroup.PAYMENT: RefundShape.ANY,
    ReasonGroup.NOT_SHIPPED: RefundShape.FULL,
}

_ROWS = (
    _not_received(
        Reason.INR_NO_TRACKING,
        frozenset({Delivery.NO_TRACKING, Delivery.NOT_SHIPPED}),
        (),
        (Kind.TRACKING_EVENT, Kind.DELIVERY_PROOF),
    ),
    _not_received(Reason.INR_LATE, _UNDERWAY, (), (Kind.TRACKING_EVENT, Kind.CUSTOMS_DOCUMENT), _EXTEND),
    _not_received(
        Reason.INR_MARKED_DELIVERED,
        frozenset({Delivery.DELIVERED}),
        (frozenset({Kind.DECLARATION}),),
        (Kind.DELIVERY_PROOF, Kind.PHOTO),
    ),
    _not_received(
        Reason.INR_CUSTOMS, frozenset({Delivery.CUSTOMS}), (), (Kind.CUSTOMS_DOCUMENT,), refund=RefundShape.ANY
    ),
    _not_received(
        Reason.INR_RETURNED, frozenset({Delivery.RETURNED}), (), (Kind.TRACKING_EVENT,), refund=RefundShape.ANY
    ),
    _not_as_described(Reason.SNAD_WRONG, (_PHOTO,), (Kind.PHOTO,), _REFUND, _RETURN, _REPLACE),
    _not_as_described(Reason.SNAD_QUALITY, (_PHOTO_OR_VIDEO,), (Kind.INSPECTION_REPORT,), _REFUND, _RETURN, _REPLACE),
    _not_as_described(Reason.SNAD_FUNCTION, (_PHOTO_OR_VIDEO,), (Kind.INSPECTION_REPORT,), _REFUND, _RETURN, _REPLACE),
    _not_as_described(Reason.SNAD_DAMAGED, (_PHOTO,), (Kind.PHOTO,), _REFUND, _REPLACE, refund=RefundShape.ANY),
    _not_as_described(Reason.SNAD_MISSING, (_PHOTO,), (Kind.DELIVERY_PROOF,), _REFUND, _RESEND),
    _not_as_described(Reason.COUNTERFEIT, (_PHOTO,), (Kind.INVOICE,), _REFUND, _RETURN, refund=RefundShape.FULL),
    _of_other_group(Reason.WITHDRAWAL, ReasonGroup.CHANGE_OF_MIND, (Kind.PHOTO,), _RETURN, _ARRIVED),
    _of_other_group(Reason.BUYER_CHOICE, ReasonGroup.CHANGE_OF_MIND, (Kind.PHOTO,), _RETURN, _ARRIVED),
    _of_other_group(Reason.PAYMENT_DUPLICATE, ReasonGroup.PAYMENT, (Kind.INVOICE,), _REFUND, _ANYWHERE),
    _of_other_group(Reason.NOT_AS_CHARGED, ReasonGroup.PAYMENT, (Kind.INVOICE,), _REFUND, _ANYWHERE),
    _of_other_group(
        Reason.SELLER_CANCEL_NO_SHIP, ReasonGroup.NOT_SHIPPED, (), _REFUND, frozenset({Delivery.NOT_SHIPPED})
    ),
)
REASONS: Mapping[Reason, ReasonRule] = {row.reason: row for row in _ROWS}


def reasons_for(delivery: Delivery) -> tuple[ReasonRule, ...]:
    """The reasons that fit where the parcel is, in the order of the table."""
    return tuple(row for row in _ROWS if delivery in row.deliveries)
