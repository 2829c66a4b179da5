"""A small help centre for the tests of the editors' pages."""

from __future__ import annotations

import json

from loket.knowledge.access import article_for, topics_for
from loket.knowledge.actions.importing import import_articles
from loket.people.actors import SYSTEM

REFUND = {
    "id": "refund",
    "topic": "returns-refunds",
    "translations": {
        "en": {"question": "Where is my refund?", "answer": "It takes **five** days.", "also_asked": ["no refund"]},
        "pt-BR": {"question": "Cadê meu reembolso?", "answer": "Leva cinco dias."},
    },
}
CANCEL = {"id": "cancel", "topic": "orders", "translations": {"en": {"question": "How do I cancel?", "answer": "So."}}}


def fill(*lines):
    """Bring in these articles, or the two of this shelf."""
    import_articles(json.dumps(line) for line in lines or (REFUND, CANCEL))


def text_of(slug="refund", language="en"):
    """One language of an article as it stands now."""
    rows = {each.language: each for each in article_for(SYSTEM, slug).translations.all()}
    return rows[language]


def topic_by(slug):
    """A topic by its short name."""
    return topics_for(SYSTEM).get(slug=slug)


def words(language="en", slug="refund", **changed):
    """What the form of an article holds when it is opened, with some of it changed."""
    latest = text_of(slug, language).latest
    return {
        "question": latest.question,
        "answer": latest.answer,
        "also_asked": "\n".join(latest.also_asked),
        "base_version": latest.version,
        "action": "save",
        **changed,
    }
