from __future__ import annotations

import pytest

from journeys.cast import ada, edith
from loket.desk.tests import shelf
from loket.desk.tests.waiting import signed_in
from loket.knowledge.access import topics_for
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filled():
    shelf.fill()


def names():
    client = signed_in(edith())
    return [row.topic.slug for row in client.get("/desk/topics").context["rows"]]


def test_topics_are_added_named_and_removed():
    client = signed_in(edith())
    client.post("/desk/topics/new", {"title-en": "Gift cards", "title-es": "Tarjetas"})
    made = shelf.topic_by("gift-cards")
    client.post(f"/desk/topics/{made.pk}", {"title-en": "Gifts", "title-es": "", "title-id": "Hadiah"})
    titles = {title.language: title.title for title in shelf.topic_by("gift-cards").titles.all()}
    assert titles == {"en": "Gifts", "id": "Hadiah"}
    client.post(f"/desk/topics/{made.pk}/removal")
    assert "gift-cards" not in names()


def test_a_subtopic_stands_below_its_topic():
    client, above = signed_in(edith()), shelf.topic_by("orders")
    client.post(f"/desk/topics/{above.pk}/new", {"title-en": "Tracking"})
    order = names()
    assert order.index("tracking") == order.index("orders") + 1
    below = topics_for(SYSTEM).get(slug="tracking")
    assert client.post(f"/desk/topics/{below.pk}/new", {"title-en": "Deeper"}).status_code == 422


def test_topics_change_places_and_stop_at_the_ends():
    client = signed_in(edith())
    first, second = names()[:2]
    client.post(f"/desk/topics/{shelf.topic_by(first).pk}/place", {"way": "down"})
    assert names()[:2] == [second, first]
    client.post(f"/desk/topics/{shelf.topic_by(second).pk}/place", {"way": "up"})
    assert names()[:2] == [second, first]


def test_a_topic_with_articles_stays():
    client, held = signed_in(edith()), shelf.topic_by("orders")
    page = client.post(f"/desk/topics/{held.pk}/removal", follow=True)
    assert "Move them first" in page.content.decode()
    assert "orders" in names()


def test_a_topic_needs_a_name():
    answer = signed_in(edith()).post("/desk/topics/new", {"title-en": " "})
    assert answer.status_code == 422
    assert "in at least one language" in answer.content.decode()


@pytest.mark.parametrize("deed", ["", "/place", "/removal", "/new"])
def test_an_agent_touches_no_topic(deed):
    held = shelf.topic_by("orders")
    assert signed_in(ada()).post(f"/desk/topics/{held.pk}{deed}", {"title-en": "Mine"}).status_code == 404
