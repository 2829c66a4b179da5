from __future__ import annotations

from itertools import product

import pytest

from loket.conversations.models import Conversation
from loket.people.models import Team, User
from loket.reception.routing import team_for
from loket.reception.turns import Speaker, next_speaker

ENGLISH = Team(slug="english", languages=["en"], is_fallback=True)
LATIN = Team(slug="latin", languages=["es", "pt-BR"])
ASIA = Team(slug="asia", languages=["id"])


@pytest.mark.parametrize(
    ("language", "teams", "expected"),
    [
        ("es-MX", [ENGLISH, LATIN, ASIA], LATIN),
        ("pt", [ENGLISH, LATIN, ASIA], LATIN),
        ("id", [ENGLISH, LATIN, ASIA], ASIA),
        ("de", [LATIN, ASIA, ENGLISH], ENGLISH),
        ("de", [LATIN, ASIA], LATIN),
        ("", [LATIN, ENGLISH], ENGLISH),
        ("en", [], None),
    ],
)
def test_the_team_of_the_language_else_the_fallback_else_the_first(language, teams, expected):
    assert team_for(language, teams) is expected


@pytest.mark.parametrize(
    ("owner", "closed", "unanswered"), list(product(Conversation.Owner.values, [True, False], [True, False]))
)
def test_whose_turn_it_is(owner, closed, unanswered):
    conversation = Conversation(owner=owner, closed_at=User().date_joined if closed else None, answered_sequence=3)
    speaker = next_speaker(conversation, 4 if unanswered else 3)
    if closed or owner == "nobody":
        assert speaker is Speaker.NOBODY
    elif owner == "agent":
        assert speaker is Speaker.AGENT
    else:
        assert speaker is (Speaker.ASSISTANT if unanswered else Speaker.NOBODY)
