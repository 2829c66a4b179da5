from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STALE_AFTER = timedelta(minutes=5)


class AnswerTrace(models.Model):
    """Why the assistant decided as it did, for one turn."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    message = models.OneToOneField(
        "conversations.Message", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    after_sequence = models.PositiveIntegerField()
    decision = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    bank_version = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    milliseconds = models.FloatField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["conversation", "after_sequence"], name="assistant_trace_turn"),
            models.Index(fields=["-created_at"], name="assistant_trace_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} after {self.after_sequence}"


class AnswerPolicy(models.Model):
    """How readily the assistant answers in one topic of the upper level; a topic without a row is balanced."""

    class Step(models.TextChoices):
        VERY_CAREFUL = "very_careful", _("Very careful")
        CAREFUL = "careful", _("Careful")
        BALANCED = "balanced", _("Balanced")
        EAGER = "eager", _("Eager")
        VERY_EAGER = "very_eager", _("Very eager")

    topic = models.SlugField(max_length=60, unique=True)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.BALANCED)

    def __str__(self) -> str:
        return f"{self.topic}: {self.step}"


class EvaluationRun(models.Model):
    """A file of questions whose answer is known, asked of the assistant at one time, and what came of it."""

    class State(models.TextChoices):
        READY = "ready", _("Not started")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Finished")
        CANCELLED = "cancelled", pgettext_lazy("an evaluation", "Cancelled")
        FAILED = "failed", _("Stopped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    started_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    bank_version = models.CharField(max_length=80, blank=True)
    engines = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # As evaluation.Figures has them; empty until the run is done.
    figures = models.JSONField(default=dict)
    by_language = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    # Fresh while somebody works on it: a run whose worker died is found by its age.
    worked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-created_at", "id"], name="assistant_run_newest"),
            models.Index(fields=["sha256", "-created_at"], name="assistant_run_same_file"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def is_at_work(self) -> bool:
        """Whether it waits for a worker or one works on it."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def is_stale(self, now: datetime) -> bool:
        """Whether it should be worked on and nobody has for minutes: its worker died."""
        return self.state == self.State.RUNNING and self.worked_at is not None and self.worked_at < now - STALE_AFTER


class EvaluationLine(models.Model):
    """One question of a run, and what the assistant made of it once it was asked."""

    class Verdict(models.TextChoices):
        UNASKED = "", _("Not asked yet")
        ANSWERED = "answered", _("Answered rightly")
        OFFERED = "offered", _("Asked back, with the right article among the choices")
        UNANSWERED = "unanswered", _("Not answered, though an article does")
        WRONG = "wrong", _("Answered with the wrong article")
        PASSED_ON = "passed_on", _("Rightly not answered")
        NEEDLESS = "needless", _("Answered, though no article does")

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(EvaluationRun, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=35, blank=True)
    # Empty: nobody but a person can answer.
    expect = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, default=Verdict.UNASKED, blank=True)
    is_mistake = models.BooleanField(default=False)
    best = models.CharField(max_length=100, blank=True)
    confidence = models.FloatField(default=0)
    decision = models.CharField(max_length=20, blank=True)
    answered = models.CharField(max_length=100, blank=True)
    # The article given, or else the best one found.
    got = models.CharField(max_length=100, blank=True)
    offered = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    milliseconds = models.FloatField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "number"], name="assistant_line_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["run", "-confidence", "number"],
                name="assistant_line_mistakes",
                condition=models.Q(is_mistake=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:40]}"
