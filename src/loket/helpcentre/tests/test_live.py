from __future__ import annotations

import pytest
from django.utils import timezone

from loket.helpcentre.live import allowed
from loket.orders.actions.news import topic_of_order, topic_of_talk
from loket.orders.actions.proving import open_by_letter
from loket.orders.tests.documents import stored
from loket.people.actions.customers import identify
from loket.people.actors import CustomerActor

pytestmark = pytest.mark.django_db


def test_a_buyer_follows_the_talks_of_their_orders_alone():
    order, other = stored(), stored("LK-OLGA", buyer__external_id="olga")
    asked = [topic_of_talk(order.pk), topic_of_talk(other.pk), topic_of_order(order.pk), "talk:", f"talk:{'9' * 30}"]
    assert allowed(CustomerActor(order.customer_id), asked) == {topic_of_talk(order.pk)}
    assert allowed(CustomerActor(other.customer_id), asked) == {topic_of_talk(other.pk)}


def test_whoever_came_by_letter_follows_that_talk():
    order = stored()
    newcomer = identify(None, language="en")
    asked = [topic_of_talk(order.pk)]
    assert not allowed(CustomerActor(newcomer.pk), asked)
    open_by_letter(newcomer, order, now=timezone.now())
    assert allowed(CustomerActor(newcomer.pk), asked) == set(asked)
