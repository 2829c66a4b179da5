from __future__ import annotations

from django.db import models
from django.utils import timezone


class IdempotentCall(models.Model):
    """The answer to a call that came with an Idempotency-Key, kept for a day so that a repeat gets the same.

    ``answer`` can be opened with the key alone, of which only a digest is kept: it may hold a token.
    """

    digest = models.CharField(max_length=64, unique=True)  # of caller, address and key
    fingerprint = models.CharField(max_length=64)  # of the body
    status = models.PositiveSmallIntegerField()
    answer = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="api_idempotentcall_age")]

    def __str__(self) -> str:
        return f"{self.status} at {self.created_at:%H:%M}"
