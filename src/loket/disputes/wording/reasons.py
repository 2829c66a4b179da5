"""What happened, as buyers say it, with what helps to show it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import Role
from loket.disputes.machine.reasons import REASONS, Reason, ReasonGroup, RefundShape
from loket.disputes.wording.saying import Text, Texts, money, said

_GROUPS: Texts = {
    ReasonGroup.NOT_RECEIVED: _("It has not arrived"),
    ReasonGroup.NOT_AS_DESCRIBED: _("Something is wrong with it"),
    ReasonGroup.CHANGE_OF_MIND: _("I do not want it any more"),
    ReasonGroup.PAYMENT: _("Something is wrong with the payment"),
    ReasonGroup.NOT_SHIPPED: _("It was never sent"),
}
_LABELS: Texts = {
    Reason.INR_NO_TRACKING: _("It cannot be tracked"),
    Reason.INR_LATE: _("It is late"),
    Reason.INR_MARKED_DELIVERED: _("It is marked as delivered, but it is not here"),
    Reason.INR_CUSTOMS: _("Customs holds it"),
    Reason.INR_RETURNED: _("It was sent back to the seller"),
    Reason.SNAD_WRONG: _("A wrong item, colour or size came"),
    Reason.SNAD_QUALITY: _("The quality is poor"),
    Reason.SNAD_FUNCTION: _("It does not work"),
    Reason.SNAD_DAMAGED: _("It arrived damaged"),
    Reason.SNAD_MISSING: _("Something is missing"),
    Reason.COUNTERFEIT: _("It is a fake"),
    Reason.WITHDRAWAL: _("I use my right to withdraw from the purchase"),
    Reason.BUYER_CHOICE: _("I would like to send it back"),
    Reason.PAYMENT_DUPLICATE: _("I was charged twice"),
    Reason.NOT_AS_CHARGED: _("I was charged a wrong amount"),
    Reason.SELLER_CANCEL_NO_SHIP: _("The seller never sent it"),
}
_HINTS: Texts = {
    Reason.INR_NO_TRACKING: _("There is no tracking number, or the carrier does not know it."),
    Reason.INR_LATE: _("The promised day is over, and the parcel is still on its way."),
    Reason.INR_MARKED_DELIVERED: _("Tracking says that it was delivered, but nobody at your address has it."),
    Reason.INR_CUSTOMS: _("The parcel is at customs and does not move on."),
    Reason.INR_RETURNED: _("Tracking says that the parcel goes back to the seller, or is already there."),
    Reason.SNAD_WRONG: _("What came is not what you ordered."),
    Reason.SNAD_QUALITY: _("It is what you ordered, but worse than the listing says."),
    Reason.SNAD_FUNCTION: _("It does not do what the listing says, or only for a short time."),
    Reason.SNAD_DAMAGED: _("It was already broken, torn or leaking when you opened the parcel."),
    Reason.SNAD_MISSING: _("Fewer pieces came than you ordered, or a part is not there."),
    Reason.COUNTERFEIT: _("It carries a brand’s name, but the brand did not make it."),
    Reason.WITHDRAWAL: _("The law in your country lets you send it back for some days. You need no other reason."),
    Reason.BUYER_CHOICE: _("Nothing is wrong with it, but it does not suit you. You may have to pay for the way back."),
    Reason.PAYMENT_DUPLICATE: _("The same order was paid two times."),
    Reason.NOT_AS_CHARGED: _("More was taken than the order says, or in another currency."),
    Reason.SELLER_CANCEL_NO_SHIP: _("The promised day is over, and no parcel was ever sent. You get everything back."),
}
_FROM_BUYER: Texts = {
    Reason.INR_NO_TRACKING: _("You need no evidence. We check the tracking number ourselves."),
    Reason.INR_LATE: _("You need no evidence. We check the tracking ourselves."),
    Reason.INR_MARKED_DELIVERED: _(
        "Confirm with a short statement that you did not get it, and that you asked at home, neighbours and the "
        "post office."
    ),
    Reason.INR_CUSTOMS: _("If customs wrote to you, a photo of the letter helps. You can also send none."),
    Reason.INR_RETURNED: _("If the carrier left you a notice, a photo of it helps. You can also send none."),
    Reason.SNAD_WRONG: _("Photos of the item and of the label on the parcel help most."),
    Reason.SNAD_QUALITY: _("Photos from close by, or a short video, help most. Show the fault and the whole item."),
    Reason.SNAD_FUNCTION: _("A short video helps most. Show how you switch it on, and what does not happen."),
    Reason.SNAD_DAMAGED: _("Photos of the damage, and of the parcel from outside and inside, help most."),
    Reason.SNAD_MISSING: _("Photos of all that came, and of the label with the parcel’s weight, help most."),
    Reason.COUNTERFEIT: _("Photos of labels, seams and packaging help. A letter from the brand helps most."),
    Reason.WITHDRAWAL: _("You need no evidence and no reason."),
    Reason.BUYER_CHOICE: _("You need no evidence. Photos of the item as it is now protect you later."),
    Reason.PAYMENT_DUPLICATE: _("A picture of the statement that shows both payments helps most."),
    Reason.NOT_AS_CHARGED: _("A picture of the statement that shows the amount helps most."),
    Reason.SELLER_CANCEL_NO_SHIP: _("You need no evidence. We check the order ourselves."),
}
_FROM_SELLER: Texts = {
    Reason.INR_NO_TRACKING: _("Give a tracking number that the carrier knows, or a proof of delivery."),
    Reason.INR_LATE: _("The tracking history helps, or a paper from customs that shows why it takes longer."),
    Reason.INR_MARKED_DELIVERED: _("A signature, the place of delivery or a photo taken at delivery helps most."),
    Reason.INR_CUSTOMS: _("The customs papers help, and whatever shows who has to do what."),
    Reason.INR_RETURNED: _("The scan that shows why it came back helps most."),
    Reason.SNAD_WRONG: _("A photo taken when you packed the order helps most."),
    Reason.SNAD_QUALITY: _("The record of your quality check helps, with the description that the buyer saw."),
    Reason.SNAD_FUNCTION: _("The record of a test before sending helps, with the description that the buyer saw."),
    Reason.SNAD_DAMAGED: _("A photo of how it was packed helps, or your claim to the carrier."),
    Reason.SNAD_MISSING: _("The weight of the parcel when it was sent helps most."),
    Reason.COUNTERFEIT: _("Your invoice, or the brand’s permission to sell its goods, helps most."),
    Reason.WITHDRAWAL: _("The law gives the buyer this right. When the item is back, photos show its condition."),
    Reason.BUYER_CHOICE: _("When the item is back, photos show its condition."),
    Reason.PAYMENT_DUPLICATE: _("A record of the payments that you received helps most."),
    Reason.NOT_AS_CHARGED: _("The invoice and a record of the payments that you received help most."),
    Reason.SELLER_CANCEL_NO_SHIP: _("The order’s record shows no parcel, so the refund starts at once."),
}
_AMOUNTS: Mapping[RefundShape, Text] = {
    RefundShape.FULL: _("For this problem you ask for the whole amount: %(cap)s."),
    RefundShape.PARTIAL: _("If you keep the item, you can ask for a part of %(cap)s."),
    RefundShape.ANY: _("You can ask for up to %(cap)s."),
}


def group_label(group: str) -> str:
    """The first question's answer: "It has not arrived"."""
    return said(_GROUPS, group)


def reason_label(reason: str) -> str:
    """What happened: "It arrived damaged"."""
    return said(_LABELS, reason)


def reason_hint(reason: str) -> str:
    """When this is the right choice, in one sentence."""
    return said(_HINTS, reason)


def evidence_hint(reason: str, viewer: str = Role.BUYER) -> str:
    """Which evidence helps this side for this reason."""
    return said(_FROM_SELLER if viewer == Role.SELLER else _FROM_BUYER, reason)


def amount_hint(reason: str, cap: Decimal, currency: str) -> str:
    """How much may be asked for with a refund."""
    if reason not in REASONS:
        return gettext("You can ask for up to %(cap)s.") % {"cap": money(cap, currency)}
    return str(_AMOUNTS[REASONS[Reason(reason)].refund]) % {"cap": money(cap, currency)}
