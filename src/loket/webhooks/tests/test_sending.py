"""Webhooks over real HTTP: signed, in order, at least once, whatever the other server does."""

from __future__ import annotations

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from loket.disputes.tests.dispute_shop import buyer_of, do, seller_of, submitted
from loket.history.actions import record
from loket.history.models import Event
from loket.lib.tests.sender_server import answers, babbles, drips, resets, sender_server, sleeps
from loket.notices.models import Notice
from loket.orders.tests.ledger_shop import staff
from loket.people.actors import SYSTEM
from loket.webhooks.actions.endpoints import make_endpoint, renew_secret, switch_off, switch_on
from loket.webhooks.actions.queueing import queue_event
from loket.webhooks.actions.sending import send_due, send_to, sweep
from loket.webhooks.models import Delivery, Endpoint
from loket.webhooks.patience import DELINQUENT_AFTER, KEPT_FOR, MOST_ATTEMPTS, SECRETS_OVERLAP

pytestmark = pytest.mark.django_db
WORDS = "canary: It is as shown."


def told(dispute):
    """Every event of a dispute, as the jobs of the reactions would queue them."""
    for event in Event.objects.filter(subject=dispute.subject).order_by("pk"):
        queue_event(event.pk)


def refused_claim():
    dispute = submitted()
    return do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": WORDS})


def made(server, **more):
    return make_endpoint(server.url, by=SYSTEM, **more)


def send(endpoint, *, now=None):
    return send_to(endpoint.pk, now=now, answers_in=0.6)


def is_signed(server, place, secret):
    headers = server.headers[place]
    signed = headers["Loket-Timestamp"].encode() + b"." + server.bodies[place]
    right = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return right in headers["Loket-Signature"].split(", ")


def test_a_claim_and_its_answer_are_told_signed_and_in_order():
    with sender_server(answers(204)) as server:
        new = made(server)
        dispute = refused_claim()
        told(dispute)
        assert send(new.endpoint) == 2
    assert [each["name"] for each in server.letters] == ["dispute.submitted", "offer.made"]
    assert [each["seq"] for each in server.letters] == sorted(each["seq"] for each in server.letters)
    assert server.letters[1]["dispute"] == {
        "id": str(dispute.pk),
        "number": dispute.number,
        "order": dispute.order.number,
        "seller": "s-1",
        "state": "wait_buyer",
        "url": f"/api/v1/disputes/{dispute.pk}",
    }
    assert is_signed(server, 0, new.secret) and not is_signed(server, 0, "another")
    assert not any(b"canary" in each or b"Bea" in each for each in server.bodies)


def test_jobs_in_the_wrong_order_change_nothing_of_it():
    with sender_server(answers(200)) as server:
        new = made(server)
        dispute = refused_claim()
        events = list(Event.objects.filter(subject=dispute.subject, action__in=["dispute.submitted", "offer.made"]))
        for event in sorted(events, key=lambda each: -each.pk) * 2:
            queue_event(event.pk)
        send(new.endpoint)
    assert [each["name"] for each in server.letters] == ["dispute.submitted", "offer.made"]


@pytest.mark.parametrize("behaviour", [answers(500), answers(302), answers(404), sleeps, drips, resets, babbles])
def test_whatever_goes_wrong_is_tried_again_and_nothing_overtakes_it(behaviour):
    with sender_server(behaviour) as server:
        new = made(server)
        told(refused_claim())
        assert send(new.endpoint) == 0
        assert [each.attempts for each in Delivery.objects.order_by("event")] == [1, 0]
        server.behaviour = answers(200)
        assert send(new.endpoint) == 0
        assert send(new.endpoint, now=timezone.now() + timedelta(minutes=1)) == 2
    assert len(server.bodies) == 3 and server.bodies[0] == server.bodies[1]
    assert Endpoint.objects.get().failures == 0


def test_one_dispute_that_fails_holds_up_no_other():
    first, other = None, None
    with sender_server(answers(200)) as server:
        new = made(server)
        first, other = refused_claim(), refused_claim()
        told(first)
        told(other)

        def behave(request):
            failing = json.loads(server.bodies[-1])["dispute"]["number"] == first.number
            answers(500 if failing else 200)(request)

        server.behaviour = behave
        assert send(new.endpoint) == 2
    assert set(Delivery.objects.filter(state="waiting").values_list("subject", flat=True)) == {first.subject}


def test_a_server_that_is_away_is_left_alone_for_a_while():
    with sender_server(answers(503)) as server:
        new = made(server)
        for _each in range(5):
            told(submitted())
        send(new.endpoint)
        assert len(server.bodies) == 3
        assert Endpoint.objects.get().rests_until > timezone.now()
        assert send_due() == 0 and send_due(timezone.now() + timedelta(minutes=5)) == 1


