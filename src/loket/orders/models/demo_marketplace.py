from __future__ import annotations

from django.db import models
from django.utils import timezone


class DemoInstruction(models.Model):
    """What the demo shop's marketplace was told to do; no part of the ledger, which must find out by asking."""

    class State(models.TextChoices):
        ACCEPTED = "accepted"
        SETTLED = "settled"

    key = models.CharField(max_length=200, unique=True)
    document = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key

    @property
    def reference(self) -> str:
        """The name under which the marketplace speaks of it."""
        return f"demo-{self.pk}"
