from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils import timezone


class Message(models.Model):
    """Something said that everyone in the conversation may read. Never changed, except by erasure."""

    class Sender(models.TextChoices):
        CUSTOMER = "customer"
        ASSISTANT = "assistant"
        AGENT = "agent"
        SELLER = "seller"
        SYSTEM = "system"

    class Kind(models.TextChoices):
        TEXT = "text"
        ANSWER = "answer"
        QUESTION = "question"
        OPTIONS = "options"
        HANDOVER = "handover"
        NOTICE = "notice"

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="messages")
    sequence = models.PositiveIntegerField()
    sender = models.CharField(max_length=10, choices=Sender.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TEXT)
    name = models.CharField(max_length=100, blank=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    # Snapshots of what was shown: [{"article", "title", "url"}] and [{"id", "text"}].
    sources = models.JSONField(default=list, blank=True)
    options = models.JSONField(default=list, blank=True)
    choice = models.CharField(max_length=120, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    # Digits of a payment card were masked before storing.
    masked = models.BooleanField(default=False)
    external_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["conversation", "sequence"]
        # Without stemming, for what is said comes in any language; see search.py.
        indexes = [GinIndex(SearchVector("text", config="simple"), name="conversations_message_words")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "sequence"], name="conversations_message_in_order"),
            models.UniqueConstraint(
                fields=["conversation", "external_id"],
                name="conversations_message_once",
                condition=~models.Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.sequence}"
