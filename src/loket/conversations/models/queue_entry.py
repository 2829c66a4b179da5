from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class QueueEntry(models.Model):
    """One wait for a person: when it began, when it ended and how."""

    # Somebody answers from outside the desk: whose turn it is there, no place in our line tells.
    ANSWERED_ELSEWHERE = "answered_elsewhere"

    class Outcome(models.TextChoices):
        TAKEN = "taken"
        CLOSED = "closed"
        GIVEN_BACK = "given_back"
        LEFT = "left"

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="queue_entries"
    )
    team = models.ForeignKey("people.Team", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=40)
    urgent = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the customer was told when the wait began, to be held against what really happened.
    promised_low = models.PositiveIntegerField(null=True, blank=True)
    promised_high = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                name="conversations_one_wait",
                condition=models.Q(left_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["team", "joined_at", "id"],
                name="conversations_queue",
                condition=models.Q(left_at__isnull=True),
            ),
            models.Index(fields=["team", "left_at"], name="conversations_queue_left"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} since {self.joined_at:%H:%M}"

    @property
    def tells_place(self) -> bool:
        """Whether the place in line is what the customer waits for."""
        return self.reason != self.ANSWERED_ELSEWHERE
