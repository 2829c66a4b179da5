"""What a step carries out: money and goods through the ledger, snapshots of the record, a linked dispute, duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Count

from loket.disputes.actions.alerting import alert
from loket.disputes.actions.duties import ask_for_label, label_is_there, tell_card_issuer
from loket.disputes.actions.linking import open_linked
from loket.disputes.actions.snapshots import take_snapshots
from loket.disputes.machine.codes import Liability, SolutionKind
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Effect, Event
from loket.disputes.machine.questions import frozen_amount
from loket.disputes.machine.reasons import Reason
from loket.disputes.models import Dispute
from loket.orders.actions.decided_money import (
    DecidedRefund,
    refund_all_as_decided,
    refund_as_decided,
    send_as_decided,
)
from loket.orders.actions.ledger import Decision
from loket.orders.actions.payouts import hold_back
from loket.orders.models import OrderItem

# The ledger's reasons for those of a dispute.
_REASONS: Mapping[Reason, str] = {
    Reason.INR_NO_TRACKING: "no_tracking",
    Reason.INR_LATE: "late",
    Reason.INR_MARKED_DELIVERED: "not_received",
    Reason.INR_CUSTOMS: "customs",
    Reason.INR_RETURNED: "lost",
    Reason.SNAD_WRONG: "wrong_item",
    Reason.SNAD_QUALITY: "not_as_described",
    Reason.SNAD_FUNCTION: "not_as_described",
    Reason.SNAD_DAMAGED: "damaged",
    Reason.SNAD_MISSING: "missing_parts",
    Reason.COUNTERFEIT: "not_as_described",
    Reason.WITHDRAWAL: "changed_mind",
    Reason.BUYER_CHOICE: "changed_mind",
    Reason.PAYMENT_DUPLICATE: "charged_twice",
    Reason.NOT_AS_CHARGED: "charged_twice",
    Reason.SELLER_CANCEL_NO_SHIP: "seller_cancelled",
}
# With these the goods go on their way back, or can.
_LABEL_IS_THERE = frozenset({Event.RETURN_LABEL, Event.RETURN_SHIPPED})
_BEARERS = {Liability.SELLER: "seller", Liability.BUYER: "buyer", Liability.CARRIER: "carrier"}


def carry_out_effects(dispute: Dispute, step: Step) -> None:
    """Do what the step's effects name."""
    for effect in step.effects:
        _carry_out(dispute, step, effect)
    if step.event in _LABEL_IS_THERE:
        label_is_there(dispute)


def carry_out_all_effects(steps: Sequence[tuple[Dispute, Step]]) -> None:
    """Do what the effects of many steps name; all refunds by the same few statements."""
    refunding = [(dispute, step) for dispute, step in steps if Effect.INSTRUCT_REFUND in step.effects]
    if refunding:
        counts = _count_items({dispute.order_id for dispute, _step in refunding})
        refund_all_as_decided([_refund(dispute, step, counts[dispute.order_id]) for dispute, step in refunding])
    for dispute, step in steps:
        for effect in step.effects:
            if effect != Effect.INSTRUCT_REFUND:
                _carry_out(dispute, step, effect)
        if step.event in _LABEL_IS_THERE:
            label_is_there(dispute)


def _carry_out(dispute: Dispute, step: Step, effect: Effect) -> None:
    do = _EFFECTS.get(effect)
    if do is not None:
        do(dispute, step)
    if effect in _ALERTS:
        alert(dispute, step, effect)


def _instruct_refund(dispute: Dispute, step: Step) -> None:
    refund_as_decided(_refund(dispute, step, _count_items([dispute.order_id])[dispute.order_id]))


def _refund(dispute: Dispute, step: Step, items: int) -> DecidedRefund:
    refund, lines = step.facts.refunds[-1], step.facts.lines
    return DecidedRefund(
        order=dispute.order,
        amount=refund.amount,
        # No lines where it is about all of them, so that the shipping counts too.
        lines=() if items == len(lines) else lines,
        key=refund_key(dispute, refund.key),
        decision=_decision(dispute, step),
        reason=_reason(step),
    )


def _count_items(orders: Iterable[int]) -> Mapping[int, int]:
    counted = OrderItem.objects.filter(order__in=list(orders)).order_by().values_list("order").annotate(Count("pk"))
    return Counter(dict(counted))


def refund_key(dispute: Dispute, key: str) -> str:
    """The ledger's idempotency key of one refund of a dispute."""
    return f"dispute:{dispute.number}:{key}"


def _hold_payout(dispute: Dispute, step: Step) -> None:
    hold_back(
        dispute.order,
        hold=f"dispute:{dispute.number}",
        amount=frozen_amount(step.facts),
        lines=step.facts.lines,
        decision=_decision(dispute, step),
    )


def _release_payout(dispute: Dispute, step: Step) -> None:
    hold_back(
        dispute.order,
        hold=f"dispute:{dispute.number}",
        amount=Decimal(0),
        lines=step.facts.lines,
        decision=_decision(dispute, step),
    )


def _order_replacement(dispute: Dispute, step: Step) -> None:
    agreed = step.facts.agreed
    kind = "resend" if agreed and agreed.kind == SolutionKind.RESEND else "replace"
    key = f"dispute:{dispute.number}:goods:{step.facts.sequence}"
    decision = _decision(dispute, step)
    send_as_decided(dispute.order, kind=kind, lines=step.facts.lines, key=key, decision=decision, reason=_reason(step))


def _open_linked(dispute: Dispute, step: Step) -> None:
    open_linked(dispute, step, _decision(dispute, step))


def _snapshot(dispute: Dispute, step: Step) -> None:
    take_snapshots(dispute, step.facts, at=step.at)


def _decision(dispute: Dispute, step: Step) -> Decision:
    return Decision(f"dispute:{dispute.number}", _BEARERS.get(step.facts.liability or Liability.SELLER, "platform"))


def _reason(step: Step) -> str:
    return _REASONS.get(step.facts.reason, "goodwill") if step.facts.reason else "goodwill"


_EFFECTS: Mapping[Effect, Callable[[Dispute, Step], None]] = {
    Effect.INSTRUCT_REFUND: _instruct_refund,
    Effect.FREEZE_PAYOUT: _hold_payout,
    Effect.RELEASE_PAYOUT: _release_payout,
    Effect.ORDER_REPLACEMENT: _order_replacement,
    Effect.SNAPSHOT_ORDER: _snapshot,
    Effect.OPEN_LINKED_DISPUTE: _open_linked,
    Effect.ISSUE_LABEL: ask_for_label,
    Effect.TELL_CARD_ISSUER: tell_card_issuer,
}
_ALERTS = frozenset({Effect.ALERT_LEAD, Effect.ALERT_SENIOR, Effect.ALERT_FINANCE})
