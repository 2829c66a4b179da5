from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DisputeEvent(models.Model):
    """One record of a dispute's log, chained to the one before by its digest. Rows are only ever added."""

    dispute = models.ForeignKey("disputes.Dispute", on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    # The row of the table that was taken, and the name that notices and webhooks use.
    transition = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    # Such as staff:3, customer:<uuid>, seller:<uuid>, timer.
    by = models.CharField(max_length=80)
    rule = models.CharField(max_length=100, blank=True)
    policy_version = models.PositiveIntegerField()
    came_from = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=30)
    # The body without anybody's own words, and the deadlines from then on.
    details = models.JSONField(default=dict)
    words_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    # The caller's: a repeat finds this event instead of taking the step again.
    key = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["dispute", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "sequence"], name="disputes_event_in_order"),
            models.UniqueConstraint(
                fields=["dispute", "key"], name="disputes_event_key_once", condition=~models.Q(key="")
            ),
        ]
        indexes = [
            models.Index(fields=["name", "at"], name="disputes_event_name"),
            models.Index(fields=["at"], name="disputes_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.sequence} {self.name}"


class DisputeText(models.Model):
    """Words of a person that came with a step; erased with the person while the chain still verifies."""

    class Kind(models.TextChoices):
        DESCRIPTION = "description"
        STATEMENT = "statement"
        QUESTION = "question"
        ANSWER = "answer"
        REASONS = "reasons"
        NOTE = "note"

    dispute = models.ForeignKey("disputes.Dispute", on_delete=models.CASCADE, related_name="texts")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    role = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    # Of buyer, seller, staff; internal notes name staff alone.
    visible_to = ArrayField(models.CharField(max_length=20))
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["dispute", "sequence", "id"]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.sequence} {self.kind}"


class DisputeTextTranslation(models.Model):
    """The same words in another language; a machine's are marked."""

    text = models.ForeignKey(DisputeText, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    translated = models.TextField()
    engine = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="disputes_text_translated_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language}"
