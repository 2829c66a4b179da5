from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class UploadQuerySet(models.QuerySet["Upload"]):
    """The questions asked of uploads."""

    def unclaimed_before(self, moment: datetime) -> UploadQuerySet:
        """Uploads that came before a moment and that no message has taken."""
        return self.filter(claimed_at=None, created_at__lt=moment)


class Upload(models.Model):
    """One file somebody sent; its content lies in the store under its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=50)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    duration = models.FloatField(null=True, help_text="Seconds, where the file tells.")
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="files_upload_content"),
            models.Index(fields=["created_at"], condition=Q(claimed_at=None), name="files_upload_unclaimed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.media_type.startswith("image/")

    @property
    def is_voice(self) -> bool:
        """Whether it can be played as a sound."""
        return self.media_type.startswith("audio/")
