"""The link of a letter: one claim, on any device, once it is wanted; never the seller's other pages."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.disputes.links import link_for
from loket.disputes.machine.codes import Role
from loket.disputes.tests.dispute_shop import submitted
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db


def path_for(dispute, side=Role.SELLER):
    link = link_for(dispute, side, language="en")
    return link[link.index("/", len("https://")) :]


def test_fetching_the_link_lets_nobody_in():
    dispute = submitted()
    client = Client()
    answer = client.get(path_for(dispute))
    assert answer.status_code == 200
    assert client.get(f"/sellers/claims/{dispute.number}").status_code != 200


def test_a_press_opens_this_claim_and_no_other():
    dispute, other = submitted(), submitted(made=order())
    client = Client()
    assert client.post(path_for(dispute))["Location"].endswith(f"/claims/{dispute.number}")
    assert client.get(f"/sellers/claims/{dispute.number}").status_code == 200
    assert client.get(f"/sellers/claims/{other.number}").status_code == 404
    assert other.number not in client.get("/sellers").content.decode()
    assert client.get(f"/sellers/orders/{dispute.order.number}/talk").status_code == 404


@pytest.mark.parametrize("forge", [lambda path: path[:-3] + "abc", lambda path: "/sellers/d/nothing"])
def test_a_forged_link_opens_nothing(forge):
    dispute = submitted()
    assert Client().post(forge(path_for(dispute))).status_code == 404


def test_the_buyers_link_is_none_of_the_sellers():
    dispute = submitted()
    token = path_for(dispute, Role.BUYER).rsplit("/", 1)[1]
    assert Client().post(f"/sellers/d/{token}").status_code == 404
