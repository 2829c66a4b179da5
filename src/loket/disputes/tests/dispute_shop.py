"""Disputes about orders as stored rows, and those who take part."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.opening import start_draft
from loket.disputes.models import Dispute
from loket.orders.tests.ledger_shop import order, staff
from loket.people.actors import CustomerActor, SellerActor

CLAIM = {
    "reason": "snad_quality",
    "received": True,
    "solution": "refund",
    "amount": "20.00",
    "text": "A alça rasgou no primeiro dia.",
    "has_no_evidence": True,
}


def buyer_of(made):
    return CustomerActor(made.customer_id)


def seller_of(made):
    return SellerActor(made.seller_id)


def judge(name="Jo"):
    return staff(name, "adjudicator")


def senior():
    return staff("Sena", "senior")


def draft(*, made=None, lines=(1,)):
    """Bea's draft about the first thing of a delivered order."""
    made = made or order()
    return start_draft(made, lines=lines, by=buyer_of(made))


def submitted(*, made=None, lines=(1,), **changes):
    """A claim that the seller has not answered yet."""
    made = made or order()
    found = draft(made=made, lines=lines)
    return do(found, buyer_of(made), "submit", {**CLAIM, **changes})


def do(dispute, by, name, body=None, **wish):
    """Take one action on the newest version, confirmed."""
    newest = Dispute.objects.get(pk=dispute.pk)
    return act(newest.pk, Wish(name, newest.version, body or {}, confirmed=True, **wish), by=by)


def days(number):
    return timezone.now() + timedelta(days=number)
