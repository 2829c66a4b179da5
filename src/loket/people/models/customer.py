from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Customer(models.Model):
    """A buyer, known by the shop's own identifier once the shop has vouched for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    external_id = models.CharField(max_length=200, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["external_id"], name="people_customer_external_id_once"),
        ]
        indexes = [models.Index(fields=["email"], name="people_customer_email", condition=~models.Q(email=""))]

    def __str__(self) -> str:
        return self.name or self.external_id or str(self.id)
