from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class DisputeAlert(models.Model):
    """Something in a dispute that one who leads must see; the same thing once more brings the same row up again."""

    class Whom(models.TextChoices):
        LEAD = "lead"
        SENIOR = "senior"
        FINANCE = "finance"

    dispute = models.ForeignKey("disputes.Dispute", on_delete=models.CASCADE, related_name="alerts")
    whom = models.CharField(max_length=20, choices=Whom.choices)
    # The row of the table that raised it, and the clock that ran out, where one did.
    transition = models.CharField(max_length=20)
    rule = models.CharField(max_length=100, blank=True)
    # Where the dispute stood; once it has gone on, nobody needs to look any more.
    state = models.CharField(max_length=30)
    at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # When a letter about it was written; empty until then.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "transition", "rule", "state"], name="disputes_alert_once")
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="disputes_alerts_open", condition=models.Q(done_at=None)),
            models.Index(
                fields=["whom"], name="disputes_alerts_untold", condition=models.Q(done_at=None, told_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.transition} {self.rule}".rstrip()
