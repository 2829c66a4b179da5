from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AddressState(models.Model):
    """What is known about an address on a channel; nothing known means that it is good."""

    class State(models.TextChoices):
        OK = "ok", _("Good")
        SOFT = "soft", _("Came back lately")
        DEAD = "dead", _("Nobody is reached")
        COMPLAINT = "complaint", _("Complained about as spam")

    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=State.choices)
    since = models.DateTimeField(default=timezone.now)
    said = models.CharField(max_length=500, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="notices_address_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """How somebody wants to be told things; without one, quiet hours and digests are as usual."""

    recipient_kind = models.CharField(max_length=10)
    recipient_id = models.CharField(max_length=200)
    channels_off = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # In the recipient's own zone; the same time twice means no quiet hours.
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    digest = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient_kind", "recipient_id"], name="notices_preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.recipient_kind}:{self.recipient_id}"
