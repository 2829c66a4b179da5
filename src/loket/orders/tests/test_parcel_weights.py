"""Weights that the shop tells beside the contract: kept as they came, and held against each other."""

from __future__ import annotations

import pytest

from loket.orders.actions.importing import put_order
from loket.orders.models import Order
from loket.orders.parcel_weights import LightParcel, light_parcels
from loket.orders.tests.documents import document, stored
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def told(parcel, piece):
    made = document()
    made["shipments"][0]["weight_grams"] = parcel
    made["items"][0]["weight_grams"] = piece
    put_order(made, by=SYSTEM)
    return Order.objects.get()


def test_two_lamps_of_half_a_kilogram_do_not_lie_in_a_parcel_of_forty_grams():
    assert light_parcels(told(40, 500)) == (LightParcel("LB 123 456 789 CN", 40, 1000),)


@pytest.mark.parametrize(("parcel", "piece"), [(500, 500), (1400, 500), (0, 0)])
def test_half_of_the_goods_and_more_can_be_right(parcel, piece):
    assert light_parcels(told(parcel, piece)) == ()


def test_nothing_is_said_where_the_shop_tells_no_weight():
    assert light_parcels(stored()) == ()
