from __future__ import annotations

from uuid import uuid4

import pytest

from journeys.cast import ada, ana, edith, max_, olga, team
from loket.history.actions import record
from loket.people import access
from loket.people.access import NotVisible
from loket.people.actions.keys import add_identity_key, create_server_key
from loket.people.actors import NOBODY, SYSTEM, ServerActor

pytestmark = pytest.mark.django_db

OUTSIDERS = [ada, max_, edith, olga, lambda: NOBODY, lambda: ServerActor(uuid4(), "shop", ("conversations",))]


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_only_administrators_see_accounts_keys_and_looks(outsider):
    boss = ana()
    key = create_server_key("Shop", scopes=["conversations"], by=boss).key
    signing = add_identity_key("k1", algorithm="HS256", key="x" * 43, by=boss)
    record("personal_data.seen", "conversation:1", by=boss.label, actor_id=boss.actor_id)
    who = outsider()
    assert not access.staff_managed_by(who).exists()
    assert not access.server_keys_visible_to(who).exists()
    assert not access.identity_keys_visible_to(who).exists()
    assert not access.looks_visible_to(who).exists()
    for read, name in (
        (access.get_staff_for, boss.user.pk),
        (access.get_server_key_for, key.pk),
        (access.get_identity_key_for, signing.pk),
    ):
        with pytest.raises(NotVisible):
            read(who, name)


@pytest.mark.parametrize("insider", [ana, lambda: SYSTEM])
def test_administrators_see_them(insider):
    boss = ana()
    create_server_key("Shop", scopes=["conversations"], by=boss)
    record("personal_data.seen", "conversation:1", by=boss.label)
    assert access.staff_managed_by(insider()).count() == 1
    assert access.server_keys_visible_to(insider()).count() == 1
    assert access.looks_visible_to(insider()).count() == 1


@pytest.mark.parametrize("outsider", [olga, lambda: NOBODY])
def test_who_is_not_of_the_house_sees_no_team_and_no_colleague(outsider):
    team()
    ada()
    assert not access.teams_visible_to(outsider()).exists()
    assert not access.staff_visible_to(outsider()).exists()
    with pytest.raises(NotVisible):
        access.get_team_for(outsider(), "english")
    assert access.get_team_for(ada(), "english").slug == "english"


def test_a_role_gives_what_it_says_and_an_administrator_has_all():
    assert access.may_answer(ada())
    assert not access.may_answer(edith())
    assert access.may_answer(ana())
    assert not access.is_staff_with(olga(), "agent")


def test_somebody_switched_off_may_nothing():
    agent = ada()
    agent.user.is_active = False
    assert not access.may_answer(agent)
    assert access.actor_of(agent.user) is NOBODY
