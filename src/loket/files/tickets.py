"""A page lets its reader's script send files: a signed word about whose they are and what they are for.

The API takes it as a Bearer secret, so that no cookie is ever asked there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from loket.files.purposes import Purpose
from loket.people.actors import Actor

MARK = "up_"
LASTS = timedelta(hours=12)
LONGEST = 1000
_SALT = "loket.files.tickets"


class TicketOver(Exception):
    """A ticket that is forged, foreign or older than half a day."""


@dataclass(frozen=True, slots=True)
class Holder:
    """For whom files are kept: ``owner`` is an actor's label, ``scope`` what may claim them."""

    owner: str
    scope: str
    purpose: Purpose = Purpose.EVIDENCE
    # A shop's server may leave as much lying as it likes.
    is_limited: bool = True


def holder_for(actor: Actor, *, purpose: Purpose = Purpose.EVIDENCE) -> Holder:
    """What somebody sends as themselves, to be claimed under their own label."""
    return Holder(owner=actor.label, scope=actor.label, purpose=purpose)


def issue_ticket(holder: Holder) -> str:
    """A secret for a page, good for half a day."""
    told = {"owner": holder.owner, "scope": holder.scope, "purpose": holder.purpose.value}
    return MARK + signing.dumps(told, salt=_SALT, compress=True)


def read_ticket(secret: str) -> Holder:
    """For whom a ticket was issued; raises TicketOver."""
    if not secret.startswith(MARK) or len(secret) > LONGEST:
        raise TicketOver
    try:
        told = signing.loads(secret.removeprefix(MARK), salt=_SALT, max_age=LASTS)
        return Holder(owner=told["owner"], scope=told["scope"], purpose=Purpose(told["purpose"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise TicketOver from error
