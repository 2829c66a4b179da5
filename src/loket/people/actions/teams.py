from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from loket.history.actions import record
from loket.people.actors import Actor
from loket.people.models import Team, User


@transaction.atomic
def create_first_team() -> Team | None:
    """A team that takes everything, for an installation that has none; None when there are teams already."""
    if Team.objects.exists():
        return None
    return Team.objects.create(slug="everyone", name="Customer service", languages=["en"], is_fallback=True)


@transaction.atomic
def set_team(
    slug: str,
    *,
    name: str,
    languages: Sequence[str],
    time_zone: str,
    position: int = 0,
    is_fallback: bool = False,
    by: Actor,
) -> Team:
    """Add a team, or give the one with this slug these values."""
    values = {
        "name": name,
        "languages": list(languages),
        "time_zone": time_zone,
        "position": position,
        "is_fallback": is_fallback,
    }
    team, _is_new = Team.objects.update_or_create(slug=slug, defaults=values)
    if is_fallback:
        Team.objects.filter(is_fallback=True).exclude(pk=team.pk).update(is_fallback=False)
    record("team.set", f"team:{team.pk}", by=by.label, actor_id=by.actor_id, data=values)
    return team


@transaction.atomic
def set_team_members(team: Team, *, members: Sequence[User], by: Actor) -> None:
    """Say who answers in a team."""
    team.members.set(members)
    record(
        "team.members_set",
        f"team:{team.pk}",
        by=by.label,
        actor_id=by.actor_id,
        data={"members": [member.pk for member in members]},
    )
