from __future__ import annotations

from django.db import models
from django.utils import timezone


class ConversationToken(models.Model):
    """What lets one device back into one conversation; kept as a digest."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token of {self.conversation_id}"
