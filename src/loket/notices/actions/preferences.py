"""How somebody wants to be told things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from loket.notices.channels.choosing import BY_NAME
from loket.notices.facts import Recipient
from loket.notices.models import Preference


def prefer(
    recipient: Recipient,
    *,
    channels_off: Iterable[str] = (),
    quiet_from: time | None = None,
    quiet_to: time | None = None,
    digest: bool = True,
) -> Preference:
    """Set a recipient's wishes; raises ValueError for a channel that is none, or quiet hours without both ends."""
    off = sorted(set(channels_off))
    if unknown := [name for name in off if name not in BY_NAME]:
        raise ValueError(f"{unknown[0]!r} is no channel; known are {', '.join(BY_NAME)}")
    if (quiet_from is None) != (quiet_to is None):
        raise ValueError("quiet hours need both a beginning and an end")
    wishes = {"channels_off": off, "quiet_from": quiet_from, "quiet_to": quiet_to, "digest": digest}
    found, _is_new = Preference.objects.update_or_create(
        recipient_kind=recipient.kind, recipient_id=recipient.id, defaults=wishes
    )
    return found
