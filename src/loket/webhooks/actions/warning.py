"""Telling those who administer that nothing comes through any more."""

from __future__ import annotations

from django.conf import settings

from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.people.access import staff_visible_to
from loket.people.actors import SYSTEM
from loket.people.models import User
from loket.people.models.user import Role
from loket.webhooks.models import Endpoint

PURPOSE = "webhook_off"
PAGE = "/desk/keys/webhooks"


def warn_of_silence(endpoint: Endpoint) -> int:
    """One letter for every administrator, once for each time that an endpoint is switched off; returns how many."""
    since = endpoint.off_since.isoformat() if endpoint.off_since else ""
    administrators = [each for each in staff_visible_to(SYSTEM) if each.has_role(Role.ADMIN)]
    for user in administrators:
        tell(
            Telling(
                key=f"{endpoint.subject}:off:{since}:{user.pk}",
                purpose=PURPOSE,
                recipient=_recipient(user),
                subject=endpoint.subject,
                fields={"url": endpoint.url, "at": since},
                link=f"{settings.LOKET_URL}{PAGE}",
            )
        )
    return len(administrators)


def _recipient(user: User) -> Recipient:
    language = user.languages[0] if user.languages else ""
    return Recipient("staff", str(user.pk), user.name, language, user.time_zone, user.email)
