from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Endpoint(models.Model):
    """A server of the shop that is told what happened."""

    class Off(models.TextChoices):
        PERSON = "person"
        DELINQUENT = "delinquent"
        GONE = "gone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(max_length=500)
    name = models.CharField(max_length=100, blank=True)
    # None means all that its maker may hear of.
    names = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Whose it is: a key hears only of what it may see, and nothing once it is revoked; None was made at the desk.
    key = models.ForeignKey("people.ServerKey", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    # Sealed with the installation's secret; the former one signs too until it ends.
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)

    off_since = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=12, choices=Off.choices, blank=True)
    # In a row, and since when nothing has come through.
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    last_said = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name or self.url

    @property
    def subject(self) -> str:
        """The name under which history knows this endpoint."""
        return f"webhook:{self.pk}"


class Delivery(models.Model):
    """One event for one endpoint: its words are settled when it is queued, so that every try says the same."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        # Refused too often: what comes after it goes on.
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    # The event's place in history, which orders what is about the same thing.
    event = models.BigIntegerField()
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    document = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The other server's status, or why there was none; nothing of its words.
    last_said = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["endpoint", "event"]
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="webhooks_event_once")]
        indexes = [
            models.Index(
                fields=["endpoint", "subject", "event"], name="webhooks_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["endpoint", "subject", "-event"], name="webhooks_of_subject"),
            models.Index(fields=["ended_at"], name="webhooks_ended", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} to {self.endpoint_id}"
