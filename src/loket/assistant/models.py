from __future__ import annotations

from django.db import models
from django.utils import timezone


class AnswerTrace(models.Model):
    """Why the assistant decided as it did, for one turn."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    message = models.OneToOneField(
        "conversations.Message", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    after_sequence = models.PositiveIntegerField()
    decision = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    bank_version = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    milliseconds = models.FloatField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["conversation", "after_sequence"], name="assistant_trace_turn")]

    def __str__(self) -> str:
        return f"{self.decision} after {self.after_sequence}"
