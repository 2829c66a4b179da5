from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.people.actors import Actor
from loket.people.digests import digest_of, new_secret
from loket.people.models import IdentityKey, ServerKey

KEY_USE_IS_FRESH_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NewServerKey:
    """A server key with its secret, which is shown this once."""

    key: ServerKey
    secret: str


@transaction.atomic
def create_server_key(name: str, *, scopes: Sequence[str], by: Actor) -> NewServerKey:
    """Make a key for a shop's server; its secret is returned this once and never again."""
    secret = f"lk_{new_secret()}"
    key = ServerKey.objects.create(name=name, digest=digest_of(secret), scopes=list(scopes), created_by_id=by.actor_id)
    record("server_key.created", f"server:{key.pk}", by=by.label, actor_id=by.actor_id, data={"name": name})
    return NewServerKey(key, secret)


def note_key_used(key_id: UUID, *, now: datetime) -> None:
    """Note that a key was used; one write an hour at most."""
    ServerKey.objects.filter(pk=key_id).exclude(last_used_at__gt=now - KEY_USE_IS_FRESH_FOR).update(last_used_at=now)


@transaction.atomic
def revoke_server_key(key: ServerKey, *, by: Actor) -> None:
    """End a key at once."""
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    record("server_key.revoked", f"server:{key.pk}", by=by.label, actor_id=by.actor_id)


@transaction.atomic
def add_identity_key(kid: str, *, algorithm: str, key: str, by: Actor) -> IdentityKey:
    """Accept identities that the shop signs with this key."""
    stored = IdentityKey.objects.create(kid=kid, algorithm=algorithm, key=key)
    record("identity_key.added", f"identity_key:{kid}", by=by.label, actor_id=by.actor_id)
    return stored


@transaction.atomic
def revoke_identity_key(key: IdentityKey, *, by: Actor) -> None:
    """Stop accepting identities signed with a key, at once."""
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    record("identity_key.revoked", f"identity_key:{key.kid}", by=by.label, actor_id=by.actor_id)
