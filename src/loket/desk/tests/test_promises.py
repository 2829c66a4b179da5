from __future__ import annotations

import re

import pytest
from django.test import Client

from journeys.cast import ada, edith, max_
from loket.assistant.flows.register import FLOWS
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.promises.actions.rules import RuleFacts, add_rule
from loket.promises.models import PromiseRule

pytestmark = pytest.mark.django_db

PAGE = "/desk/promises"
BRAZIL = {
    "name": "Brazil, refunds",
    "first_minutes": "4",
    "next_minutes": "",
    "counts_working_time": "on",
    "urgency": "any",
    "languages": "pt-BR",
    "countries": "br",
    "topics": ["refund_status"],
    "is_active": "on",
}


def flow_topic():

    return sorted(FLOWS)[0]


def rule(name="Mine", **facts):
    return add_rule(RuleFacts(name=name, **facts), by=max_())


def test_without_rules_of_the_shop_the_built_in_ones_stand_there():
    page = signed_in(ada()).get(PAGE).content.decode()
    assert "A simple question" in page
    assert "24 hours" in page
    assert "2 days" in page
    assert "/desk/promises/new" not in page


def test_a_lead_writes_a_rule_and_everybody_sees_what_it_says():
    client = signed_in(max_())
    response = client.post(f"{PAGE}/new", {**BRAZIL, "topics": [flow_topic()]})
    assert response.status_code == 302, response.content.decode()
    page = signed_in(ada()).get(PAGE).content.decode()
    assert "4 hours of working time" in page
    assert "No promise" in page
    stored = PromiseRule.objects.get()
    assert (stored.first_minutes, stored.next_minutes, stored.countries) == (240, None, ["BR"])
    assert Event.objects.filter(action="promise_rule.added").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("countries", "Brazil", "two letters"),
        ("first_minutes", "0", "0.25"),
        ("languages", "!!", "!!"),
        ("name", "", "required"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(field, value, words):
    response = signed_in(max_()).post(f"{PAGE}/new", {**BRAZIL, "topics": [flow_topic()], field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'value="pt-BR"' in page or field == "languages"
    assert not PromiseRule.objects.exists()


def test_a_rule_changes_once_for_each_who_saw_it_and_keeps_its_versions():
    mine = rule(first_minutes=60)
    client, address = signed_in(max_()), f"{PAGE}/{mine.pk}"
    assert 'value="1"' in client.get(address).content.decode()
    changed = {**BRAZIL, "topics": [], "name": "Faster", "first_minutes": "0.5", "seen_version": "1"}
    assert client.post(address, changed).status_code == 302
    late = client.post(address, {**changed, "name": "Later"})
    assert (late.status_code, "meanwhile" in late.content.decode()) == (409, True)
    mine.refresh_from_db()
    assert (mine.name, mine.first_minutes, mine.version, mine.versions.count()) == ("Faster", 30, 2, 2)


def test_rules_are_ordered_and_removed():
    rule("Low"), rule("High")
    client, high = signed_in(max_()), PromiseRule.objects.get(name="High")
    client.post(f"{PAGE}/{high.pk}/place", {"to": "later"})
    page = client.get(PAGE).content.decode()
    assert page.index(">Low<") < page.index(">High<")
    client.post(f"{PAGE}/{high.pk}/remove", {"seen_version": "1"})
    assert ">High<" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}/{high.pk}").status_code == 404


def test_a_case_is_tried_and_the_page_says_why_this_one():
    rule("For Brazil", countries=("BR",), languages=("pt-BR",), first_minutes=120)
    rule("For Indonesia", languages=("id",), first_minutes=60)
    asked = {"kind": "order", "topic": "", "language": "pt-BR", "country": "br", "channel": "chat"}
    page = signed_in(ada()).get(PAGE, {f"case-{name}": value for name, value in asked.items()}).content.decode()
    tried = re.search(r'id="tried".*?</div>', page, re.S)[0]
    assert "For Brazil" in tried
    assert "2 hours" in tried
    assert "For Indonesia: It is for other languages." in tried
    assert "no rule above it fits" in tried


@pytest.mark.parametrize(
    "broken", [{"kind": "x"}, {"kind": "order", "topic": "\0"}, {"kind": "", "language": "x" * 99}]
)
def test_a_case_that_cannot_be_is_no_error_page(broken):
    assert signed_in(ada()).get(PAGE, broken).status_code == 200


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/new", f"{PAGE}/1"])
def test_who_may_not_sees_nothing(address):
    assert Client().get(address).status_code == 302
    assert signed_in(edith()).get(address).status_code == 404
    if address != PAGE:
        assert signed_in(ada()).get(address).status_code == 404
