from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey("conversations.Message", on_delete=models.CASCADE, related_name="attachments")
    upload = models.OneToOneField("files.Upload", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["message", "position"]

    def __str__(self) -> str:
        return f"attachment {self.pk}"
