"""A new link in place of one that ended, to the address that we know anyway."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.links import conversation_link
from loket.notices.models import Notice

FRESH_LINK_LIVES = timedelta(days=7)
PURPOSE = "link_to_conversation"


def send_fresh_link(subject: str, *, number: str, order: str, recipient: Recipient, now: datetime) -> Notice:
    """Tell ``recipient`` a new link to their conversation; one in an hour, however often it is asked for."""
    link = conversation_link(
        subject,
        language=recipient.language,
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        lives_for=FRESH_LINK_LIVES,
    )
    telling = Telling(
        key=f"{PURPOSE}:{subject}:{recipient.id}:{now:%Y%m%d%H}",
        purpose=PURPOSE,
        recipient=recipient,
        subject=subject,
        fields={
            "number": number,
            "expires_at": (now + FRESH_LINK_LIVES).isoformat(),
            **({"order": order} if order else {}),
        },
        link=link,
    )
    return tell(telling, now=now)
