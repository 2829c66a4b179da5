"""Who may: roles of staff, and what people of the house may be seen by whom."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404

from loket.history.models import Event
from loket.people.actors import NOBODY, Actor, CustomerActor, Nobody, SellerActor, ServerActor, StaffActor, SystemActor
from loket.people.digests import digest_of
from loket.people.models import Customer, IdentityKey, Seller, ServerKey, Team, User
from loket.people.models.user import Role
from loket.people.scopes import KeyScope

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


def staff_managed_by(actor: Actor) -> QuerySet[User]:
    """Everybody who works or worked here, switched-off accounts too; for administrators."""
    return User.objects.all() if _may_administer(actor) else User.objects.none()


def get_staff_for(actor: Actor, user_id: int) -> User:
    """One member of staff for an administrator; raises NotVisible."""
    found = staff_managed_by(actor).filter(pk=user_id).first()
    if found is None:
        raise NotVisible
    return found


def looks_visible_to(actor: Actor) -> QuerySet[Event]:
    """Who looked at whose personal data, as history keeps it; for administrators."""
    seen = Event.objects.filter(action="personal_data.seen").select_related("actor")
    return seen if _may_administer(actor) else seen.none()


def teams_visible_to(actor: Actor) -> QuerySet[Team]:
    """The teams; only staff see them."""
    return Team.objects.all() if _is_of_the_house(actor) else Team.objects.none()


def get_team_for(actor: Actor, slug: str) -> Team:
    """One team by its slug; raises NotVisible."""
    found = teams_visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotVisible
    return found


def identity_keys_visible_to(actor: Actor) -> QuerySet[IdentityKey]:
    """The keys with which the shop vouches for its people; for administrators."""
    return IdentityKey.objects.all() if _may_administer(actor) else IdentityKey.objects.none()


def server_keys_visible_to(actor: Actor) -> QuerySet[ServerKey]:
    """The keys of the shop's servers, without their secrets; for administrators."""
    return ServerKey.objects.all() if _may_administer(actor) else ServerKey.objects.none()


def get_server_key_for(actor: Actor, key_id: UUID) -> ServerKey:
    """One server key that is not revoked yet; raises NotVisible."""
    found = server_keys_visible_to(actor).filter(pk=key_id, revoked_at=None).first()
    if found is None:
        raise NotVisible
    return found


def get_identity_key_for(actor: Actor, key_id: int) -> IdentityKey:
    """One signing key that is not revoked yet; raises NotVisible."""
    found = identity_keys_visible_to(actor).filter(pk=key_id, revoked_at=None).first()
    if found is None:
        raise NotVisible
    return found


def holder_of_key(secret: str) -> ServerActor:
    """The shop's server that holds ``secret``; raises NotVisible for a key that is unknown or revoked."""
    key = ServerKey.objects.filter(digest=digest_of(secret), revoked_at=None).first()
    if key is None:
        raise NotVisible
    return ServerActor(key.pk, key.name, tuple(key.scopes))


def get_customer_for(actor: Actor, customer_id: str) -> Customer:
    """One customer by our identifier or the shop's; raises NotVisible."""
    if not (may_answer(actor) or isinstance(actor, ServerActor)) or "\0" in customer_id:
        raise NotVisible
    customers = Customer.objects.filter(erased_at=None)
    try:
        found = customers.filter(external_id=customer_id).first() or customers.filter(id=customer_id).first()
    except (ValueError, ValidationError) as error:
        # No text that a database holds, or no identifier of ours.
        raise NotVisible from error
    if found is None:
        raise NotVisible
    return found


def get_customer_behind(actor: CustomerActor) -> Customer:
    """The customer who asks; raises NotVisible for one who was erased."""
    found = Customer.objects.filter(pk=actor.customer_id, erased_at=None).first()
    if found is None:
        raise NotVisible
    return found


def get_seller_behind(actor: SellerActor) -> Seller:
    """The seller who asks; raises NotVisible for one who is gone."""
    found = Seller.objects.filter(pk=actor.seller_id).first()
    if found is None:
        raise NotVisible
    return found


def get_seller_for(actor: Actor, external_id: str) -> Seller:
    """One seller by the shop's own identifier, for servers that may deal with disputes; raises NotVisible."""
    is_server = isinstance(actor, ServerActor) and KeyScope.DISPUTES in actor.scopes
    found = Seller.objects.filter(external_id=external_id).first() if is_server else None
    if found is None:
        raise NotVisible
    return found


def sellers_written_to_at(email: str) -> QuerySet[Seller]:
    """The sellers whom the marketplace writes to at this address; nobody for none."""
    address = email.strip().lower()
    return Seller.objects.filter(email=address).order_by("created_at", "pk") if address else Seller.objects.none()


def _is_of_the_house(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or (isinstance(actor, StaffActor) and actor.user.is_active)


def _may_administer(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or is_staff_with(actor, Role.ADMIN)
