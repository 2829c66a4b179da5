from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Revision(models.Model):
    """One version of a translation; never changed after it was written."""

    translation = models.ForeignKey("knowledge.ArticleTranslation", on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    # The version of the source language that this text translates; behind it, the translation is out of date.
    source_version = models.PositiveIntegerField(default=0)
    # The earlier version with the same question and answer, where this one only adds ways of asking.
    same_text_as = models.PositiveIntegerField(null=True, blank=True)
    question = models.CharField(max_length=300)
    answer = models.TextField(blank=True)
    also_asked = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["translation", "version"], name="knowledge_revision_once")]

    def __str__(self) -> str:
        return self.question

    @property
    def text_version(self) -> int:
        """The version that last changed what there is to translate."""
        return self.same_text_as or self.version
