"""What was learnt from customers is for editors; everybody else meets what does not exist."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.learning.models import Evidence, Gap, Proposal
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role

DECIDING_ROLES = (Role.EDITOR,)


def may_decide(actor: Actor) -> bool:
    """Whether ``actor`` may see what was learnt, and decide on it."""
    return isinstance(actor, SystemActor) or is_staff_with(actor, *DECIDING_ROLES)


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """The proposed ways of asking, decided ones too."""
    return Proposal.objects.all() if may_decide(actor) else Proposal.objects.none()


def proposal_for(actor: Actor, proposal_id: int) -> Proposal:
    """One proposal; raises NotVisible."""
    found = proposals_visible_to(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotVisible
    return found


def gaps_visible_to(actor: Actor) -> QuerySet[Gap]:
    """The articles that seem to be missing, decided ones too."""
    return Gap.objects.all() if may_decide(actor) else Gap.objects.none()


def gap_for(actor: Actor, gap_id: int) -> Gap:
    """One gap; raises NotVisible."""
    found = gaps_visible_to(actor).filter(pk=gap_id).first()
    if found is None:
        raise NotVisible
    return found


def evidence_visible_to(actor: Actor) -> QuerySet[Evidence]:
    """The questions behind proposals and gaps, without personal data."""
    return Evidence.objects.all() if may_decide(actor) else Evidence.objects.none()
