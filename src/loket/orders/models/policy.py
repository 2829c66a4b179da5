from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Policy(models.Model):
    """What may be done with orders of one market, as data; each version stays as it was."""

    # Empty: every market without one of its own.
    market = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField()
    # The document that ``loket.orders.rulebook.rules`` reads.
    rules = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["market", "-version"]
        constraints = [models.UniqueConstraint(fields=["market", "version"], name="orders_policy_version_once")]

    def __str__(self) -> str:
        return policy_name(self.market, self.version)


def policy_name(market: str, version: int) -> str:
    """A version of the rules and whose: "BR 3", "* 3" for every market without one of its own."""
    return f"{market or '*'} {version}"
