"""One-time links by which staff come in, sent to their own mailbox where mail can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.models import Notice
from loket.notices.queries import can_write_to
from loket.people.access import staff_visible_to
from loket.people.actions.staff import SIGN_IN_LINK_LASTS, invite_staff, renew_sign_in_link
from loket.people.actors import SYSTEM, Actor
from loket.people.digests import digest_of
from loket.people.models import User

PURPOSE = "sign_in_link"
# Whoever asks again sooner has the first letter on its way.
ASKED_AGAIN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SentLink:
    """A link's path, and whether a letter with it is on its way to the person."""

    path: str = field(repr=False)
    is_sent: bool


@transaction.atomic
def invite(email: str, *, roles: Sequence[str], name: str, languages: Sequence[str], by: Actor) -> SentLink:
    """Add a member of staff, and send them their link. Raises StaffError."""
    path = invite_staff(email, roles=roles, name=name, languages=languages, by=by)
    return _send(staff_visible_to(SYSTEM).get(email=email.strip().lower()), path)


@transaction.atomic
def renew(user: User, *, by: Actor) -> SentLink:
    """Make a fresh link for somebody who cannot get in, and send it to them. Raises StaffError."""
    return _send(user, renew_sign_in_link(user, by=by))


@transaction.atomic
def send_to_forgetful(email: str) -> None:
    """Send a link to somebody who forgot their password; an address that is nobody's gets nothing."""
    user = staff_visible_to(SYSTEM).filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not can_write_to(_recipient(user)):
        return
    lately = timezone.now() - ASKED_AGAIN_AFTER
    if Notice.objects.filter(purpose=PURPOSE, subject=f"staff:{user.pk}", created_at__gt=lately).exists():
        return
    renew(user, by=SYSTEM)


def _send(user: User, path: str) -> SentLink:
    recipient = _recipient(user)
    if not can_write_to(recipient):
        return SentLink(path, is_sent=False)
    expires_at = timezone.now() + SIGN_IN_LINK_LASTS
    tell(
        Telling(
            key=f"sign-in:{digest_of(path)}",
            purpose=PURPOSE,
            recipient=recipient,
            subject=f"staff:{user.pk}",
            fields={"expires_at": expires_at.isoformat()},
            link=f"{settings.LOKET_URL}{path}",
        )
    )
    return SentLink(path, is_sent=True)


def _recipient(user: User) -> Recipient:
    language = user.languages[0] if user.languages else ""
    return Recipient("staff", str(user.pk), user.name, language, user.time_zone, user.email)
