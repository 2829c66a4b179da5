from __future__ import annotations

import asyncio

import pytest

from loket.disputes.actions.storing import topic_of_claims, topic_of_dispute
from loket.disputes.tests.dispute_shop import draft, submitted
from loket.people.actors import SellerActor
from loket.people.models import Seller
from loket.sellers.live import allowed, authorise

pytestmark = pytest.mark.django_db


def test_a_seller_follows_their_own_claims_and_nothing_else():
    found, hidden = submitted(), draft()
    own, others = SellerActor(found.seller_id), SellerActor(Seller.objects.create(external_id="s-9", name="Olga").pk)
    asked = [
        topic_of_dispute(found.pk),
        topic_of_dispute(hidden.pk),
        topic_of_claims(found.seller_id),
        "disputes",
        "desk",
    ]
    assert allowed(own, asked) == {asked[0], asked[2]}
    assert allowed(others, asked) == frozenset()


@pytest.mark.parametrize("topic", ["dispute:x", "dispute:", ":", "claims:", ""])
def test_what_is_no_topic_is_not_followed(topic):
    assert allowed(SellerActor(submitted().seller_id), [topic]) == frozenset()


def test_without_a_cookie_nothing_is_followed():
    scope = {"headers": [(b"cookie", b"loket_seller=forged")], "query_string": b"topics=disputes"}
    assert asyncio.run(authorise(scope)) == frozenset()
