"""A claim told whole, as a server or a chat tells it: opened, its evidence laid before it, submitted; or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from loket.conversations.models import Conversation
from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.evidence import Offered, evidence_of_draft, lay_before, lay_words_before
from loket.disputes.actions.opening import start_draft
from loket.disputes.actions.speaking_for import note_spoken_for
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute
from loket.orders.access import get_order_for
from loket.orders.models import Order
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM, Actor, CustomerActor, ServerActor
from loket.people.scopes import KeyScope


@dataclass(frozen=True, slots=True)
class Claim:
    """What a buyer says of some lines of an order; ``body`` as the submission's schema names it, but for evidence."""

    lines: tuple[int, ...]
    body: Mapping[str, object] = field(default_factory=dict)
    files: tuple[Offered, ...] = ()
    attaches_talk: bool = False
    # Left as a draft, which the buyer goes on with on her page.
    is_draft: bool = False
    # The second click, which showed what the seller will see and which deadline follows.
    is_confirmed: bool = False


@transaction.atomic
def open_claim(
    order: Order,
    claim: Claim,
    *,
    buyer: CustomerActor,
    by: Actor,
    conversation: Conversation | None = None,
    key: str = "",
    now: datetime | None = None,
) -> Dispute:
    """Open a dispute for a buyer and submit it; ``by`` is the buyer, or the server that speaks for her.

    Raises NotVisible, ActionRefused and UploadNotFound; nothing is stored then.
    """
    talk = {"attaches_talk": True} if claim.attaches_talk else {}
    answers = {**claim.body, **talk}
    dispute = start_draft(order, lines=claim.lines, by=buyer, conversation=conversation, answers=answers, now=now)
    lay_before(dispute, claim.files, by=buyer, sent_by=by, now=now)
    if claim.attaches_talk:
        lay_words_before(dispute, EvidenceKind.SELLER_CONVERSATION, "", by=buyer, now=now)
    if not claim.is_draft:
        evidence = evidence_of_draft(dispute)
        body = {**claim.body, "evidence": evidence} if evidence else claim.body
        wish = Wish(Action.SUBMIT, dispute.version, body, confirmed=claim.is_confirmed, key=key)
        dispute = act(dispute.pk, wish, by=buyer, now=now)
    if isinstance(by, ServerActor):
        note_spoken_for(dispute, "start" if claim.is_draft else Action.SUBMIT, party=buyer, by=by)
    return dispute


def order_to_claim(number: str, *, by: Actor) -> tuple[Order, CustomerActor]:
    """The order that somebody wants to claim about, and its buyer, as whom they speak; raises NotVisible."""
    if isinstance(by, CustomerActor):
        return get_order_for(by, number), by
    if isinstance(by, ServerActor) and KeyScope.DISPUTES in by.scopes:
        order = get_order_for(SYSTEM, number)
        return order, CustomerActor(order.customer_id)
    raise NotVisible
