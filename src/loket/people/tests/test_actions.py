from __future__ import annotations

import pytest

from journeys.cast import ada, ana, team
from loket.people.access import teams_visible_to
from loket.people.actions.staff import StaffError, change_staff, invite_staff, renew_sign_in_link, sign_in_link_holder
from loket.people.actions.teams import set_team
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def secret_of(path):
    return path.rsplit("/", 1)[1]


def test_a_second_invitation_adds_roles_and_ends_the_first_link():
    first = secret_of(invite_staff("Ada@Shop.example", roles=["agent"], name="Ada"))
    second = secret_of(invite_staff("ada@shop.example", roles=["editor"]))
    assert sign_in_link_holder(first) is None
    assert sign_in_link_holder(second).roles == ["agent", "editor"]


@pytest.mark.parametrize(("email", "roles"), [("nonsense", ["agent"]), ("a@b.example", []), ("a@b.example", ["owner"])])
def test_an_invitation_that_makes_no_sense_is_refused(email, roles):
    with pytest.raises(StaffError):
        invite_staff(email, roles=roles)


def test_who_is_switched_off_gets_no_link():
    boss, agent = ana(), ada()
    change_staff(agent.user, by=boss, roles=["agent"], languages=["en"], name="Ada", is_active=False)
    with pytest.raises(StaffError):
        renew_sign_in_link(agent.user, by=boss)


def test_the_last_administrator_cannot_be_taken_away_but_one_of_two_can():
    boss = ana()
    given = {"by": boss, "languages": ["en"], "name": "Ana", "is_active": True}
    with pytest.raises(StaffError):
        change_staff(boss.user, roles=["agent"], **given)
    agent = ada()
    change_staff(agent.user, by=boss, roles=["admin"], languages=["en"], name="Ada", is_active=True)
    change_staff(boss.user, roles=["agent"], **given)
    assert boss.user.roles == ["agent"]


def test_one_team_at_a_time_takes_the_languages_that_no_team_lists():
    team()
    set_team("world", name="World", languages=["fr"], time_zone="UTC", is_fallback=True, by=SYSTEM)
    assert [each.slug for each in teams_visible_to(SYSTEM).filter(is_fallback=True)] == ["world"]
