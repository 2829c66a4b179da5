from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Conversation(models.Model):
    """One customer's case. Who owns it and whether it is open are facts apart."""

    class Owner(models.TextChoices):
        ASSISTANT = "assistant"
        AGENT = "agent"
        NOBODY = "nobody"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8, unique=True)
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=30, default="chat")
    external_id = models.CharField(max_length=200, blank=True)
    server_key = models.ForeignKey(
        "people.ServerKey", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=20)
    # The language of the page that it began on, the first guess for every message.
    page_language = models.CharField(max_length=20)
    # The languages in which staff read it: what the customer writes is translated into these.
    staff_languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    time_zone = models.CharField(max_length=50, blank=True)
    # Kept by slug, so that archiving an article never touches a conversation.
    article = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=60, blank=True)

    # The order that this is about, once it is known and the customer may see it.
    order = models.ForeignKey("orders.Order", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Where the customer stands in a guided flow: its name, its step, and what was told so far.
    flow = models.CharField(max_length=40, blank=True)
    flow_step = models.CharField(max_length=40, blank=True)
    flow_data = models.JSONField(default=dict, blank=True)

    owner = models.CharField(max_length=10, choices=Owner.choices, default=Owner.ASSISTANT)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    team = models.ForeignKey("people.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    last_sequence = models.PositiveIntegerField(default=0)
    last_note_sequence = models.PositiveIntegerField(default=0)
    # Up to where the assistant has thought; what came later is still to be answered.
    answered_sequence = models.PositiveIntegerField(default=0)
    # Where the present episode begins, and where the assistant begins to read (later, once given back).
    episode = models.PositiveIntegerField(default=1)
    episode_from = models.PositiveIntegerField(default=1)
    assistant_from = models.PositiveIntegerField(default=1)
    # Up to where the customer has seen what was said.
    seen_sequence = models.PositiveIntegerField(default=0)
    # The last public message is ours, and it is the customer's turn.
    waiting_customer_since = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="conversations_recent"),
            models.Index(
                fields=["-updated_at", "-id"],
                name="conversations_open",
                condition=models.Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["agent", "-updated_at"],
                name="conversations_agent",
                condition=models.Q(closed_at__isnull=True, agent__isnull=False),
            ),
            models.Index(
                fields=["waiting_customer_since"],
                name="conversations_waiting",
                condition=models.Q(closed_at__isnull=True, waiting_customer_since__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner="agent", agent__isnull=False)
                | (~models.Q(owner="agent") & models.Q(agent__isnull=True)),
                name="conversations_agent_owns",
            ),
            models.UniqueConstraint(
                fields=["server_key", "external_id"],
                name="conversations_external_id_once",
                condition=~models.Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name under which history knows this conversation."""
        return f"conversation:{self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_queued(self) -> bool:
        return self._is_nobodys and self.waiting_customer_since is None

    @property
    def is_answered_elsewhere(self) -> bool:
        """Whether a person answered from outside the desk, and it is the customer's turn."""
        return self._is_nobodys and self.waiting_customer_since is not None

    @property
    def _is_nobodys(self) -> bool:
        return self.owner == self.Owner.NOBODY and self.closed_at is None

    @property
    def state(self) -> str:
        """The state for the outside, as the contract computes it."""
        if self.is_closed:
            return "closed"
        if self.is_queued:
            return "queued"
        if self.waiting_customer_since is not None:
            return "waiting_customer"
        return self.owner