def test_what_is_refused_too_often_is_given_up_and_the_next_goes():
    with sender_server(answers(200)) as server:
        new = made(server)
        told(refused_claim())
        Delivery.objects.filter(name="dispute.submitted").update(attempts=MOST_ATTEMPTS - 1)
        server.behaviour = lambda request: answers(200 if len(server.bodies) > 1 else 400)(request)
        assert send(new.endpoint) == 1
    states = dict(Delivery.objects.values_list("name", "state"))
    assert states == {"dispute.submitted": "failed", "offer.made": "sent"}


def test_a_server_that_takes_nothing_for_days_is_switched_off_and_administrators_hear_of_it():
    staff("Ana", "admin")
    with sender_server(answers(500)) as server:
        new = made(server)
        told(submitted())
        since = timezone.now() - DELINQUENT_AFTER
        Endpoint.objects.update(failing_since=since, failures=20)
        assert send(new.endpoint) == 0
        endpoint = Endpoint.objects.get()
        assert endpoint.off_because == "delinquent"
        assert Notice.objects.get(purpose="webhook_off").fields["url"] == server.url
        server.behaviour = answers(200)
        assert send(endpoint, now=timezone.now() + timedelta(days=1)) == 0
        switch_on(endpoint, by=SYSTEM)
        assert send(endpoint) == 1


def test_gone_for_good_is_believed_at_once():
    with sender_server(answers(410)) as server:
        new = made(server)
        told(submitted())
        send(new.endpoint)
    assert Endpoint.objects.get().off_because == "gone"
    assert Delivery.objects.get().state == "waiting"


def test_both_secrets_sign_for_a_day():
    with sender_server(answers(200)) as server:
        new = made(server)
        renewed = renew_secret(new.endpoint, by=SYSTEM)
        told(submitted())
        send(new.endpoint)
        told(submitted())
        send(new.endpoint, now=timezone.now() + SECRETS_OVERLAP)
    assert is_signed(server, 0, new.secret) and is_signed(server, 0, renewed.secret)
    assert is_signed(server, 1, renewed.secret) and not is_signed(server, 1, new.secret)


def test_it_waits_as_long_as_the_server_asks():
    with sender_server(answers(429, **{"Retry-After": "600"})) as server:
        new = made(server)
        told(submitted())
        send(new.endpoint)
    assert Delivery.objects.get().next_attempt_at > timezone.now() + timedelta(seconds=590)


def test_only_what_was_asked_for_and_only_from_then_on():
    before = submitted()
    with sender_server(answers(200)) as server:
        new = made(server, names=["offer.made"])
        told(before)
        told(refused_claim())
        send(new.endpoint)
        switch_off(new.endpoint, by=SYSTEM)
        told(refused_claim())
        assert send(new.endpoint) == 0
    assert [each["name"] for each in server.letters] == ["offer.made"]


def test_events_of_a_dispute_are_never_told_twice_by_repeated_jobs():
    with sender_server(answers(200)) as server:
        new = made(server)
        dispute = refused_claim()
        for _each in range(3):
            told(dispute)
            send(new.endpoint)
    assert len(server.bodies) == 2


def test_what_the_house_notes_for_itself_is_told_nobody():
    with sender_server(answers(200)) as server:
        new = made(server)
        dispute = submitted()
        for action in ("party.told", "proposal.waits", "dispute.spoken_for", "personal_data.seen"):
            queue_event(record(action, dispute.subject, by="system").pk)
        queue_event(record("dispute.submitted", "dispute:nonsense", by="system").pk)
        send(new.endpoint)
    assert {each["name"] for each in server.letters} <= {"dispute.submitted"}


def test_old_deliveries_are_forgotten():
    with sender_server(answers(200)) as server:
        new = made(server)
        dispute = submitted()
        told(dispute)
        send(new.endpoint)
        do(dispute, buyer_of(dispute.order), "withdraw", {"withdraw_code": "arrived"})
        told(dispute)
    assert sweep(timezone.now() + KEPT_FOR) == 1
    assert list(Delivery.objects.values_list("name", flat=True)) == ["dispute.withdrawn"]


def test_what_was_under_way_when_a_worker_died_is_sent_again(monkeypatch):
    def dies(*_, **__):
        raise SystemExit

    with sender_server(answers(200)) as server:
        new = made(server)
        told(refused_claim())
        with monkeypatch.context() as patched:
            patched.setattr("loket.webhooks.actions.sending.call", dies)
            with pytest.raises(SystemExit):
                send(new.endpoint)
        assert send(new.endpoint, now=timezone.now() + timedelta(minutes=1)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_nothing_twice():
    with sender_server(answers(200)) as server:
        new = made(server)
        for _each in range(4):
            told(refused_claim())

        def work():
            try:
                return send(new.endpoint)
            finally:
                connection.close()

        with ThreadPoolExecutor(3) as workers:
            sent = sum(each.result() for each in [workers.submit(work) for _each in range(3)])
    assert sent == len(server.bodies) == 8
