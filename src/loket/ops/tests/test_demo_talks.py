from __future__ import annotations

from datetime import UTC, datetime

import pytest

from loket.ops.demo.fill import add_orders
from loket.ops.demo.orders.documents import demo_orders
from loket.ops.demo.orders.talks import demo_talks
from loket.orders.documents.talk_document import read_talk
from loket.orders.models import TalkMessage
from loket.people.language import best_match

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
ORDERS = {each["number"]: each for each in demo_orders(NOW)}
TALKS = dict(demo_talks(NOW))


def test_every_talk_is_about_an_order_after_it_and_before_now():
    assert len(TALKS) == 17
    for number, talk in TALKS.items():
        placed = datetime.fromisoformat(ORDERS[number]["placed_at"])
        for told in read_talk(talk, time_zone="UTC"):
            assert placed < told.sent_at < NOW, (number, told.text)


@pytest.mark.parametrize("number", sorted(TALKS))
def test_everybody_writes_their_own_language(number):
    order, said = ORDERS[number], TALKS[number]["messages"]
    for each in said:
        whose = order[each["sender"]]["language"]
        assert best_match(whose, [each["language"]]) or each["language"] in {"en", "it"}, each["text"]


@pytest.mark.parametrize("seller", ["lantai", "bintang", "jaipur"])
def test_sellers_who_can_be_entered_have_orders_and_talks(seller):
    theirs = {number for number, each in ORDERS.items() if each["seller"]["email"].startswith(f"{seller}@")}
    assert len(theirs) > 9
    assert len(theirs & TALKS.keys()) >= 4


@pytest.mark.django_db
def test_a_second_start_says_nothing_twice():
    add_orders()
    said = TalkMessage.objects.count()
    assert said == sum(len(each["messages"]) for each in TALKS.values())
    assert add_orders()[1] == 0 and TalkMessage.objects.count() == said
