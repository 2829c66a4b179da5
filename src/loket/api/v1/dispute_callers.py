"""As whom a caller speaks in a dispute: a conversation's token as its buyer, a server as the side that it names."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from loket.api.problems import BadField
from loket.api.v1.authentication import CallerRequest, ServerOnly
from loket.disputes.access import get_dispute_for
from loket.disputes.actions.speaking_for import party_of
from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute
from loket.people.access import NotVisible
from loket.people.actors import CustomerActor, SellerActor, ServerActor
from loket.people.scopes import KeyScope


@dataclass(frozen=True, slots=True)
class Speaking:
    """A dispute, the side as which the caller speaks in it, and the caller itself."""

    dispute: Dispute
    party: CustomerActor | SellerActor
    caller: CustomerActor | ServerActor

    @property
    def is_in_person(self) -> bool:
        """Whether it is the buyer's own device, so that she has before her what is answered."""
        return isinstance(self.caller, CustomerActor)


def speaking_in(request: CallerRequest, dispute_id: UUID, side: str | None) -> Speaking:
    """As whom the caller speaks; raises ServerOnly, BadField for a server that names no side, and NotVisible."""
    caller = caller_of(request)
    if isinstance(caller, CustomerActor):
        if side == Role.SELLER:
            raise NotVisible
        return Speaking(get_dispute_for(caller, dispute_id), caller, caller)
    dispute = get_dispute_for(caller, dispute_id)
    if side is None:
        raise BadField("as", _("Say as whom you speak: buyer or seller."), code="missing")
    party = party_of(dispute, Role(side), by=caller)
    return Speaking(get_dispute_for(party, dispute_id), party, caller)


def caller_of(request: CallerRequest) -> CustomerActor | ServerActor:
    """A buyer's device, or a server that may deal with disputes; raises ServerOnly."""
    actor = request.auth.actor
    if isinstance(actor, CustomerActor):
        return actor
    if isinstance(actor, ServerActor) and KeyScope.DISPUTES in actor.scopes:
        return actor
    raise ServerOnly
