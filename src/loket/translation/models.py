from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

TERM_LETTERS = 100


class MemoryEntry(models.Model):
    """A translation that a person approved; numbers, names and the like are slots that any other text may fill."""

    # As `tags.plain` writes them.
    source_language = models.CharField(max_length=35)
    target_language = models.CharField(max_length=35)
    # Of the normalised source; see `remembering.digest_of`.
    digest = models.UUIDField()
    source = models.TextField()
    target = models.TextField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(default=timezone.now)
    # How often it served, nearly: who is counted at the same moment may be left out.
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "memory entries"
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "source_language", "target_language"], name="translation_memory_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_language}-{self.target_language} {self.pk}"


class GlossaryTerm(models.Model):
    """A word of the shop's own: how it reads in another language, or that it stays as it is."""

    term = models.CharField(max_length=TERM_LETTERS)
    language = models.CharField(max_length=35)
    # Empty: in every other language.
    target_language = models.CharField(max_length=35, blank=True)
    # Empty: it stays untranslated.
    rendering = models.CharField(max_length=TERM_LETTERS, blank=True)

    class Meta:
        ordering = ["language", "term", "target_language"]
        constraints = [
            models.UniqueConstraint("language", "target_language", Lower("term"), name="translation_term_once"),
            models.CheckConstraint(condition=~models.Q(term=""), name="translation_term_not_empty"),
        ]

    def __str__(self) -> str:
        return self.term
