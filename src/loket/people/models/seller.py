from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Seller(models.Model):
    """A shop on the marketplace, known by the marketplace's own identifier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    external_id = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    time_zone = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["email"], name="people_seller_email", condition=~models.Q(email=""))]

    def __str__(self) -> str:
        return self.name or self.external_id

    @property
    def subject(self) -> str:
        """The name under which history and notices know this seller."""
        return f"seller:{self.pk}"


class SellerLink(models.Model):
    """A one-time link by which a seller comes in; only its digest is kept."""

    seller = models.ForeignKey(Seller, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.seller_id}"
