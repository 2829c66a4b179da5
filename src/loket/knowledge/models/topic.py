from __future__ import annotations

from django.db import models


class Topic(models.Model):
    """A topic of the help centre, or a subtopic when it has a parent."""

    slug = models.SlugField(max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="subtopics")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "parent"], name="knowledge_topic_slug_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.slug


class TopicTitle(models.Model):
    """A topic's name in one language."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="titles")
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "language"], name="knowledge_topictitle_once")]

    def __str__(self) -> str:
        return self.title
