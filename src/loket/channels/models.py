from __future__ import annotations

from django.db import models


class ChannelAccount(models.Model):
    """One mailbox, number or chat that the shop can be reached by."""

    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="channels_account_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
