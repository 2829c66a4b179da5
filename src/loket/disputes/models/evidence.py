from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class EvidenceItem(models.Model):
    """One piece of evidence. A party may withdraw it from view; it is never deleted but by retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey("disputes.Dispute", on_delete=models.CASCADE, related_name="evidence")
    # The role that gave it: buyer, seller, agent, adjudicator; "timer" for what Loket itself took.
    submitter = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    # None for evidence that is words or a snapshot alone.
    upload = models.ForeignKey("files.Upload", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey("disputes.Snapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    # Empty while it belongs to a draft.
    submitted_in = models.CharField(max_length=30, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Only the platform sees it: what a party sent to the platform alone after escalation.
    is_for_platform_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["submitted_at", "id"]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.kind}"


class Snapshot(models.Model):
    """What the record said at one moment: listing, tracking, the order's talk."""

    class Kind(models.TextChoices):
        LISTING = "listing"
        TRACKING = "tracking"
        TALK = "talk"

    dispute = models.ForeignKey("disputes.Dispute", on_delete=models.CASCADE, related_name="snapshots")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    document = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["dispute", "taken_at", "id"]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.kind}"
