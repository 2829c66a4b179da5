"""Whole conversations for the tests of learning, in a word each; the small shop's articles stand in the database."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from journeys.cast import ada, bea, team
from loket.assistant.tests.shop import ARTICLES
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation
from loket.knowledge.actions.importing import import_articles
from loket.learning.actions import working
from loket.people.actors import SYSTEM
from loket.reception.counter import take
from loket.reception.tests.story import says

TICKETS = ("do you sell opera tickets", "where can I buy opera tickets", "opera tickets for sale?")


def fill_shelf():
    """The articles of the small shop, published."""
    lines = {}
    for each in ARTICLES:
        line = lines.setdefault(each.article, {"id": each.article, "topic": each.topic, "translations": {}})
        texts = {"question": each.question, "answer": each.answer, "also_asked": list(each.also_asked)}
        line["translations"][each.language] = texts
    import_articles(map(json.dumps, lines.values()))


def solved(text, *before, language="en"):
    """Somebody asks, rewording it as often as needed, and says that the answer solved it."""
    opened = bea(language=language)
    for each in (*before, text):
        says(opened, each)
    says(opened, "", choice="solved")
    return opened


def unanswered(text, language="en"):
    """Somebody asks what nobody knows and goes away."""
    opened = bea(language=language)
    says(opened, text)
    close(opened.conversation.pk, by=SYSTEM)
    return opened


def sent_by_agent(text, slug="use-coupon"):
    """Ada answers what the assistant did not know with an article."""
    team()
    opened = bea()
    says(opened, text)
    says(opened, "I want to talk to a person")
    take(opened.conversation.pk, by=ada())
    link = f"Look: https://shop.example/en/help/{slug}"
    post_reply(opened.conversation.pk, Words(text=link, language="en", external_id=uuid4().hex), by=ada())
    close(opened.conversation.pk, by=ada())
    return opened


def long_ago(opened, **period):
    """Let a conversation lie back in time."""
    Conversation.objects.filter(pk=opened.conversation.pk).update(updated_at=timezone.now() - timedelta(**period))


def learn():
    """Read everything now, as the nightly job does."""
    Conversation.objects.filter(updated_at__gte=timezone.now() - timedelta(minutes=1)).update(
        updated_at=timezone.now() - timedelta(minutes=1)
    )
    working.start(by=SYSTEM)
    working.work()
