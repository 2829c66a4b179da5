from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.people.actors import SYSTEM, Actor, StaffActor
from loket.people.digests import digest_of, new_secret
from loket.people.models import SignInLink, Team, User
from loket.people.models.user import Role

SIGN_IN_LINK_LASTS = timedelta(days=3)
SEEN_IS_FRESH_FOR = timedelta(seconds=30)


class StaffError(ValueError):
    """Something about a member of staff cannot be as asked; the text says why."""


@transaction.atomic
def invite_staff(
    email: str, *, roles: Sequence[str], name: str = "", languages: Sequence[str] = (), by: Actor = SYSTEM
) -> str:
    """Add a member of staff, or find them again, and return the path of a fresh one-time sign-in link."""
    unknown = [role for role in roles if role not in Role.values]
    if unknown or not roles:
        raise StaffError(f"Roles are {', '.join(Role.values)}; not {', '.join(unknown) or 'none'}.")
    email = email.strip().lower()
    if "@" not in email:
        raise StaffError(f"{email!r} is not an e-mail address.")
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, name=name or email.split("@")[0].title())
    user.roles = sorted({*user.roles, *roles})
    user.languages = list(languages) or user.languages or ["en"]
    user.name = name or user.name
    user.is_active = True
    user.save(update_fields=["roles", "languages", "name", "is_active"])
    _join_a_team(user)
    record("staff.invited", f"staff:{user.pk}", by=by.label, actor_id=by.actor_id, data={"roles": list(roles)})
    return f"/desk/welcome/{issue_sign_in_link(user)}"


def _join_a_team(user: User) -> None:
    """Nobody who answers should have to look for a line to stand at."""
    if user.has_role(Role.AGENT, Role.LEAD) and not user.teams.exists():
        team = Team.objects.filter(is_fallback=True).first()
        if team is not None:
            team.members.add(user)


def issue_sign_in_link(user: User) -> str:
    """A new one-time secret for ``user``; earlier ones end."""
    now = timezone.now()
    user.sign_in_links.filter(used_at=None).update(used_at=now)
    secret = new_secret()
    SignInLink.objects.create(user=user, digest=digest_of(secret), expires_at=now + SIGN_IN_LINK_LASTS)
    return secret


def sign_in_link_holder(secret: str) -> User | None:
    """Whose link this is, while it may still be used."""
    link = (
        SignInLink.objects.filter(
            digest=digest_of(secret), used_at=None, expires_at__gt=timezone.now(), user__is_active=True
        )
        .select_related("user")
        .first()
    )
    return link.user if link else None


@transaction.atomic
def use_sign_in_link(secret: str, *, password: str) -> User:
    """Set the holder's password and spend the link; raises StaffError when it is spent or too old."""
    link = (
        SignInLink.objects.select_for_update(of=("self",), no_key=True)
        .filter(digest=digest_of(secret), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .select_related("user")
        .first()
    )
    if link is None:
        raise StaffError(_("This link has been used or is too old. Ask an administrator for a new one."))
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    record("staff.password_set", f"staff:{link.user_id}", by=f"staff:{link.user_id}", actor_id=link.user_id)
    return link.user


@transaction.atomic
def set_shared_password(users: Sequence[User], *, password: str, by: Actor) -> None:
    """Give several people one password, as in a demo shop; it is hashed once, which takes a while."""
    User.objects.filter(pk__in=[user.pk for user in users]).update(password=make_password(password))
    for user in users:
        record("staff.password_set", f"staff:{user.pk}", by=by.label, actor_id=by.actor_id)


@transaction.atomic
def change_staff(
    user: User, *, by: StaffActor, roles: Sequence[str], languages: Sequence[str], name: str, is_active: bool
) -> None:
    """Change what a member of staff may do; the last administrator cannot be taken away."""
    # Locked, so that two administrators cannot take each other away at the same moment.
    admins = User.objects.select_for_update(no_key=True).filter(is_active=True, roles__contains=[Role.ADMIN])
    others = [each for each in admins.order_by("pk") if each.pk != user.pk]
    if not others and (Role.ADMIN not in roles or not is_active):
        raise StaffError(_("Somebody has to stay administrator. Make a colleague administrator first."))
    user.roles, user.languages, user.name, user.is_active = list(roles), list(languages), name, is_active
    user.save(update_fields=["roles", "languages", "name", "is_active"])
    record(
        "staff.changed",
        f"staff:{user.pk}",
        by=by.label,
        actor_id=by.actor_id,
        data={"roles": list(roles), "active": is_active},
    )


@transaction.atomic
def renew_sign_in_link(user: User, *, by: Actor) -> str:
    """The path of a fresh one-time link for somebody who lost theirs or their password; earlier ones end."""
    if not user.is_active:
        raise StaffError(_("This account is switched off. Switch it on first."))
    record("staff.link_issued", f"staff:{user.pk}", by=by.label, actor_id=by.actor_id)
    return f"/desk/welcome/{issue_sign_in_link(user)}"


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> None:
    """Let somebody who lost their device sign in by password alone again."""
    Authenticator.objects.filter(user=user).delete()
    record("staff.second_factor_reset", f"staff:{user.pk}", by=by.label, actor_id=by.actor_id)


@transaction.atomic
def change_profile(user: User, *, name: str, languages: Sequence[str], time_zone: str) -> None:
    """Change what a member of staff says about themselves."""
    user.name, user.languages, user.time_zone = name, list(languages), time_zone
    user.save(update_fields=["name", "languages", "time_zone"])
    record("staff.profile_changed", f"staff:{user.pk}", by=f"staff:{user.pk}", actor_id=user.pk)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """Give somebody the password they chose; their other sessions end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("staff.password_set", f"staff:{user.pk}", by=f"staff:{user.pk}", actor_id=user.pk)


def set_away(user: User, *, away: bool) -> None:
    """Note that somebody left the counter, or came back to it."""
    user.away_since = timezone.now() if away else None
    user.save(update_fields=["away_since"])


def touch_presence(user_id: int, *, now: datetime) -> None:
    """Note that somebody has a desk page open; one write in half a minute at most."""
    User.objects.filter(pk=user_id).exclude(seen_at__gt=now - SEEN_IS_FRESH_FOR).update(seen_at=now)
