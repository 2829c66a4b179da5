"""Which team a conversation goes to: a pure rule over languages."""

from __future__ import annotations

from collections.abc import Sequence

from loket.people.language import best_match
from loket.people.models import Team


def team_for(language: str, teams: Sequence[Team]) -> Team | None:
    """The first team that answers in ``language``, else the fallback team, else the first; None without teams."""
    for team in teams:
        if best_match(language, team.languages):
            return team
    fallback = next((team for team in teams if team.is_fallback), None)
    return fallback or (teams[0] if teams else None)
