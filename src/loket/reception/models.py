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


class Told(models.Model):
    """What the customer of one conversation was told away from its page, and when they last had it before them."""

    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    # Up to which message.
    sequence = models.PositiveIntegerField(default=0)
    # In which episode that it waits in line, and that it is closed; 0 for in none.
    queued_episode = models.PositiveIntegerField(default=0)
    closed_episode = models.PositiveIntegerField(default=0)
    # The question how it was is asked once for each case.
    asked_to_rate = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.conversation_id} up to {self.sequence}"
