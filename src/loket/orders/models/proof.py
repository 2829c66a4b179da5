from __future__ import annotations

from django.db import models
from django.utils import timezone


class OrderGrant(models.Model):
    """A customer whom nobody vouched for has proven that an order is theirs, by the code sent to its contact."""

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="grants")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "order"], name="orders_grant_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.order_id}"


class OneTimeCode(models.Model):
    """A code sent to an order's contact; only its digest is kept.

    ``order`` is empty where the number that somebody gave belongs to none: they must not notice.
    """

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE, related_name="+")
    number_key = models.CharField(max_length=60)
    order = models.ForeignKey("orders.Order", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    # When it let money go to another account, which it does once.
    spent_at = models.DateTimeField(null=True, blank=True)
    # When it was put into the outbox, and why it could not go out from there.
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-created_at"], name="orders_code_of_customer"),
            models.Index(fields=["order", "-created_at"], name="orders_code_of_order"),
            models.Index(fields=["number_key", "-created_at"], name="orders_code_of_number"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.number_key}"
