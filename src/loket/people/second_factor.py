"""Who signs in with a second step (TOTP), and who has to."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from loket.people.access import staff_managed_by
from loket.people.actors import Actor
from loket.people.models import User
from loket.people.models.user import Role


def has_second_factor(user: User) -> bool:
    """Whether ``user`` is asked for a code when signing in."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def second_factor_is_missing(user: User) -> bool:
    """Whether this installation demands a second step of ``user`` that is not set up yet."""
    demand = settings.LOKET_REQUIRE_TWO_FACTOR
    if not demand or (demand == "admins" and Role.ADMIN not in user.roles):
        return False
    return not has_second_factor(user)


def holders_of_second_factor(actor: Actor) -> frozenset[int]:
    """The keys of the staff who use a second step; for administrators."""
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__in=staff_managed_by(actor))
    return frozenset(rows.values_list("user_id", flat=True))
