"""The states of orders, parcels and ledger entries, with what people call them; known without a database too."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrderState(TextChoices):
    """Where an order is, as the marketplace tells."""

    AWAITING_PAYMENT = "awaiting_payment", _("Awaiting payment")
    PAID = "paid", _("Paid")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")
    PAYMENT_FAILED = "payment_failed", _("Payment failed")
    EXPIRED = "expired", _("Expired")


class ShipmentState(TextChoices):
    """Where a parcel is."""

    PREPARING = "preparing", _("Being prepared")
    IN_TRANSIT = "in_transit", _("On its way")
    CUSTOMS = "customs", _("At customs")
    DELIVERED = "delivered", _("Delivered")
    RETURNED = "returned", _("Returned to the sender")
    LOST = "lost", _("Lost")


class EntryState(TextChoices):
    """How far an action on the marketplace has come."""

    AWAITING_APPROVAL = "awaiting_approval", _("Waits for a second person")
    WAITING = "waiting", _("Waits for its time")
    READY = "ready", _("To be sent")
    # An attempt has begun whose outcome is not known: only a look at the marketplace may go on from here.
    SENDING = "sending", _("Being sent")
    ACCEPTED = "accepted", _("Taken by the marketplace")
    SETTLED = "settled", _("Done")
    REFUSED = "refused", _("Refused by the marketplace")
    DECLINED = "declined", _("Declined by the second person")
    NEEDS_PERSON = "needs_person", _("Needs a person")


# What stands among the things to do while it is so.
FOR_PEOPLE = (EntryState.AWAITING_APPROVAL, EntryState.NEEDS_PERSON)
