from __future__ import annotations

from django.db import models
from django.utils import timezone


class Pace(models.Model):
    """How many calls of one kind a caller made in the minute that began with the first of them."""

    caller = models.CharField(max_length=100, unique=True)
    began_at = models.DateTimeField(default=timezone.now)
    calls = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["began_at"], name="reception_pace_age")]

    def __str__(self) -> str:
        return f"{self.caller}: {self.calls}"
