from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loket.orders.models.policy import policy_name
from loket.orders.money import DECIMALS, MOST_DIGITS
from loket.orders.states import EntryState


class LedgerEntry(models.Model):
    """One action on the marketplace: asked for once, carried out at most once, never forgotten."""

    class Kind(models.TextChoices):
        CANCEL = "cancel", _("Cancel the order")
        REFUND = "refund", _("Refund")
        RESEND = "resend", _("Send again")
        REPLACE = "replace", _("Replace")
        CHANGE_ADDRESS = "change_address", _("Change the address")
        RETURN_COUPON = "return_coupon", _("Return the coupon")
        # What a dispute holds back of the seller's money, and lets go.
        FREEZE_PAYOUT = "freeze_payout", _("Hold back the seller's money")
        RELEASE_PAYOUT = "release_payout", _("Let the seller's money go")

    State = EntryState

    class CostTo(models.TextChoices):
        SELLER = "seller", _("Seller")
        PLATFORM = "platform", _("Platform")
        BUYER = "buyer", _("Buyer")
        CARRIER = "carrier", _("Carrier")

    # Also the key under which the marketplace knows a repeat.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The caller's: a second click or a retry finds the first entry.
    idempotency_key = models.CharField(max_length=200, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    # Money only where the kind moves or holds some; for a refund the payment it goes back over.
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    payment = models.ForeignKey(
        "orders.Payment", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    destination = models.CharField(max_length=20, blank=True)
    lines = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    # What the kind needs beside: {"address": {…}}, {"coupon": code}, {"account": …}.
    details = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=60)
    cost_to = models.CharField(max_length=10, choices=CostTo.choices, blank=True)
    # The rule that allowed it, and the policy it stood in: versions are counted market by market.
    rule = models.CharField(max_length=100, blank=True)
    policy_market = models.CharField(max_length=20, blank=True)
    policy_version = models.PositiveIntegerField(null=True, blank=True)
    # The first entry of a request that one entry alone could not carry; people decide about all of them at once.
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    asked_by = models.CharField(max_length=80)
    asked_by_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # Not before this is it sent, or tried again.
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    marketplace_reference = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["order", "created_at"], name="orders_ledger_of_order"),
            models.Index(
                fields=["due_at"],
                name="orders_ledger_due",
                condition=models.Q(state__in=["waiting", "ready", "sending", "accepted"]),
            ),
            models.Index(
                fields=["created_at"],
                name="orders_ledger_for_people",
                condition=models.Q(state__in=["awaiting_approval", "needs_person"]),
            ),
            # Who else had money sent to an account: of refunds, those to one that somebody named.
            models.Index(
                KeyTransform("account", "details"),
                name="orders_ledger_of_account",
                condition=models.Q(kind="refund") & ~models.Q(destination__in=["", "original", "store_credit"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="refund") | models.Q(amount__gt=0, payment__isnull=False),
                name="orders_ledger_refund_moves_money",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def policy(self) -> str:
        """The version of the rules that allowed it, with its market: "BR 3", "* 0" for what Loket brings along."""
        return "" if self.policy_version is None else policy_name(self.policy_market, self.policy_version)


# Between the marketplace and the seller: no buyer's page tells of it.
PAYOUT_KINDS = (LedgerEntry.Kind.FREEZE_PAYOUT, LedgerEntry.Kind.RELEASE_PAYOUT)


class OrderTask(models.Model):
    """Something about an order that only a person can clear up."""

    class Kind(models.TextChoices):
        REFUND_DISAGREES = "refund_disagrees", _("The marketplace tells of a refund otherwise than the ledger")
        OUTCOME_UNKNOWN = "outcome_unknown", _("Nobody knows whether the marketplace did it")
        REFUSED = "refused", _("The marketplace refused it")
        NO_WAY_BACK = "no_way_back", _("Money cannot go back the way it was paid: ask where to")
        RETURN_LABEL = "return_label", _("A buyer sends goods back and needs a label")
        TELL_CARD_ISSUER = "tell_card_issuer", _("Tell the card's issuer that the buyer has withdrawn")

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="tasks")
    entry = models.ForeignKey(LedgerEntry, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["created_at"], name="orders_task_open", condition=models.Q(done_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order_id}"
