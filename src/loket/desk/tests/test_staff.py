from __future__ import annotations

import pytest

from journeys.cast import PASSWORD, ada, ana, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.people.access import staff_managed_by

pytestmark = pytest.mark.django_db

PAGES = [
    "/desk/staff",
    "/desk/staff/invitation",
    "/desk/staff/1",
    "/desk/teams",
    "/desk/teams/new",
    "/desk/team/english",
    "/desk/keys",
    "/desk/looks",
]
BEAN = {"email": "bean@shop.example", "name": "Bean", "roles": ["agent"], "languages": "en, pt-br"}


def values(member, **changed):
    user = member.user
    fields = {"name": user.name, "roles": user.roles, "languages": ", ".join(user.languages), "is_active": "on"}
    return {key: value for key, value in {**fields, **changed}.items() if value is not None}


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_are_sent_to_sign_in(client, page):
    answer = client.get(page)
    assert (answer.status_code, answer.url) == (302, f"/desk/sign-in?next={page}")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("member", [ada, max_, edith])
def test_who_is_no_administrator_finds_nothing_here(page, member):
    assert signed_in(member()).get(page).status_code == 404


@pytest.mark.parametrize("deed", ["/link", "/two-factor", ""])
def test_an_agent_cannot_change_a_colleague(deed):
    boss = ana()
    answer = signed_in(ada()).post(f"/desk/staff/{boss.user.pk}{deed}", values(boss, roles=["agent"]))
    assert answer.status_code == 404
    assert staff_managed_by(boss).get(pk=boss.user.pk).roles == ["admin"]


def test_an_invitation_shows_a_link_once_that_really_works(client):
    boss = ana()
    page = signed_in(boss).post("/desk/staff/invitation", BEAN)
    link = page.context["link"]
    assert "no-store" in page["Cache-Control"]
    path = "/desk/" + link.split("/desk/")[1]
    assert client.get(path).status_code == 200
    bean = staff_managed_by(boss).get(email="bean@shop.example")
    assert (bean.roles, bean.languages) == (["agent"], ["en", "pt-BR"])
    assert Event.objects.filter(action="staff.invited", actor=boss.user).exists()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"email": "no address"}, "valid email address"),
        ({"email": "ANA@shop.example"}, "is here already"),
        ({"name": "\u0007 "}, "at least one letter"),
        ({"roles": []}, "required"),
        ({"roles": ["owner"]}, "valid choice"),
        ({"languages": "klingon!"}, "is not a language tag"),
        ({"languages": ""}, "at least one language"),
    ],
)
def test_a_bad_invitation_is_refused_with_a_reason(changed, reason):
    boss = ana()
    answer = signed_in(boss).post("/desk/staff/invitation", {**BEAN, **changed})
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert staff_managed_by(boss).count() == 1


def test_an_administrator_changes_what_somebody_may_do():
    boss, agent = ana(), ada()
    answer = signed_in(boss).post(
        f"/desk/staff/{agent.user.pk}", values(agent, roles=["editor", "agent"], name="Ada L")
    )
    assert answer.status_code == 302
    agent.user.refresh_from_db()
    assert (agent.user.name, sorted(agent.user.roles)) == ("Ada L", ["agent", "editor"])


@pytest.mark.parametrize("changed", [{"roles": ["agent"]}, {"is_active": None}])
def test_the_last_administrator_stays(changed):
    boss = ana()
    answer = signed_in(boss).post(f"/desk/staff/{boss.user.pk}", values(boss, **changed))
    assert answer.status_code == 422
    assert "Somebody has to stay administrator" in answer.content.decode()
    boss.user.refresh_from_db()
    assert boss.user.is_active
    assert boss.user.roles == ["admin"]


def test_who_lost_a_password_gets_in_by_a_new_link(client):
    boss, agent = ana(), ada()
    page = signed_in(boss).post(f"/desk/staff/{agent.user.pk}/link")
    path = "/desk/" + page.context["link"].split("/desk/")[1]
    new = "another long sentence"
    assert client.post(path, {"password": new, "again": new}).status_code == 302
    agent.user.refresh_from_db()
    assert agent.user.check_password(new)
    assert not agent.user.check_password(PASSWORD)


def test_a_link_is_never_made_by_looking():
    agent = ada()
    assert signed_in(ana()).get(f"/desk/staff/{agent.user.pk}/link").status_code == 405


def test_ones_own_name_languages_and_time_zone_can_be_changed():
    agent = ada()
    client = signed_in(agent)
    client.post("/desk/profile", {"name": "Ada", "languages": "en", "time_zone": "sao paulo"})
    agent.user.refresh_from_db()
    assert agent.user.time_zone == "America/Sao_Paulo"
    answer = client.post("/desk/profile", {"name": "Ada", "languages": "en", "time_zone": "Atlantis"})
    assert "There is no time zone named" in answer.content.decode()
    assert 'value="Atlantis"' in answer.content.decode()


def test_one_cannot_give_oneself_a_role():
    agent = ada()
    fields = {"name": "Ada", "languages": "en", "time_zone": "UTC", "roles": ["admin"], "is_active": "on"}
    signed_in(agent).post("/desk/profile", fields)
    agent.user.refresh_from_db()
    assert agent.user.roles == ["agent"]
