from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One fact about one object: who did what and when. Rows are only ever added."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)  # such as conversation:<uuid>
    by = models.CharField(max_length=80)  # such as staff:3, customer:<uuid>, server:<uuid>, system
    # The one key that points up, as in Django's own admin log: who the staff member was.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="history_event_subject"),
            models.Index(fields=["action", "at"], name="history_event_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
