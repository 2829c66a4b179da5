from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from loket.files.picture_bands import stored_bands
from loket.files.purposes import Purpose


class ScanState(models.TextChoices):
    """What a virus scanner said: nobody was asked, it is to answer yet, clean, infected, or it cannot read the file."""

    NOT_SCANNED = "not_scanned"
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


class UploadQuerySet(models.QuerySet["Upload"]):
    """The questions asked of uploads."""

    def unclaimed_before(self, moment: datetime) -> UploadQuerySet:
        """Uploads that came before a moment and that no message has taken; copies go with their originals."""
        return self.filter(claimed_at=None, created_at__lt=moment, original=None)


class Upload(models.Model):
    """One file somebody sent, or the copy of one that others may see; its content lies under its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=100)
    # The label of the actor who sent it, where it is kept for a person rather than for a conversation.
    owner = models.CharField(max_length=100, default="", blank=True)
    # Of what this is the copy for other people's eyes.
    original = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=50)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    duration = models.FloatField(null=True, help_text="Seconds, where the file tells.")
    picture_hash = models.BigIntegerField(null=True, help_text="How a picture looks, in 64 bits.")
    scan = models.CharField(max_length=20, choices=ScanState.choices, default=ScanState.NOT_SCANNED)
    scan_detail = models.CharField(max_length=200, default="", blank=True)
    scanned_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="files_upload_content"),
            models.Index(fields=["created_at"], condition=Q(claimed_at=None), name="files_upload_unclaimed"),
            models.Index(fields=["owner"], condition=~Q(owner=""), name="files_upload_owner"),
            models.Index(fields=["created_at"], condition=Q(scan="pending"), name="files_upload_to_scan"),
            GinIndex(
                stored_bands(),
                # Pictures come one by one; whoever looks for like ones waits for no list of unsorted ones.
                fastupdate=False,
                condition=Q(picture_hash__isnull=False, original=None),
                name="files_upload_looks",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["original"], condition=Q(original__isnull=False), name="files_one_copy_of_each"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether browsers can show it as a picture."""
        return self.media_type.startswith("image/") and self.media_type != "image/heif"

    @property
    def is_voice(self) -> bool:
        """Whether it can be played as a sound."""
        return self.media_type.startswith("audio/")

    @property
    def is_film(self) -> bool:
        """Whether it can be played as a film."""
        return self.media_type.startswith("video/")

    @property
    def may_be_served(self) -> bool:
        """Whether no scanner was asked, or one found nothing."""
        return self.scan in {ScanState.NOT_SCANNED, ScanState.CLEAN}


class PartialUpload(models.Model):
    """A file that comes in parts; when it is whole, an Upload with the same key is made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=100)
    scope = models.CharField(max_length=100)
    purpose = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Purpose])
    name = models.CharField(max_length=200)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    # Why the file was not taken once its content was known; the code of an UploadRefused.
    refusal = models.CharField(max_length=30, default="", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="files_partial_expiry"),
            models.Index(fields=["owner"], condition=Q(finished_at=None), name="files_partial_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.offset} of {self.length} bytes)"

    @property
    def is_whole(self) -> bool:
        """Whether all its bytes are here."""
        return self.offset == self.length
