"""Who may: roles of staff, and what people of the house may be seen by whom."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from loket.people.actors import NOBODY, Actor, Nobody, ServerActor, StaffActor, SystemActor
from loket.people.digests import digest_of
from loket.people.models import Customer, IdentityKey, ServerKey, Team, User
from loket.people.models.user import Role

ANSWERING_ROLES = (Role.AGENT, Role.LEAD)


class NotVisible(Http404):
    """What one may not see answers like what does not exist."""


def actor_of(user: User | AnonymousUser) -> StaffActor | Nobody:
    """The actor behind a web session."""
    if isinstance(user, User) and user.is_authenticated and user.is_active:
        return StaffActor(user)
    return NOBODY


def is_staff_with(actor: Actor, *roles: str) -> bool:
    """Whether ``actor`` is staff and holds one of ``roles`` (administrators hold all)."""
    return isinstance(actor, StaffActor) and actor.user.is_active and actor.user.has_role(*roles)


def may_answer(actor: Actor) -> bool:
    """Whether ``actor`` may read and answer customers' conversations at the desk."""
    return is_staff_with(actor, *ANSWERING_ROLES)


def staff_visible_to(actor: Actor) -> QuerySet[User]:
    """The people of the house; only staff see each other."""
    return User.objects.filter(is_active=True) if _is_of_the_house(actor) else User.objects.none()


def teams_visible_to(actor: Actor) -> QuerySet[Team]:
    """The teams; only staff see them."""
    return Team.objects.all() if _is_of_the_house(actor) else Team.objects.none()


def identity_keys_visible_to(actor: Actor) -> QuerySet[IdentityKey]:
    """The keys with which the shop vouches for its people; for administrators."""
    return IdentityKey.objects.all() if _may_administer(actor) else IdentityKey.objects.none()


def server_keys_visible_to(actor: Actor) -> QuerySet[ServerKey]:
    """The keys of the shop's servers, without their secrets; for administrators."""
    return ServerKey.objects.all() if _may_administer(actor) else ServerKey.objects.none()


def holder_of_key(secret: str) -> ServerActor:
    """The shop's server that holds ``secret``; raises NotVisible for a key that is unknown or revoked."""
    key = ServerKey.objects.filter(digest=digest_of(secret), revoked_at=None).first()
    if key is None:
        raise NotVisible
    return ServerActor(key.pk, key.name, tuple(key.scopes))


def get_customer_for(actor: Actor, customer_id: str) -> Customer:
    """One customer by our identifier or the shop's; raises NotVisible."""
    if not (may_answer(actor) or isinstance(actor, ServerActor)):
        raise NotVisible
    customers = Customer.objects.filter(erased_at=None)
    found = customers.filter(external_id=customer_id).first()
    if found is None and len(customer_id) == len("00000000-0000-0000-0000-000000000000"):
        found = customers.filter(id=customer_id).first()
    if found is None:
        raise NotVisible
    return found


def _is_of_the_house(actor: Actor) -> bool:
    return isinstance(actor, StaffActor | SystemActor)


def _may_administer(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or is_staff_with(actor, Role.ADMIN)
