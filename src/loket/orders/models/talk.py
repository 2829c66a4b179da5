from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class TalkMessage(models.Model):
    """Something that the buyer or the seller said about their order. Never changed, except by erasure.

    Brought in from the marketplace, which names it by ``external_id``, or written here.
    """

    class Sender(models.TextChoices):
        BUYER = "buyer"
        SELLER = "seller"

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="talk", db_index=False)
    sender = models.CharField(max_length=6, choices=Sender.choices)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    external_id = models.CharField(max_length=200, blank=True)
    # By which a form that was sent twice is recognised.
    key = models.CharField(max_length=80, blank=True)
    # Addresses of what the marketplace keeps: nothing is fetched from there.
    attachments = models.JSONField(default=list, blank=True)
    # Digits of a payment card were masked before storing.
    masked = models.BooleanField(default=False)
    # Fields that the marketplace sends and the contract does not know: kept, not read.
    unknown = models.JSONField(default=dict, blank=True)
    by = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "sent_at", "id"]
        indexes = [
            models.Index(fields=["order", "sent_at", "id"], name="orders_talk_in_order"),
            # Whom to write to about what they have not read: only what was said here, and lately.
            models.Index(fields=["created_at"], condition=Q(external_id=""), name="orders_talk_said_lately"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "external_id"], condition=~Q(external_id=""), name="orders_talk_told_once"
            ),
            models.UniqueConstraint(
                fields=["order", "sender", "key"], condition=~Q(key=""), name="orders_talk_written_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.sender} {self.pk}"


class TalkReader(models.Model):
    """How far one side of a talk has read, and of which lines it was told by letter; by the lines' ids."""

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=6, choices=TalkMessage.Sender.choices)
    seen = models.BigIntegerField(default=0)
    told = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "side"], name="orders_talk_reader_once")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.side}"


class TalkTranslation(models.Model):
    """One message of a talk for readers of another language; without a text nobody could translate it."""

    message = models.ForeignKey(TalkMessage, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    # Who translated; "memory" stands for words that a person has approved.
    engine = models.CharField(max_length=40, blank=True)
    is_machine = models.BooleanField(default=True)
    # Why there is no text: no_engine, too_slow, not_safe or failed.
    problem = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "language"], name="orders_talk_translation_once")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.language}"


class TalkFile(models.Model):
    """A file that was sent with a message of a talk, and is kept here."""

    message = models.ForeignKey(TalkMessage, on_delete=models.CASCADE, related_name="files")
    upload = models.OneToOneField("files.Upload", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.upload_id}"
