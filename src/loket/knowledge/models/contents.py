from __future__ import annotations

from django.db import models


class Contents(models.Model):
    """One row that counts every change of what readers can see; its lock puts publications in order."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="knowledge_contents_one_row")]

    def __str__(self) -> str:
        return str(self.number)
