from __future__ import annotations

from django.db import models
from django.utils import timezone


class ArticleDay(models.Model):
    """How often a translation was read on one day."""

    translation = models.ForeignKey("knowledge.ArticleTranslation", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation", "day"], name="knowledge_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.views}"


class ArticleFeedback(models.Model):
    """A reader's answer to "did this help?"; ``visitor`` is a salted digest, so that one person counts once."""

    translation = models.ForeignKey("knowledge.ArticleTranslation", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    helped = models.BooleanField()
    comment = models.CharField(max_length=1000, blank=True)
    visitor = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation", "version", "visitor"], name="knowledge_feedback_once")
        ]

    def __str__(self) -> str:
        return "helped" if self.helped else "did not help"
