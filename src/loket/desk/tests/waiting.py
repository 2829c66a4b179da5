"""Somebody who waits, and somebody at the desk, for the desk's tests."""

from __future__ import annotations

from django.test import Client

from journeys.cast import actor, bea, team, writes
from loket.people.actors import StaffActor
from loket.reception.actions import Opened, hand_over, receive


def signed_in(member: StaffActor) -> Client:
    """A browser in which ``member`` is signed in."""
    client = Client()
    client.force_login(member.user)
    return client


def waiting(text: str = "Where is my refund?", **fields: str) -> Opened:
    """A buyer who waits for a person."""
    team()
    opened = bea(**fields)
    receive(opened.conversation, writes(text), by=actor(opened))
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    return opened
