from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loket.notices.facts import Recipient, RecipientKind


class State(models.TextChoices):
    """How far a notice has come."""

    WAITING = "waiting", _("Waits for its hour")
    READY = "ready", _("Ready to go out")
    SENDING = "sending", _("Going out")
    ACCEPTED = "accepted", _("Sent")
    FOLDED = "folded", _("Part of a digest")
    FAILED = "failed", _("Failed")
    UNREACHABLE = "unreachable", _("Nobody can be reached")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Problem(models.TextChoices):
    """Why a notice did not go out."""

    EXPIRED = "expired", _("It was no longer of use when it could have gone out.")
    NO_CHANNEL = "no_channel", _("Nothing is set up by which notices could go out.")
    NO_ADDRESS = "no_address", _("No address is known.")
    BAD_ADDRESS = "bad_address", _("Nobody is reached at the known addresses.")
    NOT_WANTED = "not_wanted", _("This person does not want to be written to there.")
    REFUSED = "refused", _("The other server refused it.")
    NOT_WRITTEN = "not_written", _("The letter could not be written.")


STILL_TO_GO = (State.WAITING, State.READY)
# Nothing of the same thread may overtake these.
IS_UNSENT = Q(state__in=(*STILL_TO_GO, State.SENDING)) | Q(state=State.FOLDED, accepted_at=None)


class Notice(models.Model):
    """One thing that one recipient is told once: written with its cause, sent later, never lost."""

    State = State
    Problem = Problem

    id = models.BigAutoField(primary_key=True)
    # The caller's: the same thing is told once.
    key = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=40)
    is_urgent = models.BooleanField(default=False)
    subject = models.CharField(max_length=80)  # such as conversation:<uuid>
    thread = models.CharField(max_length=200)
    fields = models.JSONField(default=dict, blank=True)
    # The secret words and the link, which opens something to whoever has it.
    sealed = models.TextField(blank=True)

    recipient_kind = models.CharField(max_length=10)
    recipient_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20)
    time_zone = models.CharField(max_length=50, blank=True)

    state = models.CharField(max_length=12, choices=State.choices)
    problem = models.CharField(max_length=20, choices=Problem.choices, blank=True)
    # The other server's own words.
    last_said = models.CharField(max_length=500, blank=True)
    # By which it goes, or went; and those that will not be tried again.
    channel = models.CharField(max_length=20, blank=True)
    given_up = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # Which sender has it in hand; whoever holds that slot's lock may take it over.
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    # Asked back while it was going out: if it was not taken, it is not tried again.
    is_asked_back = models.BooleanField(default=False)
    message_id = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    folded_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="folded")

    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # A person has seen that it did not go out.
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                models.F("is_urgent").desc(),
                "next_attempt_at",
                "id",
                name="notices_due",
                condition=Q(state__in=STILL_TO_GO),
            ),
            models.Index(fields=["expires_at"], name="notices_expiring", condition=Q(state__in=STILL_TO_GO)),
            models.Index(fields=["slot"], name="notices_in_hand", condition=Q(state=State.SENDING)),
            models.Index(
                fields=["recipient_kind", "recipient_id", "thread", "id"], name="notices_unsent", condition=IS_UNSENT
            ),
            models.Index(fields=["recipient_kind", "recipient_id", "subject"], name="notices_of_recipient"),
            models.Index(fields=["recipient_kind", "recipient_id", "accepted_at"], name="notices_accepted"),
            models.Index(fields=["folded_into"], name="notices_folded", condition=Q(folded_into__isnull=False)),
            models.Index(
                fields=["ended_at"],
                name="notices_for_a_person",
                condition=Q(state__in=(State.FAILED, State.UNREACHABLE), seen_at=None),
            ),
            models.Index(fields=["state", "-id"], name="notices_by_state"),
            models.Index(fields=["subject", "id"], name="notices_about"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} to {self.recipient_kind}:{self.recipient_id}"

    @property
    def recipient(self) -> Recipient:
        """Whom it is for, as known when it was told."""
        kind: RecipientKind = self.recipient_kind  # type: ignore[assignment]
        return Recipient(kind, self.recipient_id, self.name, self.language, self.time_zone, self.email, self.phone)


class Attempt(models.Model):
    """One try to hand a notice over, written down before it is made."""

    class Outcome(models.TextChoices):
        OPEN = "", _("Under way")
        ACCEPTED = "accepted", _("Taken")
        LATER = "later", _("To be tried again")
        REFUSED = "refused", _("Refused")
        CUT_OFF = "cut_off", _("Cut off before its outcome was known")

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="tries")
    channel = models.CharField(max_length=20)
    # Masked: enough to recognise it by, too little to write to.
    address = models.CharField(max_length=254, blank=True)
    # What pace is kept by: a mail's domain.
    destination = models.CharField(max_length=254, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    said = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["destination", "began_at"], name="notices_attempt_pace")]

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome or 'open'}"
