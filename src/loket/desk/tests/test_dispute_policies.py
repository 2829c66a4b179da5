from __future__ import annotations

import re

import pytest

from journeys.cast import ada, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.disputes.models import DisputePolicyVersion
from loket.disputes.policies.current import current_policy
from loket.disputes.tests.dispute_shop import judge

pytestmark = pytest.mark.django_db

PAGE = "/desk/disputes/policies"


def form_of(client, address=f"{PAGE}/edit?market=BR"):
    """What the form holds when it is opened."""
    form = client.get(address).context["form"]
    values = {each.html_name: each.value() for each in form}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def look_over(client, values, address=f"{PAGE}/edit?market=BR"):
    page = client.post(address, {**values, "step": "look"}).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("seen", "after")}
    return page, {name: found[1] for name, found in hidden.items() if found}


def publish(client, **changes):
    values = {**form_of(client), "note": "The team asked for it.", **changes}
    _page, hidden = look_over(client, values)
    return client.post(f"{PAGE}/edit?market=BR", {**values, **hidden, "step": "publish"})


def test_whoever_works_with_disputes_reads_them_and_leads_change_them():
    for member in (ada(), judge()):
        page = signed_in(member).get(f"{PAGE}?market=BR").content.decode()
        assert "5 calendar days" in page and "/edit" not in page
        assert signed_in(member).get(f"{PAGE}/edit").status_code == 404
    assert "/edit" in signed_in(max_()).get(PAGE).content.decode()
    assert signed_in(edith()).get(PAGE).status_code == 404


def test_the_law_of_a_market_is_shown_with_its_source():
    page = signed_in(ada()).get(f"{PAGE}?market=BR").content.decode()
    law = current_policy("BR").withdrawal
    assert law.name.split(",")[0] in page and "7 calendar days" in page


def test_a_change_is_looked_over_then_published_as_a_version():
    client = signed_in(max_())
    values = {**form_of(client), "note": "Sellers asked.", "amount-D2": "6"}
    page, hidden = look_over(client, values)
    assert "What would change" in page and "6 calendar days" in page
    assert not DisputePolicyVersion.objects.exists()
    assert client.post(f"{PAGE}/edit?market=BR", {**values, **hidden, "step": "publish"}).status_code == 302
    assert current_policy("BR").deadlines["D2"].amount == 6
    assert current_policy("ID").deadlines["D2"].amount == 5
    assert current_policy("BR").withdrawal == current_policy("BR").withdrawal


def test_the_right_to_withdraw_outlives_a_change_of_numbers():
    before = current_policy("BR").withdrawal
    publish(signed_in(max_()), **{"amount-D2": "6"})
    assert current_policy("BR").withdrawal == before is not None


def test_versions_say_what_changed():
    client = signed_in(max_())
    publish(client, **{"amount-D2": "6"})
    publish(client, **{"amount-D2": "7", "silent_limits-BRL": "300"})
    page = signed_in(ada()).get(f"{PAGE}/versions?market=BR").content.decode()
    assert "7 calendar days" in page and "300" in page and "The team asked for it." in page
    assert "Nothing was published yet" in signed_in(ada()).get(f"{PAGE}/versions?market=ID").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("amount-D2", "0"), ("amount-D2", "x"), ("silent_limits-BRL", "-1"), ("note", "")]
)
def test_what_cannot_be_is_said_and_nothing_is_published(field, value):
    client = signed_in(max_())
    values = {**form_of(client), "note": "Why", field: value, "amount-D3": "9"}
    answer = client.post(f"{PAGE}/edit?market=BR", {**values, "step": "look"})
    assert answer.status_code == 422 and 'value="9"' in answer.content.decode()
    assert not DisputePolicyVersion.objects.exists()


def test_a_clock_longer_than_a_year_is_refused():
    client = signed_in(max_())
    answer = publish(client, **{"amount-D2": "400"})
    assert answer.status_code == 422
    assert not DisputePolicyVersion.objects.exists()


def test_a_version_published_meanwhile_is_not_overwritten():
    client = signed_in(max_())
    values = {**form_of(client), "note": "Mine", "amount-D2": "8"}
    _page, hidden = look_over(client, values)
    publish(client, **{"amount-D3": "6"})
    answer = client.post(f"{PAGE}/edit?market=BR", {**values, **hidden, "step": "publish"})
    assert answer.status_code in (200, 409)
    assert current_policy("BR").deadlines["D2"].amount == 5


def test_nothing_changed_is_said_so():
    client = signed_in(max_())
    page, _hidden = look_over(client, {**form_of(client), "note": "Nothing"})
    assert "Nothing differs" in page


@pytest.mark.parametrize("query", ["market=%3Cx", "market=BR&category=%00"])
def test_a_strange_market_is_not_found(query):
    assert signed_in(ada()).get(f"{PAGE}?{query}").status_code == 404
