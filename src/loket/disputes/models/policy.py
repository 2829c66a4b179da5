from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class DisputePolicyVersion(models.Model):
    """How long things take and how much goes without a person, for one market and category; each version stays."""

    # Empty: every market, or every category, without one of its own.
    market = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField()
    document = models.JSONField(encoder=DjangoJSONEncoder)
    note = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["market", "category", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["market", "category", "version"], name="disputes_policy_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.market or '*'} {self.category or '*'} {self.version}"
