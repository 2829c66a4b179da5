from __future__ import annotations

import pytest

from journeys.cast import ada, team
from loket.conversations.access import visible_to
from loket.desk.tests.waiting import signed_in, waiting
from loket.reception.counter import take

pytestmark = pytest.mark.django_db


def address(opened, rest="/move"):
    return f"/desk/conversations/{opened.conversation.pk}{rest}"


def now(opened):
    return visible_to(ada()).get(pk=opened.conversation.pk)


def test_a_case_that_waits_can_be_moved_to_another_team():
    opened, spanish = waiting(), team("spanish", languages=("es",))
    client = signed_in(ada())
    assert address(opened) in client.get(address(opened, "")).content.decode()
    assert client.post(address(opened), {"team": "spanish"}).status_code == 200
    assert (now(opened).team, now(opened).state) == (spanish, "queued")


@pytest.mark.parametrize("chosen", ["", "dutch", "english"])
def test_what_cannot_be_moved_stays_where_it_is(chosen):
    opened, client = waiting(), signed_in(ada())
    take(opened.conversation.pk, by=ada())
    response = client.post(address(opened), {"team": chosen})
    assert (response.status_code, now(opened).team.slug) == (409, "english")
