from __future__ import annotations

from django.db import models
from django.utils import timezone


class Article(models.Model):
    """One thing the shop can answer; its words stand in the translations."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        ARCHIVED = "archived"

    slug = models.SlugField(max_length=100, unique=True)
    topic = models.ForeignKey("knowledge.Topic", on_delete=models.PROTECT, related_name="articles")
    flow = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    position = models.PositiveIntegerField(default=0)
    # The language in which the article is written first; the others are translations of it.
    source_language = models.CharField(max_length=20, default="en")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.slug


class ArticleTranslation(models.Model):
    """An article in one language. ``published`` is what readers see; ``latest`` may be a draft after it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    published = models.ForeignKey(
        "knowledge.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    latest = models.ForeignKey("knowledge.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="knowledge_translation_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"
