from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadyText(models.Model):
    """One thing that is said in fixed words; the words stand in the translations."""

    class Kind(models.TextChoices):
        MACRO = "macro", _("Macros")
        REASON = "reason", _("Reasons")
        NOTICE = "notice", _("Notices")
        FLOW = "flow", _("Guided flows")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    slug = models.CharField(max_length=100)
    # What the people at the desk call it; customers never see it.
    title = models.CharField(max_length=120)
    # Whose agents are offered it; everybody's without one.
    team = models.ForeignKey("people.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="texts_readytext_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class ReadyTextTranslation(models.Model):
    """A ready text in one language, as it counts now."""

    ready_text = models.ForeignKey(ReadyText, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    version = models.PositiveIntegerField()
    # The language it was translated from and that one's version then; empty and 0 for what was written first.
    source_language = models.CharField(max_length=20, blank=True)
    source_version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["ready_text", "language"], name="texts_translation_once")]

    def __str__(self) -> str:
        return f"{self.ready_text_id} {self.language}"


class ReadyTextRevision(models.Model):
    """One version of a translation; never changed after it was written."""

    translation = models.ForeignKey(ReadyTextTranslation, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    source_version = models.PositiveIntegerField(default=0)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["translation", "version"], name="texts_revision_once")]

    def __str__(self) -> str:
        return self.text


class Edition(models.Model):
    """One row that counts every change of what is said, so that each process knows when to read anew."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="texts_edition_one_row")]

    def __str__(self) -> str:
        return str(self.number)
