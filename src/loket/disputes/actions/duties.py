"""What a step leaves to a person: a label that somebody has to make, a card issuer who has to hear of a withdrawal."""

from __future__ import annotations

from django.utils import timezone

from loket.disputes.machine.codes import Liability
from loket.disputes.machine.deciding import Step
from loket.disputes.models import Dispute
from loket.orders.actions.news import tell_of_duties
from loket.orders.models import OrderTask, Payment

_CARD = "card"


def ask_for_label(dispute: Dispute, step: Step) -> None:
    """Have a person make the label of a return, unless the buyer pays for it and goes to a carrier of their own."""
    back = step.facts.shipment_back
    if back is None or back.payer == Liability.BUYER:
        return
    _leave_to_person(dispute, OrderTask.Kind.RETURN_LABEL, payer=back.payer.value)


def label_is_there(dispute: Dispute) -> None:
    """Nobody has to make a label any more."""
    waiting = OrderTask.objects.filter(order=dispute.order_id, kind=OrderTask.Kind.RETURN_LABEL, done_at=None)
    if waiting.filter(data__dispute=dispute.number).update(done_at=timezone.now(), outcome="label sent"):
        tell_of_duties(dispute.order_id, "order")


def tell_card_issuer(dispute: Dispute, _step: Step) -> None:
    """Have a person tell the issuer at once, where a card paid: Brazil's decree 7.962/2013 wants it."""
    paid = dispute.order.payments.filter(state=Payment.State.CAPTURED, method=_CARD)
    for payment in paid.order_by("pk"):
        _leave_to_person(dispute, OrderTask.Kind.TELL_CARD_ISSUER, payment=payment.reference)


def _leave_to_person(dispute: Dispute, kind: OrderTask.Kind, **about: str) -> None:
    # The list of duties shows the problem in a few words.
    told = {"dispute": dispute.number, "problem": dispute.number, **about}
    OrderTask.objects.create(order_id=dispute.order_id, kind=kind, data=told)
    tell_of_duties(dispute.order_id, "order")
