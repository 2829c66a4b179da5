from __future__ import annotations

import re
from uuid import uuid4

import pytest

from journeys.cast import ada, ana, max_
from loket.desk.tests.waiting import signed_in
from loket.desk.webhook_words import event_groups
from loket.people.actors import SYSTEM
from loket.webhooks.actions.endpoints import make_endpoint, switch_off
from loket.webhooks.models import Endpoint
from loket.webhooks.names import NAMES

pytestmark = pytest.mark.django_db
PAGE = "/desk/keys/webhooks"
URL = "https://shop.example/loket"


@pytest.fixture
def client():
    return signed_in(ana())


def words(answer):
    return answer.content.decode()


def test_a_webhook_is_added_and_its_secret_shown_once(client):
    answer = client.post(f"{PAGE}/new", {"url": URL, "name": "Orders", "events": ["offer.made"]})
    secret = answer.context["secret"]
    assert secret.startswith("whsec_") and "no-store" in answer["Cache-Control"]
    page = words(client.get(PAGE))
    assert URL in page and "offer.made" in page and secret not in page


def test_a_wrong_address_is_said_and_kept(client):
    answer = client.post(f"{PAGE}/new", {"url": "shop.example", "name": "Orders"})
    assert (
        answer.status_code == 422 and "Begin with https://" in words(answer) and 'value="shop.example"' in words(answer)
    )
    assert client.post(f"{PAGE}/new", {"url": URL, "events": ["nonsense"]}).status_code == 422
    assert not Endpoint.objects.exists()


def test_the_secret_is_renewed_and_the_former_one_kept_for_a_day(client):
    made = make_endpoint(URL, by=SYSTEM)
    answer = client.post(f"{PAGE}/{made.endpoint.pk}/secret")
    assert answer.context["secret"] != made.secret
    assert Endpoint.objects.get().former_until is not None


def test_one_that_took_nothing_is_switched_on_again_or_deleted(client):
    endpoint = switch_off(make_endpoint(URL, by=SYSTEM).endpoint, by=SYSTEM, because="delinquent")
    assert "It took nothing for three days." in words(client.get(PAGE))
    client.post(f"{PAGE}/{endpoint.pk}/switch", {"on": "1"})
    assert Endpoint.objects.get().off_since is None
    client.post(f"{PAGE}/{endpoint.pk}/switch")
    assert Endpoint.objects.get().off_because == "person"
    assert client.post(f"{PAGE}/{endpoint.pk}/removal").url == PAGE
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize("who", [ada, max_])
def test_only_administrators_come_near(who):
    endpoint = make_endpoint(URL, by=SYSTEM).endpoint
    client = signed_in(who())
    assert client.get(PAGE).status_code == 404
    for action in ("secret", "switch", "removal"):
        assert client.post(f"{PAGE}/{endpoint.pk}/{action}").status_code == 404
        assert client.get(f"{PAGE}/{uuid4()}/{action}").status_code in (404, 405)
    assert Endpoint.objects.get().off_since is None


def test_every_event_is_offered_once_and_says_what_it_tells():
    offered = [event for group in event_groups(["offer.made"]) for event in group.events]
    assert sorted(each.name for each in offered) == sorted(NAMES)
    assert all(str(each.text).endswith(".") for each in offered)
    assert [each.name for each in offered if each.is_chosen] == ["offer.made"]


def test_what_was_chosen_stays_chosen_when_something_else_is_wrong(client):
    answer = client.post(f"{PAGE}/new", {"url": "shop.example", "events": ["offer.made", "refund.sent"]})
    boxes = re.findall(r'value="([^"]+)" checked', words(answer))
    assert answer.status_code == 422 and boxes == ["offer.made", "refund.sent"]


def test_a_long_list_of_events_is_folded(client):
    make_endpoint(URL, names=NAMES[:5], by=SYSTEM)
    assert "5 events" in words(client.get(PAGE))
