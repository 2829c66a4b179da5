from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def _words(length: int) -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


class PromiseRule(models.Model):
    """One line of the table of promises; the first active one that fits a case counts."""

    class Urgency(models.TextChoices):
        ANY = "any"
        URGENT = "urgent"
        ORDINARY = "ordinary"

    position = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    # Counts up with every change; what the rule said before stands in its versions.
    version = models.PositiveIntegerField(default=1)

    # What is empty is not asked.
    kinds = _words(20)
    topics = _words(60)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ANY)
    languages = _words(20)
    countries = _words(2)
    channels = _words(30)

    # NULL promises nothing.
    first_minutes = models.PositiveIntegerField(null=True, blank=True)
    next_minutes = models.PositiveIntegerField(null=True, blank=True)
    # In the hours of the team that answers; else by the clock on the wall.
    counts_working_time = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class PromiseRuleVersion(models.Model):
    """What a rule said from a moment on, and who had it say so."""

    rule = models.ForeignKey(PromiseRule, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["rule", "version"], name="promises_version_once")]

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.version}"


class Promise(models.Model):
    """A clock of a case with what was promised for it; a broken one is followed by a renewal with its new date."""

    class Kind(models.TextChoices):
        FIRST = "first"
        NEXT = "next"

    class Ending(models.TextChoices):
        ANSWERED = "answered"
        CLOSED = "closed"
        # The customer was given a new date.
        RENEWED = "renewed"
        # What happened was read anew, and this clock never ran.
        VOID = "void"

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    episode = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    # When the clock began; with the number of the renewal it names a promise for ever.
    started_at = models.DateTimeField()
    renewal = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    # The rule by its key, and what it was called: it may be changed or removed by now.
    rule = models.CharField(max_length=40)
    rule_version = models.PositiveIntegerField(default=0)
    rule_name = models.CharField(max_length=100)
    why = models.JSONField(default=list)

    # Since when the time counts that is left, how much it is (NULL promises nothing) and in which hours.
    counts_from = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    counts_working_time = models.BooleanField(default=False)
    # [[from, to or null]]: the turn was not ours.
    pauses = models.JSONField(default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    # The date that the customer knows of.
    told_due_at = models.DateTimeField(null=True, blank=True)
    # When the customer last heard of it: a new date, or that nothing is forgotten.
    told_at = models.DateTimeField(null=True, blank=True)

    warned_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    # When the clock has to be looked at again; NULL when it has stopped.
    look_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "episode", "kind", "started_at", "renewal"], name="promises_promise_once"
            ),
            models.UniqueConstraint(
                fields=["conversation"], name="promises_one_running", condition=Q(stopped_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(broken_at=None) | Q(broken_at__lte=F("kept_at")),
                name="promises_kept_or_broken",
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="promises_look", condition=Q(stopped_at__isnull=True)),
            models.Index(fields=["due_at"], name="promises_due", condition=Q(stopped_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.kind} by {self.due_at:%Y-%m-%d %H:%M}" if self.due_at else self.kind

    @property
    def subject(self) -> str:
        """The case, as history names it."""
        return f"conversation:{self.conversation_id}"


class TimeKept(models.Model):
    """Up to when every case that was touched has been looked at; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d %H:%M}"
