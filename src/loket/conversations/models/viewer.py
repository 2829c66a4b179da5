from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Viewer(models.Model):
    """A member of staff who has the conversation open, and whether they are writing."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)
    typing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="conversations_viewer_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.conversation_id}"
