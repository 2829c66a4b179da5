"""How a dispute ended, who bears the cost, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import DecidedBy, Liability, Outcome
from loket.disputes.wording.saying import ForEach, Texts, money, said

if TYPE_CHECKING:
    from loket.disputes.viewing import DisputeView

_LABELS: Texts = {
    Outcome.REFUND_FULL: _("Refunded in full"),
    Outcome.REFUND_PARTIAL: _("Refunded in part"),
    Outcome.RETURN_REFUND: _("Returned and refunded"),
    Outcome.REPLACEMENT_DONE: _("Replaced"),
    Outcome.RESEND_DONE: _("Sent again"),
    Outcome.REJECTED: _("No refund"),
    Outcome.EXPIRED_BUYER: _("Never sent"),
    Outcome.RETURN_NOT_SENT: _("Return was not sent"),
    Outcome.SELLER_CANCELLED: _("Cancelled by the seller and refunded"),
    Outcome.SETTLED_OUTSIDE: _("Settled between buyer and seller"),
    Outcome.CHARGEBACK_TAKES_OVER: _("Refunded by the bank"),
    Outcome.DUPLICATE: _("Repeats another claim"),
    Outcome.PROTECTION_EXTENDED: _("Protection made longer"),
    Outcome.CONTINUED: _("Goes on in another claim"),
}
_BANK = _("The bank gave the money back, so there is no second refund here.")
_DUPLICATE = _("Another claim is about the same problem. It goes on there.")
_OUTSIDE = _("Both sides said that they settled it between themselves.")
_REFUND = ForEach(_("You got %(money)s back."), _("The buyer got %(money)s back."), _("The buyer got %(money)s back."))
_SENTENCES: Mapping[str, ForEach] = {
    Outcome.REFUND_FULL: _REFUND,
    Outcome.REFUND_PARTIAL: _REFUND,
    Outcome.RETURN_REFUND: ForEach(
        _("You sent the item back and got %(money)s back."),
        _("The buyer sent the item back and got %(money)s back."),
        _("The buyer sent the item back and got %(money)s back."),
    ),
    Outcome.REPLACEMENT_DONE: ForEach(
        _("The seller sent you another one."),
        _("You sent the buyer another one."),
        _("The seller sent the buyer another one."),
    ),
    Outcome.RESEND_DONE: ForEach(
        _("The seller sent what was missing."),
        _("You sent what was missing."),
        _("The seller sent what was missing."),
    ),
    Outcome.REJECTED: ForEach(
        _("Our team decided that you get no refund. The reasons are written below."),
        _("Our team decided that there is no refund. The reasons are written below."),
        _("The claim was rejected with reasons."),
    ),
    Outcome.EXPIRED_BUYER: ForEach(
        _("You did not send this claim in time, so it ended. You can start a new one."),
        _("This claim was never sent."),
        _("This draft was never sent."),
    ),
    Outcome.RETURN_NOT_SENT: ForEach(
        _("The item was not sent back in time, so there is no refund."),
        _("The buyer did not send the item back in time, so there is no refund."),
        _("The buyer did not send the item back in time, so there is no refund."),
    ),
    Outcome.SELLER_CANCELLED: ForEach(
        _("The seller never sent the order, so you got %(money)s back."),
        _("The order was never sent, so the buyer got %(money)s back."),
        _("The order was never sent, so the buyer got %(money)s back."),
    ),
    Outcome.SETTLED_OUTSIDE: ForEach(_OUTSIDE, _OUTSIDE, _OUTSIDE),
    Outcome.CHARGEBACK_TAKES_OVER: ForEach(_BANK, _BANK, _BANK),
    Outcome.DUPLICATE: ForEach(_DUPLICATE, _DUPLICATE, _DUPLICATE),
    Outcome.PROTECTION_EXTENDED: ForEach(
        _("Your protection lasts longer now. If the parcel does not come, open a new claim."),
        _("The buyer waits longer for the parcel and can open a new claim if it does not come."),
        _("The buyer waits longer and can open a new claim if the parcel does not come."),
    ),
    Outcome.CONTINUED: ForEach(
        _("What came was wrong again. It goes on in a new claim that our team decides."),
        _("The buyer says that it was wrong again. It goes on in a new claim that our team decides."),
        _("It was wrong again and goes on in a linked dispute."),
    ),
}
_LIABILITIES: Texts = {
    Liability.SELLER: _("The seller bears the cost"),
    Liability.BUYER: _("The buyer bears the cost"),
    Liability.CARRIER: _("The carrier bears the cost"),
    Liability.PLATFORM: _("The platform bears the cost"),
    Liability.NONE: _("Nobody is to blame"),
}
_DECIDED_BY: Texts = {
    DecidedBy.AGREEMENT: _("Both sides agreed, or the law decides"),
    DecidedBy.TIMER: _("Time ran out"),
    DecidedBy.ADJUDICATOR: _("Our team decided"),
    DecidedBy.APPEAL: _("Our team decided on an appeal"),
    DecidedBy.PSP: _("The bank decided"),
}


def outcome_label(outcome: str) -> str:
    """The end in a few words: "Refunded in part"."""
    return said(_LABELS, outcome)


def outcome_sentence(view: DisputeView) -> str:
    """How it ended for this viewer, with the money that was refunded; empty while it has not ended."""
    if view.outcome not in _SENTENCES:
        return ""
    refunded = sum((each.amount for each in view.refunds), Decimal(0))
    return _SENTENCES[view.outcome].to(view.viewer) % {"money": money(refunded, view.currency)}


def liability_label(code: str) -> str:
    """Who bears the cost."""
    return said(_LIABILITIES, code)


def decided_by_label(code: str) -> str:
    """What the outcome rests on."""
    return said(_DECIDED_BY, code)
