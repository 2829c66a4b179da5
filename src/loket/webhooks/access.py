"""Who may see and change which endpoints: administrators all, a server's key those that it made."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, ServerActor, SystemActor
from loket.people.models.user import Role
from loket.webhooks.models import Endpoint
from loket.webhooks.names import NAMES, scope_of


def visible_to(actor: Actor) -> QuerySet[Endpoint]:
    """The endpoints that ``actor`` may see."""
    endpoints = Endpoint.objects.select_related("key")
    if isinstance(actor, SystemActor) or is_staff_with(actor, Role.ADMIN):
        return endpoints
    if isinstance(actor, ServerActor):
        return endpoints.filter(key=actor.key_id)
    return endpoints.none()


def get_endpoint_for(actor: Actor, endpoint_id: UUID) -> Endpoint:
    """One endpoint; raises NotVisible."""
    found = visible_to(actor).filter(pk=endpoint_id).first()
    if found is None:
        raise NotVisible
    return found


def names_for(actor: Actor) -> tuple[str, ...]:
    """The events that ``actor`` may hear of at an endpoint; none for those who may have none."""
    if isinstance(actor, SystemActor) or is_staff_with(actor, Role.ADMIN):
        return NAMES
    if not isinstance(actor, ServerActor):
        return ()
    return tuple(name for name in NAMES if scope_of(name) in actor.scopes)
