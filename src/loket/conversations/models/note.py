from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Note(models.Model):
    """Something that staff tell each other; a table of its own, so that no public read can reach it."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="notes")
    sequence = models.PositiveIntegerField()
    # Where it stands among the public messages.
    after_message = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    external_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["conversation", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "sequence"], name="conversations_note_in_order"),
            models.UniqueConstraint(
                fields=["conversation", "external_id"],
                name="conversations_note_once",
                condition=~models.Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.sequence}"
