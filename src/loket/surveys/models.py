from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Rating(models.Model):
    """How one customer found one episode of a conversation."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    episode = models.PositiveIntegerField()
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    comment = models.TextField(blank=True)
    agent = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "episode"], name="surveys_rating_once"),
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="surveys_score_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.score} of 5"
