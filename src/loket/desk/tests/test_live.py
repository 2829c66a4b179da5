from __future__ import annotations

import pytest
from django.conf import settings

from journeys.cast import ada, edith, max_, team
from loket.conversations.queries import viewers_of
from loket.desk import live
from loket.desk.tests.waiting import signed_in, waiting
from loket.orders.actions.news import topic_of_order
from loket.orders.tests import ledger_shop

pytestmark = pytest.mark.django_db


def scope(client, *topics, cookie=""):
    session = client.cookies.get(settings.SESSION_COOKIE_NAME) if client else None
    cookie = cookie or (f"other=1; {settings.SESSION_COOKIE_NAME}={session.value}" if session else "")
    return {"headers": [(b"cookie", cookie.encode())], "query_string": f"topics={','.join(topics)}".encode()}


def test_an_agent_follows_what_is_asked_and_may_be_seen():
    opened = waiting()
    key = opened.conversation.pk
    asked = ["desk", f"conversation:{key}", f"notes:{key}", f"viewers:{key}", f"queue:{team().pk}"]
    assert live._authorise(scope(signed_in(ada()), *asked)) == frozenset(asked)


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "everything",
        "desk:1",
        "conversation:",
        "conversation:x",
        "conversation:11111111-2222-4333-8444-555555555555",
        "queue:0",
        "queue:x",
        "\0",
    ],
)
def test_unknown_topics_are_not_followed(topic):
    assert live._authorise(scope(signed_in(ada()), topic)) == frozenset()


@pytest.mark.parametrize("cookie", ["loket_session=guessed", "loket_session=", ";;;", "\\x00", "a" * 9000])
def test_without_a_session_nothing_is_followed(cookie):
    assert live._authorise(scope(None, "desk", cookie=cookie)) == frozenset()


def test_other_roles_follow_nothing():
    opened = waiting()
    asked = ["desk", f"conversation:{opened.conversation.pk}"]
    assert live._authorise(scope(signed_in(edith()), *asked)) == frozenset()


def test_who_was_let_go_follows_nothing_more():
    client = signed_in(max_())
    max_().user.__class__.objects.filter(email=max_().user.email).update(is_active=False)
    assert live._authorise(scope(client, "desk")) == frozenset()


def test_an_open_page_keeps_its_agent_present_and_named_to_colleagues():
    opened = waiting()
    asked = scope(signed_in(ada()), "desk", f"viewers:{opened.conversation.pk}")
    live._authorise(asked)
    live._note_alive(asked)
    user = ada().user
    assert user.seen_at is not None
    assert [each.user for each in viewers_of(opened.conversation.pk, except_user=max_().user)] == [user]


def test_a_stream_that_was_refused_keeps_nobody_present():
    asked = scope(None, "desk")
    live._authorise(asked)
    live._note_alive(asked)
    assert ada().user.seen_at is None


def test_an_order_is_followed_by_its_own_topic_at_the_desk_alone():
    order = ledger_shop.order()
    asked = ["orders", topic_of_order(order.pk)]
    assert live._authorise(scope(signed_in(ada()), *asked)) == frozenset(asked)
    for topic in (topic_of_order(order.pk + 1), "order:", "order:x", f"order:{'9' * 30}"):
        assert live._authorise(scope(signed_in(ada()), topic)) == frozenset()
    assert live._authorise(scope(signed_in(edith()), *asked)) == frozenset()


def test_pages_follow_the_order_that_they_show():
    order = ledger_shop.order()
    client = signed_in(ada())
    assert f'data-topics="desk,orders,order:{order.pk}"' in client.get(f"/desk/orders/{order.number}").content.decode()
    assert 'data-topics="desk,orders"' in client.get("/desk/orders/tasks").content.decode()
