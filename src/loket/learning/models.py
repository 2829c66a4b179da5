from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pgvector.django import VectorField

DIMENSIONS = 512
STALE_AFTER = timedelta(minutes=5)


class Reading(models.Model):
    """One row: up to where conversations have been read, and the work that is going on."""

    class State(models.TextChoices):
        RESTING = "resting"
        READING = "reading"
        GROUPING = "grouping"

    state = models.CharField(max_length=10, choices=State.choices, default=State.RESTING)
    # The last conversation read, by when it was last touched.
    touched_at = models.DateTimeField(null=True, blank=True)
    conversation_id = models.UUIDField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Fresh while somebody works on it: a run whose worker died is found by its age.
    worked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="learning_reading_one_row")
        ]

    def __str__(self) -> str:
        return self.state

    def is_at_work(self, now: datetime) -> bool:
        """Whether somebody reads or groups; a worker that went silent for minutes has died."""
        alive = self.worked_at is not None and self.worked_at > now - STALE_AFTER
        return self.state != self.State.RESTING and alive


class Proposal(models.Model):
    """A way of asking that an editor may add to an article; near-identical wordings are one proposal."""

    class State(models.TextChoices):
        OPEN = "open"
        # The article lists these very words already.
        COVERED = "covered"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    # Kept by slug, as conversations do, so that an article's fate never touches what was learnt.
    article = models.CharField(max_length=100)
    language = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    vector = VectorField(dimensions=DIMENSIONS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # Distinct conversations behind it.
    count = models.PositiveIntegerField(default=0)
    sources = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    last_asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["article", "language"], name="learning_proposal_article"),
            models.Index(
                fields=["article", "-count", "id"],
                name="learning_proposal_open",
                condition=models.Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Gap(models.Model):
    """An article that seems to be missing: questions about one thing that nobody could answer."""

    class State(models.TextChoices):
        OPEN = "open"
        HIDDEN = "hidden"
        WRITTEN = "written"
        ANSWERED = "answered"

    # Its most typical question.
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # Distinct conversations: in all, in the last 30 days, and in the 30 days before those.
    count = models.PositiveIntegerField(default=0)
    recent = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)
    last_asked_at = models.DateTimeField(default=timezone.now)
    # What it counted when an editor hid it.
    hidden_at_count = models.PositiveIntegerField(default=0)
    article = models.CharField(max_length=100, blank=True)
    decided_by = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-recent", "-count", "id"], name="learning_gap_open", condition=models.Q(state="open"))
        ]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """One question of one customer without personal data, and which article it belongs to; none: unanswered."""

    class Source(models.TextChoices):
        CONFIRMED = "confirmed", _("answered and confirmed")
        REPHRASED = "rephrased", _("said anew, then answered and confirmed")
        CHOSEN = "chosen", _("chosen from those offered, and confirmed")
        AGENT = "agent", _("an agent sent the article")
        EDITOR = "editor", _("an editor named the article")
        UNANSWERED = "unanswered", _("nobody knew")

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()
    language = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    article = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices)
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    gap = models.ForeignKey(Gap, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    # Meaning, of unanswered questions alone: those are grouped anew every night.
    vector = VectorField(dimensions=DIMENSIONS, null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "sequence"], name="learning_evidence_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-asked_at", "id"], name="learning_unanswered", condition=models.Q(source="unanswered")
            ),
            models.Index(fields=["asked_at"], name="learning_evidence_age"),
        ]

    def __str__(self) -> str:
        return self.text
