from __future__ import annotations

from django.db import models
from django.utils import timezone


class DemoLetter(models.Model):
    """A letter of the demo shop, which anybody may look at because it goes to nobody."""

    reference = models.CharField(max_length=200, unique=True)
    recipient_kind = models.CharField(max_length=10)
    recipient_id = models.CharField(max_length=200)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    subject_line = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField()
    short = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["-sent_at"], name="notices_demo_letter_newest")]

    def __str__(self) -> str:
        return self.subject_line
