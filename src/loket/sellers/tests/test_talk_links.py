from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from loket.disputes.access import visible_to as disputes_visible_to
from loket.notices.links import LinkFacts, seal_link
from loket.orders.access import visible_to
from loket.orders.actions.news import topic_of_talk
from loket.orders.models import TalkReader
from loket.orders.talk.letters import LINK, link_to
from loket.people.actors import SellerActor
from loket.sellers.live import allowed
from loket.sellers.tests.stage import NUMBER, TALK, sign_in, stored, talk, told, words

pytestmark = pytest.mark.django_db


def path(order, side):
    return urlsplit(link_to(order, side)).path


def test_a_seller_comes_by_letter_to_that_talk_and_no_further(client):
    order = talk(told(1, text="canary"))
    talk(number="LK-OTHER")
    asked = client.get(path(order, "seller"))
    assert asked.status_code == 200 and "canary" not in words(asked) and "Open the messages" in words(asked)
    assert not client.cookies.get("loket_seller")
    assert client.post(path(order, "seller")).url == f"{TALK}#say"
    assert "canary" in words(client.get(TALK))
    assert client.get("/sellers/orders/LK-OTHER/talk").status_code == 404
    assert "LK-OTHER" not in words(client.get("/sellers/talks"))
    client.post(TALK, {"text": "It left yesterday", "key": "k"})
    assert order.talk.filter(sender="seller").exists()


def test_a_seller_who_is_signed_in_stays_so(client):
    order = talk()
    talk(number="LK-OTHER")
    sign_in(client)
    assert client.get(path(order, "seller")).url == f"{TALK}#say"
    assert client.get("/sellers/orders/LK-OTHER/talk").status_code == 200


def test_a_buyer_comes_by_letter_to_that_talk(client):
    order = talk(told(1, sender="seller", text="canary"))
    asked = client.get(path(order, "buyer"))
    assert asked.status_code == 200 and "canary" not in words(asked)
    there = client.post(path(order, "buyer")).url
    assert there == f"/pt-BR/orders/{NUMBER}/talk#say"
    assert "canary" in words(client.get(there.partition("#")[0]))


def test_a_link_of_the_other_side_or_another_seller_opens_nothing(client):
    order, other = talk(told(1, text="canary")), stored("LK-OLGA", seller__external_id="s-9")
    assert client.post(path(order, "buyer").replace("/pt-BR/", "/sellers/")).status_code == 404
    ends = timezone.now() + timedelta(days=1)
    forged = seal_link(LinkFacts(order.subject, "seller", str(other.seller_id), ends), purpose=LINK)
    assert client.post(f"/sellers/t/{forged}").status_code == 404
    for token in ("x", seal_link(LinkFacts("order:x", "seller", str(order.seller_id), ends), purpose=LINK)):
        assert client.post(f"/sellers/t/{token}").status_code == 404
        assert client.post(f"/en/t/{token}").status_code == 404


def test_a_link_that_is_over_leads_to_the_way_in(client):
    order = talk(told(1, text="canary"))
    facts = LinkFacts(order.subject, "seller", str(order.seller_id), timezone.now())
    answer = client.post(f"/sellers/t/{seal_link(facts, purpose=LINK)}")
    assert answer.url == "/sellers/sign-in" and not client.cookies.get("loket_seller")
    facts = LinkFacts(order.subject, "customer", str(order.customer_id), timezone.now())
    answer = client.post(f"/en/t/{seal_link(facts, purpose=LINK)}")
    assert "canary" not in words(client.get(answer.url.partition("#")[0]))


def test_whoever_came_for_one_talk_sees_no_claims():
    order = talk()
    actor = SellerActor(order.seller_id, order_id=order.pk)
    assert list(visible_to(actor)) == [order] and not disputes_visible_to(actor).exists()
    assert not visible_to(SellerActor(order.customer_id, order_id=order.pk)).exists()


def test_a_seller_follows_their_own_talks_alone():
    order, other = talk(), stored("LK-OLGA", buyer__external_id="olga", seller__external_id="s-9")
    asked = [
        topic_of_talk(order.pk),
        topic_of_talk(other.pk),
        f"order:{order.pk}",
        "talk:x",
        "talk:",
        "talk:" + "9" * 30,
    ]
    assert allowed(SellerActor(order.seller_id), asked) == {topic_of_talk(order.pk)}
    assert allowed(SellerActor(order.seller_id, order_id=order.pk), asked) == {topic_of_talk(order.pk)}
    assert allowed(SellerActor(order.seller_id, order_id=other.pk), asked) == frozenset()


def test_a_page_that_somebody_looks_at_counts_as_read_and_a_scan_does_not(client):
    order = talk(*(told(place) for place in range(1, 4)))
    sign_in(client)
    client.head(TALK)
    client.get(f"{TALK}?before={order.talk.last().pk}")
    assert not TalkReader.objects.exists()
    Client().get(TALK)
    assert not TalkReader.objects.exists()
    client.get(TALK)
    assert list(TalkReader.objects.values_list("side", "seen")) == [("seller", order.talk.last().pk)]
