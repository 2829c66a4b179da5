from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import ada
from loket.desk.tests.waiting import signed_in, waiting
from loket.promises.models import Promise

pytestmark = pytest.mark.django_db


def due_in(opened, **period):
    moment = timezone.now() + timedelta(**period)
    warn_at = moment - timedelta(hours=2)
    Promise.objects.filter(conversation=opened.conversation).update(due_at=moment, warn_at=warn_at)


def shown(page):
    return re.findall(r'id="row-([0-9a-f-]+)"', page.content.decode())


def test_the_queue_goes_by_urgency_and_then_by_due_time():
    late, soon, urgent, none = (waiting() for _each in range(4))
    due_in(late, hours=30)
    due_in(soon, hours=3)
    due_in(urgent, hours=60)
    urgent.conversation.queue_entries.update(urgent=True)
    Promise.objects.filter(conversation=none.conversation).update(due_at=None, warn_at=None)
    rows = shown(signed_in(ada()).get("/desk/rows?view=queue"))
    assert rows == [str(each.conversation.pk) for each in (urgent, soon, late, none)]


def test_the_queue_goes_on_by_key_and_shows_everybody_once():
    opened = [waiting() for _each in range(53)]
    for number, each in enumerate(opened):
        due_in(each, hours=number % 7)
    client = signed_in(ada())
    page = client.get("/desk/rows?view=queue")
    more = re.search(r"before=([^&\"]+)", page.content.decode())[1].replace("&amp;", "")
    rest = client.get(f"/desk/rows?view=queue&before={more}")
    rows = shown(page) + shown(rest)
    assert len(shown(page)) == 50
    assert sorted(rows) == sorted(str(each.conversation.pk) for each in opened)


def test_due_times_cost_no_statement_for_each_row(django_assert_max_num_queries):
    client = signed_in(ada())
    waiting()
    for _each in range(5):
        with django_assert_max_num_queries(10):
            assert client.get("/desk?view=queue").status_code == 200
        waiting()


def test_a_near_date_is_red_in_the_list_and_in_the_case():
    opened = waiting()
    client = signed_in(ada())
    address = f"/desk/conversations/{opened.conversation.pk}"
    assert '<time class="badge badge--quiet"' in client.get(address).content.decode()
    due_in(opened, hours=1)
    for page in (client.get("/desk/rows?view=queue"), client.get(address)):
        assert '<time class="badge badge--danger"' in page.content.decode()
        assert "A simple question" in page.content.decode()


@pytest.mark.parametrize("cursor", ["1_", "2_x_y", "1_2026-01-01_", "0_9" * 40, "\0"])
def test_a_broken_place_in_the_queue_begins_at_the_beginning(cursor):
    opened = waiting()
    page = signed_in(ada()).get("/desk/rows", {"view": "queue", "before": cursor})
    assert shown(page) == [str(opened.conversation.pk)]
