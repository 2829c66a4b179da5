from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.people.models.user import User


class Team(models.Model):
    """People who answer in the same languages, from one queue, in the same service hours."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=100)
    languages = ArrayField(models.CharField(max_length=20), default=list)
    time_zone = models.CharField(max_length=50, default="UTC")
    position = models.PositiveIntegerField(default=0)
    # Takes conversations in languages that no team lists.
    is_fallback = models.BooleanField(default=False)
    members = models.ManyToManyField(User, related_name="teams", blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
