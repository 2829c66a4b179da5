from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from loket.people.models.user import User


class ServerKey(models.Model):
    """A shop server's key to the API; shown once when made, kept as a digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class IdentityKey(models.Model):
    """A key with which the shop signs who its customer is (JWT, RFC 7519); ``kid`` names it."""

    class Algorithm(models.TextChoices):
        HS256 = "HS256"
        EDDSA = "EdDSA"

    kid = models.CharField(max_length=100, unique=True)
    algorithm = models.CharField(max_length=10, choices=Algorithm.choices)
    # A shared secret for HS256, a public key in PEM for EdDSA.
    key = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.kid
