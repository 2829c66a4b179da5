from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.cast import bea as somebody
from loket.conversations.models import Conversation
from loket.helpcentre.buyers import COOKIE, remember_buyer
from loket.orders.tests.documents import document, stored

pytestmark = pytest.mark.django_db
NUMBER = document()["number"]


def browser_of(customer):
    """A browser in which this customer is signed in."""
    signed = HttpResponse()
    remember_buyer(signed, customer, now=timezone.now())
    client = Client()
    client.cookies[COOKIE] = signed.cookies[COOKIE].value
    return client


def asks(client, **fields):
    address = reverse("helpcentre:contact", kwargs={"tag": "en"})
    page = client.get(address, {"order": NUMBER})
    assert NUMBER in page.content.decode()
    client.post(address, {"text": "Where is it?", "order": NUMBER, "key": "once", "to": "person", **fields})
    return Conversation.objects.latest("created_at")


def test_who_is_signed_in_asks_about_their_order_and_nobody_asks_for_its_number():
    order = stored()
    begun = asks(browser_of(order.customer))
    assert (begun.order, begun.customer) == (order, order.customer)


def test_who_is_not_may_name_an_order_and_sees_nothing_of_it():
    stored()
    begun = asks(Client())
    assert begun.order is None
    assert begun.flow_data == {"number": NUMBER}


def test_somebody_else_who_is_signed_in_gets_nothing_of_it_either():
    stored()
    other = somebody().conversation.customer
    begun = asks(browser_of(other))
    assert (begun.order, begun.customer) == (None, other)


@pytest.mark.parametrize("number", ["\0", "x" * 61, "<script>"])
def test_what_is_no_number_does_no_harm(client, number):
    address = reverse("helpcentre:contact", kwargs={"tag": "en"})
    assert client.get(address, {"order": number}).status_code == 200
    answer = client.post(address, {"text": "Where is it?", "order": number, "key": "once", "to": "person"})
    assert answer.status_code in {302, 422}
