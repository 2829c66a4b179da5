from __future__ import annotations

import pytest

from journeys.cast import ada, ana, bea
from loket.desk.tests.waiting import signed_in
from loket.history.actions import record, record_look
from loket.orders.tests.documents import stored

pytestmark = pytest.mark.django_db


def test_an_administrator_reads_who_looked_at_whom():
    agent, opened = ada(), bea()
    record_look(opened.conversation.subject, by=agent.label, actor_id=agent.actor_id)
    page = signed_in(ana()).get("/desk/looks").content.decode()
    assert "Ada" in page
    assert opened.conversation.number in page


def test_a_look_at_an_order_names_it():
    agent, order = ada(), stored()
    record_look(order.subject, by=agent.label, actor_id=agent.actor_id)
    assert f"/desk/orders/{order.number}" in signed_in(ana()).get("/desk/looks").content.decode()


def test_a_long_list_is_read_page_by_page():
    agent = ada()
    for number in range(51):
        record("personal_data.seen", f"conversation:{number}", by=agent.label, actor_id=agent.actor_id)
    record("conversation.closed", "conversation:99", by=agent.label)
    client = signed_in(ana())
    first = client.get("/desk/looks")
    rest = client.get(f"/desk/looks?before={first.context['next']}")
    subjects = [look.event.subject for page in (first, rest) for look in page.context["looks"]]
    assert subjects == [f"conversation:{number}" for number in reversed(range(51))]
    assert rest.context["next"] is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1.5"])
def test_an_invented_place_in_the_list_does_no_harm(before):
    assert signed_in(ana()).get("/desk/looks", {"before": before}).status_code == 200
