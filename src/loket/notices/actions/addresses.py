"""What is learnt about addresses: where letters came back from, and who complained."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction

from loket.notices.channels.choosing import Place
from loket.notices.models import AddressState
from loket.notices.pace import SOFT_BOUNCES_TO_DEAD

State = AddressState.State
Bounce = Literal["hard", "soft", "complaint"]
_STATES = {"hard": State.DEAD, "soft": State.SOFT, "complaint": State.COMPLAINT}
_WORSE = {State.OK: 0, State.SOFT: 1, State.DEAD: 2, State.COMPLAINT: 3}
_LONGEST = 254
_LONGEST_SAID = 500


def mark_bounced(address: str, *, kind: Bounce, said: str, now: datetime, channel: str = "email") -> AddressState:
    """Note that a letter came back from ``address``: for good, for now, or as spam.

    Too many soft ones make it dead. Nothing goes to a dead address, nor to one that complained, until ``trust`` it.
    """
    return mark_address(channel, address.strip().lower(), state=_STATES[kind], said=said, now=now)


@transaction.atomic
def mark_address(channel: str, address: str, *, state: str, said: str, now: datetime) -> AddressState:
    """Note what an address is worth; a better state than the one known changes nothing but the count."""
    known, _is_new = AddressState.objects.select_for_update(no_key=True).get_or_create(
        channel=channel, address=address[:_LONGEST], defaults={"state": State.OK, "since": now}
    )
    known.count += 1
    known.said = said.replace("\0", "")[:_LONGEST_SAID]
    is_dead = state == State.SOFT and known.count >= SOFT_BOUNCES_TO_DEAD
    now_is = State.DEAD if is_dead else State(state)
    if _WORSE[now_is] > _WORSE[State(known.state)]:
        known.state, known.since = now_is, now
    known.save()
    return known


@transaction.atomic
def trust(places: set[Place]) -> int:
    """Try these addresses again: somebody has looked, or given them anew."""
    return sum(AddressState.objects.filter(channel=channel, address=address).delete()[0] for channel, address in places)
