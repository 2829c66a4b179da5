from __future__ import annotations

import pytest
from django.utils import timezone

from loket.disputes.machine.events import Event
from loket.disputes.tests.dispute_shop import submitted
from loket.history import models as history
from loket.history.dispatch import reactions
from loket.orders.tests.ledger_shop import staff
from loket.people.access import NotVisible, holder_of_key
from loket.people.actions.keys import create_server_key, revoke_server_key
from loket.people.actors import NOBODY, SYSTEM
from loket.webhooks.access import get_endpoint_for, names_for, visible_to
from loket.webhooks.actions.endpoints import EndpointRefused, make_endpoint, remove_endpoint, secrets_of
from loket.webhooks.actions.queueing import queue_event
from loket.webhooks.models import Endpoint
from loket.webhooks.names import CONVERSATION_NAMES, DISPUTE_NAMES, NAMES
from loket.webhooks.patience import pause_after, rests_after
from loket.webhooks.target import problem_with

URL = "https://shop.example/loket"


def key(*scopes):
    made = create_server_key("Shop", scopes=list(scopes), by=SYSTEM)
    return made.key, holder_of_key(made.secret)


@pytest.mark.django_db
def test_a_secret_is_kept_sealed_and_shown_once():
    made = make_endpoint(URL, by=SYSTEM)
    stored = Endpoint.objects.get()
    assert made.secret.startswith("whsec_") and made.secret not in stored.secret
    assert secrets_of(stored, now=timezone.now()) == [made.secret]


@pytest.mark.django_db
def test_a_key_makes_endpoints_for_what_it_may_hear_of():
    _key, server = key("disputes")
    assert names_for(server) == DISPUTE_NAMES
    with pytest.raises(EndpointRefused) as refused:
        make_endpoint(URL, names=["conversation.opened"], by=server)
    assert refused.value.code == "unknown_event"
    with pytest.raises(NotVisible):
        make_endpoint(URL, by=key("orders")[1])
    for nobody in (NOBODY, staff("Ada", "agent"), staff("Max", "lead")):
        with pytest.raises(NotVisible):
            make_endpoint(URL, by=nobody)


@pytest.mark.django_db
def test_a_key_sees_its_own_and_an_administrator_sees_all():
    (_first, server), (_second, other) = key("disputes"), key("disputes")
    made = make_endpoint(URL, by=server).endpoint
    assert list(visible_to(server)) == [made] and not visible_to(other).exists()
    assert list(visible_to(staff("Ana", "admin"))) == [made]
    with pytest.raises(NotVisible):
        remove_endpoint(made, by=other)
    remove_endpoint(get_endpoint_for(server, made.pk), by=server)
    assert not Endpoint.objects.exists()


@pytest.mark.django_db
def test_a_key_that_is_revoked_or_has_another_scope_hears_nothing():
    stored, server = key("disputes")
    make_endpoint(URL, by=server)
    _other, talks = key("conversations")
    make_endpoint(URL, by=talks)
    assert queue_event(event_of(submitted())) == 1
    revoke_server_key(stored, by=SYSTEM)
    assert queue_event(event_of(submitted())) == 0


def event_of(dispute):
    return history.Event.objects.get(subject=dispute.subject, action="dispute.submitted").pk


@pytest.mark.django_db
def test_there_is_a_limit():
    for place in range(20):
        make_endpoint(f"{URL}/{place}", by=SYSTEM)
    with pytest.raises(EndpointRefused):
        make_endpoint(URL, by=SYSTEM)


@pytest.mark.parametrize(
    "url", ["", "shop.example", "ftp://shop.example", "https://", "https://a:b@shop.example", "https://s.example/?a=1"]
)
def test_an_address_that_is_none_is_refused(url):
    assert problem_with(url, is_trusted=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/loket",
        "https://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://localhost/x",
        "https://db/x",
        "https://vault.internal/x",
    ],
)
def test_a_key_leads_nowhere_inside_the_house(url):
    assert problem_with(url, is_trusted=False)
    assert not problem_with(url, is_trusted=True)


def test_a_trial_on_one_machine_tells_itself():
    assert not problem_with("http://127.0.0.1:9000/x", is_trusted=False, is_trial=True)
    assert problem_with("http://shop.example/x", is_trusted=False, is_trial=True)


def test_every_event_of_the_table_is_known_or_internal():
    assert set(DISPUTE_NAMES) < {each.value for each in Event}
    assert len(set(NAMES)) == len(NAMES) and set(CONVERSATION_NAMES).isdisjoint(DISPUTE_NAMES)
    for name in NAMES:
        assert "loket.webhooks.reactions.tell_endpoints" in reactions()[name]


def test_pauses_grow_and_end():
    pauses = [pause_after(attempts, chance=0.5).total_seconds() for attempts in range(1, 17)]
    assert pauses[:4] == [10, 30, 90, 270] and pauses == sorted(pauses)
    assert 2.5 * 86400 < sum(pauses[:-1]) < 4 * 86400
    assert pause_after(1, retry_after="soon", chance=0.5).total_seconds() == 10
    assert pause_after(1, retry_after="999999", chance=0.5).total_seconds() == 3600
    assert rests_after(2).total_seconds() == 0 and rests_after(3).total_seconds() == 10
