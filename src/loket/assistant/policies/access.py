"""How readily the assistant answers is for leads, editors and administrators."""

from __future__ import annotations

from loket.assistant.costs import Step
from loket.assistant.policies.held import stored_steps
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role

DECIDING_ROLES = (Role.EDITOR, Role.LEAD)


def check_may_decide(actor: Actor) -> None:
    """Raises NotVisible for whoever may neither see nor move the sliders."""
    if not isinstance(actor, SystemActor) and not is_staff_with(actor, *DECIDING_ROLES):
        raise NotVisible


def steps_for(actor: Actor) -> dict[str, Step]:
    """Each topic whose slider was moved, with its step; raises NotVisible."""
    check_may_decide(actor)
    return stored_steps()
