from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loket.orders.money import DECIMALS, MOST_DIGITS


class Payment(models.Model):
    """One payment for an order."""

    class State(models.TextChoices):
        PENDING = "pending", _("Pending")
        CAPTURED = "captured", _("Captured")
        FAILED = "failed", _("Failed")
        EXPIRED = "expired", _("Expired")

    class Chargeback(models.TextChoices):
        OPENED = "opened"
        # By the shop, so that the money stayed where it was.
        WON = "won"
        LOST = "lost"

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="payments", db_index=False)
    reference = models.CharField(max_length=100)
    # card, pix, boleto, oxxo, spei, virtual_account, qris, wallet, gift_card, cash_on_delivery, or the shop's own.
    method = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    state = models.CharField(max_length=10, choices=State.choices)
    expires_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    # The bank's name for the chargeback of this payment, empty without one, and how far it has come.
    chargeback_id = models.CharField(max_length=100, blank=True)
    chargeback_state = models.CharField(max_length=10, blank=True, choices=Chargeback.choices)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["order", "reference"], name="orders_payment_once")]
        indexes = [
            models.Index(fields=["reference"], name="orders_payment_reference"),
            # Whether an order was paid, and what of it may have gone back, without its row.
            models.Index(fields=["order"], include=["id", "state"], name="orders_payment_of_order"),
            # Disputes ask every minute which payments a bank wants back.
            models.Index(fields=["order"], name="orders_payment_charged_back", condition=~models.Q(chargeback_id="")),
        ]

    def __str__(self) -> str:
        return self.reference


class Refund(models.Model):
    """Money on its way back over one payment, whether the shop or Loket's ledger began it."""

    class Destination(models.TextChoices):
        ORIGINAL = "original", _("The way it was paid")
        WALLET = "wallet", _("Wallet")
        PIX_KEY = "pix_key", _("Pix key")
        BANK_ACCOUNT = "bank_account", _("Bank account")
        STORE_CREDIT = "store_credit", _("Store credit")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        SENT = "sent", pgettext_lazy("a refund", "Sent")
        SETTLED = "settled", _("Settled")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    # The marketplace's name for it; for one of ours the ledger entry's identifier, which the marketplace repeats.
    external_id = models.CharField(max_length=100)
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    destination = models.CharField(max_length=20, choices=Destination.choices, default=Destination.ORIGINAL)
    state = models.CharField(max_length=10, choices=State.choices)
    expected_by = models.DateField(null=True, blank=True)
    # The entry of our ledger that asked for it; the shop's word never overwrites that.
    entry = models.ForeignKey(
        "orders.LedgerEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )

    class Meta:
        ordering = ["payment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "external_id"], name="orders_refund_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="orders_refund_moves_money"),
        ]
        indexes = [
            models.Index(fields=["payment"], name="orders_refund_unsettled", condition=~models.Q(state="settled"))
        ]

    def __str__(self) -> str:
        return self.external_id
