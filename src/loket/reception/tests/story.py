"""What happens to a case in the tests of this room, in a word each."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from journeys.cast import actor, writes
from loket.conversations.models import Conversation
from loket.people.models import User
from loket.reception.actions import hand_over, receive, take_turn

KNOWN = "How do I cancel my order?"
UNKNOWN = "do you sell concert tickets for the opera"
WISH = "I want to talk to a person"


def says(opened, text, **fields):
    """Bea writes, and whoever is next on our side speaks."""
    receive(opened.conversation, writes(text, **fields), by=actor(opened))
    return take_turn(opened.conversation.pk)


def asks_for_person(opened):
    return hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))


def now_of(opened):
    """The conversation as it stands."""
    return Conversation.objects.get(pk=opened.conversation.pk)


def change(opened, **fields):
    Conversation.objects.filter(pk=opened.conversation.pk).update(**fields)


def ago(**period):
    return timezone.now() - timedelta(**period)


def at_the_desk(*agents, seen=None):
    """Agents whose desk page is open since ``seen``, or at this moment."""
    User.objects.filter(pk__in=[agent.user.pk for agent in agents]).update(seen_at=seen or timezone.now())
