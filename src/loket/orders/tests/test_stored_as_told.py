"""Whatever the shop tells is either refused with a reason or stored just as it was told, and stays so."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from loket.orders.actions.importing import put_order
from loket.orders.documents.order_document import document_of
from loket.orders.documents.order_errors import OrderRefused
from loket.orders.documents.order_lines import read_document, read_json
from loket.orders.documents.stored_lines import current_lines
from loket.orders.models import Order
from loket.orders.tests.documents import document, refund
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(found, way=()):
    """Each place in a document."""
    if way:
        yield way
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, each in inside:
        yield from places(each, (*way, name))


WHOLE = document(
    payments__0__refunds=[refund("r-1", expected_by="2026-11-30")],
    group={"needed": 5, "joined": 3, "until": "2026-11-20"},
)
PLACES = sorted(places(WHOLE), key=str)


def changed(way, value):
    made = copy.deepcopy(WHOLE)
    place = made
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    return made


def put_raw(sent):
    """What a body becomes; None for one that is refused."""
    try:
        return put_order(read_json(json.dumps(sent)), by=SYSTEM)
    except OrderRefused:
        return None


class Anything(TestCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(way=st.sampled_from(PLACES), value=JSON)
    def test_anything_anywhere_is_refused_or_stored_as_it_was_told(self, way, value):
        check_told(changed(way, value))

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(name=st.text(max_size=20), value=JSON, way=st.sampled_from([(), ("buyer",), ("items", 0), ("ship_to",)]))
    def test_unknown_fields_of_any_name_are_kept(self, name, value, way):
        check_told(changed((*way, name), value))


def check_told(sent):
    before = Order.objects.count()
    put = put_raw(sent)
    if put is None:
        assert Order.objects.count() == before
        return
    told = document_of(read_document(read_json(json.dumps(sent))))
    stored = document_of(current_lines([put.order])[0])
    assert stored == told
    assert put_raw(sent).has_changed is False
    assert put_raw(json.loads(json.dumps(stored))).has_changed is False
