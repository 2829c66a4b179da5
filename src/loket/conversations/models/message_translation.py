from __future__ import annotations

from django.db import models
from django.utils import timezone


class MessageTranslation(models.Model):
    """One message for readers of another language; the message itself stays as it was written.

    Without a text nobody could translate it, and ``about`` names the articles that come nearest, in that language.
    """

    message = models.ForeignKey("conversations.Message", on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    # Who translated; "memory" stands for words that a person has approved, "person" for mended ones.
    engine = models.CharField(max_length=40, blank=True)
    is_machine = models.BooleanField(default=True)
    # Why there is no text: no_engine, too_slow, not_safe or failed.
    problem = models.CharField(max_length=20, blank=True)
    about = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "language"], name="conversations_translation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.language}"
