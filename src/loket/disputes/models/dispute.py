from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from loket.disputes.machine.states import State
from loket.orders.money import DECIMALS, MOST_DIGITS


class Dispute(models.Model):
    """One claim about lines of one order. ``document`` holds the facts; the columns beside it repeat what lists ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("people.Seller", on_delete=models.PROTECT, related_name="+")
    # The case in which it began, if it began in one.
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    linked_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups")

    state = models.CharField(max_length=30, choices=[(each.value, each.value) for each in State])
    # What a caller must have seen; an older one is refused.
    version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    document = models.JSONField(default=dict)
    # The version of the order that was last looked at: a newer one may bring news of parcels.
    order_version = models.PositiveIntegerField(default=0)
    # What the buyer has filled in so far, while it is a draft.
    draft = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # Hashed into every event's digest of words, and deleted with the person.
    salt = models.CharField(max_length=64, blank=True)

    market = models.CharField(max_length=20)
    category = models.CharField(max_length=200, blank=True)
    policy_market = models.CharField(max_length=20, blank=True)
    policy_category = models.CharField(max_length=200, blank=True)
    policy_version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS, default=0)
    turn = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_open = models.BooleanField(default=False)
    is_frozen = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)
    adjudicator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=30, blank=True)
    liability = models.CharField(max_length=20, blank=True)
    decided_by = models.CharField(max_length=20, blank=True)

    # The next moment at which the clock has something to do, and the earliest deadline that people see.
    next_due_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    state_since = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_due_at", "id"], name="disputes_due", condition=models.Q(next_due_at__isnull=False)
            ),
            models.Index(fields=["order"], name="disputes_of_order"),
            models.Index(fields=["customer", "-created_at", "-id"], name="disputes_of_customer"),
            models.Index(fields=["seller", "deadline_at", "id"], name="disputes_of_seller"),
            models.Index(
                fields=["deadline_at", "id"],
                name="disputes_queue",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(
                fields=["language", "deadline_at", "id"],
                name="disputes_queue_by_language",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(
                fields=["adjudicator", "deadline_at", "id"],
                name="disputes_queue_by_person",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(
                fields=["currency", "deadline_at", "id"],
                name="disputes_queue_by_currency",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(
                fields=["state", "deadline_at", "id"],
                name="disputes_queue_by_state",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(
                fields=["amount"],
                name="disputes_queue_by_amount",
                condition=models.Q(state__in=["escalated", "in_review", "wait_evidence", "appeal_review"]),
            ),
            models.Index(fields=["state", "-state_since"], name="disputes_by_state"),
            # What the numbers of a stretch count, so that they need not read the facts beside it.
            models.Index(
                fields=["submitted_at"],
                include=["reason", "market", "seller", "customer", "language"],
                name="disputes_submitted",
                condition=models.Q(submitted_at__isnull=False),
            ),
            models.Index(
                fields=["resolved_at"],
                include=["outcome", "decided_by", "submitted_at"],
                name="disputes_resolved",
                condition=models.Q(resolved_at__isnull=False),
            ),
            GinIndex(fields=["turn"], name="disputes_turn", condition=models.Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name under which history and notices know this dispute."""
        return f"dispute:{self.pk}"


class DisputeLine(models.Model):
    """One line of an order in one dispute; of all disputes about it, one may be open."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="disputed_lines")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    is_open = models.BooleanField(default=False)

    class Meta:
        ordering = ["dispute", "line"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "line"], name="disputes_line_once"),
            models.UniqueConstraint(
                fields=["order", "line"], name="disputes_one_open_per_line", condition=models.Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.line}"
