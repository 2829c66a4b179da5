"""The shop's own server acts for the buyer or the seller whom it names; history keeps whose word it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.evidence import Offered, act_with_evidence
from loket.disputes.machine.codes import PARTIES, Role
from loket.disputes.models import Dispute
from loket.history.actions import record
from loket.people.access import NotVisible
from loket.people.actors import Actor, CustomerActor, SellerActor, ServerActor
from loket.people.scopes import KeyScope


def party_of(dispute: Dispute, side: Role, *, by: ServerActor) -> CustomerActor | SellerActor:
    """The party of a dispute as whom a server speaks; raises NotVisible where it may not."""
    get_dispute_for(by, dispute.pk)
    if side not in PARTIES:
        raise NotVisible
    return CustomerActor(dispute.customer_id) if side == Role.BUYER else SellerActor(dispute.seller_id)


@transaction.atomic
def act_as_party(
    dispute: Dispute,
    wish: Wish,
    *,
    party: CustomerActor | SellerActor,
    files: Iterable[Offered] = (),
    by: Actor | None = None,
    now: datetime | None = None,
) -> Dispute:
    """Act as a party with files that ``by``, the party or the server that speaks for it, has uploaded before.

    Raises NotVisible, StaleVersion, ActionRefused and UploadNotFound; nothing has changed then.
    """
    sequence, offered = dispute.sequence, list(files)
    if offered:
        after = act_with_evidence(dispute, wish, offered, by=party, sent_by=by, now=now)
    else:
        after = act(dispute.pk, wish, by=party, now=now)
    if isinstance(by, ServerActor) and after.sequence != sequence:
        note_spoken_for(after, wish.name, party=party, by=by)
    return after


def note_spoken_for(dispute: Dispute, action: str, *, party: CustomerActor | SellerActor, by: ServerActor) -> None:
    """Keep that it was a server which said it, and for whom; raises NotVisible for one without the right."""
    if KeyScope.DISPUTES not in by.scopes:
        raise NotVisible
    data = {"for": party.label, "action": action, "sequence": dispute.sequence}
    record("dispute.spoken_for", dispute.subject, by=by.label, data=data)
