"""Who may see which disputes, and as what: the only way a door obtains one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from loket.conversations.numbers import read_number
from loket.disputes.machine.codes import Role
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, EvidenceItem
from loket.orders.access import visible_to as orders_visible_to
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, CustomerActor, SellerActor, ServerActor, StaffActor, SystemActor
from loket.people.models.user import Role as StaffRole
from loket.people.scopes import KeyScope

# Whoever holds none of these sees no dispute at the desk.
_ROLES = (
    (StaffRole.SENIOR, Role.SENIOR),
    (StaffRole.ADJUDICATOR, Role.ADJUDICATOR),
)


def visible_to(actor: Actor) -> QuerySet[Dispute]:
    """The disputes that ``actor`` may see: a buyer and a seller their own; a seller none that is still a draft."""
    disputes = Dispute.objects.select_related("order", "seller", "customer", "adjudicator")
    if isinstance(actor, SystemActor) or may_see_all(actor):
        return disputes
    if isinstance(actor, ServerActor):
        return disputes if KeyScope.DISPUTES in actor.scopes else disputes.none()
    if isinstance(actor, CustomerActor):
        return disputes.filter(order__in=orders_visible_to(actor))
    if isinstance(actor, SellerActor):
        own = disputes.filter(seller=actor.seller_id).exclude(state=State.DRAFT)
        if actor.order_id is not None:
            return own.none()
        return own.filter(pk=actor.dispute_id) if actor.dispute_id else own
    return disputes.none()


def get_dispute_for(actor: Actor, wanted: UUID | str) -> Dispute:
    """One dispute by its id or the number that people read out; raises NotVisible."""
    found = visible_to(actor).filter(_is(wanted)).first()
    if found is None:
        raise NotVisible
    return found


def disputes_among(actor: Actor, topics: Iterable[str]) -> frozenset[str]:
    """Those of these live topics that are disputes which ``actor`` may see."""
    ids = {found: topic for topic in topics if (found := _id_in(topic))}
    return frozenset(ids[pk] for pk in visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def get_own_evidence_for(actor: Actor, dispute: Dispute, wanted: UUID) -> EvidenceItem:
    """A piece of evidence that ``actor``'s side gave, by its id or by that of its file; raises NotVisible."""
    own = dispute.evidence.filter(submitter=role_in(dispute, actor).value, withdrawn_at=None)
    found = own.filter(Q(pk=wanted) | Q(upload=wanted)).first()
    if found is None:
        raise NotVisible
    return found


def may_see_all(actor: Actor) -> bool:
    """Whether a member of staff works with disputes: whoever answers customers, and those who decide."""
    return may_answer(actor) or may_decide(actor)


def may_decide(actor: Actor) -> bool:
    """Whether a member of staff may take a dispute and propose how it ends."""
    return isinstance(actor, StaffActor) and actor.user.is_active and _staff_role(actor) is not Role.AGENT


def role_in(dispute: Dispute, actor: Actor) -> Role:
    """As whom ``actor`` acts in a dispute that they may see; raises NotVisible for those who may only look, or not."""
    if isinstance(actor, CustomerActor):
        return Role.BUYER
    if isinstance(actor, SellerActor) and actor.seller_id == dispute.seller_id:
        return Role.SELLER
    if isinstance(actor, StaffActor) and may_see_all(actor):
        return _staff_role(actor)
    raise NotVisible


def _staff_role(actor: StaffActor) -> Role:
    return next((role for held, role in _ROLES if actor.user.has_role(held)), Role.AGENT)


def _id_in(topic: str) -> UUID | None:
    kind, _colon, value = topic.partition(":")
    try:
        return UUID(value) if kind == "dispute" else None
    except ValueError:
        return None


def _is(wanted: UUID | str) -> Q:
    if isinstance(wanted, UUID):
        return Q(pk=wanted)
    try:
        return Q(pk=UUID(wanted))
    except ValueError:
        number = read_number(wanted)
    if number is None:
        raise NotVisible
    return Q(number=number)
