from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import VectorField


class Passage(models.Model):
    """One text that a search finds: a published question, another way of asking it, or a part of its answer."""

    class Kind(models.TextChoices):
        QUESTION = "question"
        ALSO_ASKED = "also_asked"
        ANSWER = "answer"

    translation = models.ForeignKey("knowledge.ArticleTranslation", on_delete=models.CASCADE, related_name="passages")
    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    # Accent-folded in Python, because the embedded server has no unaccent.
    words = SearchVectorField(null=True)
    # Meaning, by the engine ``use``; filled by the indexing job, so null for a moment after publishing.
    vector = VectorField(dimensions=512, null=True)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="knowledge_passage_words")]

    def __str__(self) -> str:
        return self.text
