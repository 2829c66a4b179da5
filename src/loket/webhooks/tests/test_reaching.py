"""Whom a delivery reaches: real HTTP servers on this machine, and a resolver that says what the test wants."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from loket.disputes.tests.dispute_shop import submitted
from loket.history.models import Event
from loket.lib.network_addresses import read_networks
from loket.lib.tests.sender_server import answers, sender_server
from loket.people.access import holder_of_key
from loket.people.actions.keys import create_server_key
from loket.people.actors import SYSTEM
from loket.webhooks.actions.endpoints import make_endpoint
from loket.webhooks.actions.queueing import queue_event
from loket.webhooks.actions.sending import send_to
from loket.webhooks.models import Delivery, Endpoint
from loket.webhooks.target import judge_of

NAME = "receiver.shop.example"


class Resolver:
    """Leads each name to what the test says, one answer after the other; the last one stays."""

    def __init__(self):
        self.answers, self.asked = [["127.0.0.1"]], []

    def __call__(self, host, port, *_args, **_more):
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]


@pytest.fixture
def resolver(monkeypatch, settings):
    settings.LOKET_URL = "https://help.samudra.example"
    found = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", found)
    return found


def shop():
    return holder_of_key(create_server_key("Shop", scopes=["disputes"], by=SYSTEM).secret)


def deliver(server, *, by, name=NAME):
    """One event for an endpoint that has a name: kept as it was entered, though the test's server speaks no TLS."""
    made = make_endpoint(f"https://{name}/loket", by=by).endpoint
    Endpoint.objects.filter(pk=made.pk).update(url=f"http://{name}:{server.server_port}/loket")
    event = Event.objects.get(subject=submitted().subject, action="dispute.submitted")
    queue_event(event.pk)
    return send_to(made.pk, answers_in=1)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.8", "::ffff:127.0.0.1", "::1"])
@pytest.mark.parametrize("who", [shop, lambda: SYSTEM], ids=["key", "administrator"])
def test_a_name_that_leads_inside_is_not_followed(resolver, who, address):
    resolver.answers = [[address]]
    with sender_server(answers(200)) as server:
        assert deliver(server, by=who()) == 0
        assert server.bodies == [] and resolver.asked[-1:] == [NAME]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.last_said) == ("waiting", 1, "address not allowed")


@pytest.mark.django_db
def test_a_name_is_asked_once_and_what_was_judged_is_connected_to(resolver, settings):
    settings.LOKET_WEBHOOK_NETWORKS = read_networks("127.0.0.1/32")
    # What a rebinding server would say if anybody asked again.
    resolver.answers = [["127.0.0.1"], ["127.0.0.9"]]
    with sender_server(answers(200)) as server:
        assert deliver(server, by=shop()) == 1
        assert resolver.asked.count(NAME) == 1
        assert server.headers[0]["Host"] == f"{NAME}:{server.server_port}"


@pytest.mark.django_db
def test_of_several_addresses_only_those_outside_are_tried(resolver, settings):
    settings.LOKET_WEBHOOK_NETWORKS = read_networks("::1/128")
    resolver.answers = [["127.0.0.1", "::1"]]
    with sender_server(answers(200)) as server:
        assert deliver(server, by=shop()) == 0
        assert server.bodies == []
    assert "connection failed" in Delivery.objects.get().last_said


@pytest.mark.django_db
def test_a_redirect_inside_is_not_followed(resolver, settings):
    settings.LOKET_WEBHOOK_NETWORKS = read_networks("127.0.0.0/8")
    with sender_server(answers(307, Location="http://127.0.0.1:1/inside")) as server:
        assert deliver(server, by=shop()) == 0
        assert server.paths == ["/loket"]
    assert Delivery.objects.get().last_said == "status 307"


@pytest.mark.django_db
def test_an_answer_without_end_is_not_read(resolver, settings):
    settings.LOKET_WEBHOOK_NETWORKS = read_networks("127.0.0.0/8")

    def pours(request):
        answers(200, **{"Content-Length": str(1 << 30)})(request)
        request.wfile.write(b"x" * (1 << 20))

    with sender_server(pours) as server:
        assert deliver(server, by=shop()) == 0
    assert Delivery.objects.get().last_said == "answer too large"


def may_reach(url, address, **facts):
    known = {"is_trusted": False, "is_trial": False, "networks": (), **facts}
    return judge_of(url, **known)(ip_address(address))


def test_an_administrator_who_names_a_machine_inside_means_it():
    for url in ("http://orders/x", "http://10.0.0.8/x", "http://vault.internal/x"):
        assert may_reach(url, "10.0.0.8", is_trusted=True) and not may_reach(url, "10.0.0.8")
    # But no receiver answers there, only what hands out a cloud machine's credentials.
    assert not may_reach("http://169.254.169.254/x", "169.254.169.254", is_trusted=True)
    assert not may_reach("https://shop.example/x", "10.0.0.8", is_trusted=True)


def test_what_the_operator_opened_is_open_to_keys_too():
    networks = read_networks("10.1.0.0/16")
    assert may_reach("https://shop.example/x", "10.1.2.3", networks=networks)
    assert not may_reach("https://shop.example/x", "10.2.2.3", networks=networks)


def test_a_trial_on_one_machine_reaches_that_machine_alone():
    assert may_reach("http://localhost:9000/x", "127.0.0.1", is_trial=True)
    assert not may_reach("http://localhost:9000/x", "10.0.0.8", is_trial=True)
