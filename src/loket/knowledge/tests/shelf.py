"""Articles for tests: short lines in, a filled knowledge base out."""

from __future__ import annotations

import json

from loket.knowledge.actions.importing import import_articles
from loket.knowledge.models import ArticleTranslation
from loket.people.actors import StaffActor
from loket.people.models import User


def article(slug="refund", *, topic="returns-refunds", **fields):
    """One line; ``fields`` are those of the file format, with languages as ``en="Question"`` or a whole object."""
    tags = {"en": "en", "pt": "pt-BR", "id_": "id", "es": "es"}
    given = {tags[name]: fields.pop(name) for name in list(fields) if name in tags}
    translations = {
        tag: {"question": each, "answer": f"Answer to: {each}"} if isinstance(each, str) else each
        for tag, each in given.items()
    }
    return json.dumps({"id": slug, "topic": topic, "translations": translations, **fields})


def bring_in(*lines, **options):
    """Import these lines."""
    return import_articles(lines, **options)


def translation(slug="refund", language="en"):
    """A stored translation with its versions."""
    rows = ArticleTranslation.objects.select_related("article", "latest", "published")
    return rows.get(article__slug=slug, language=language)


def staff(name, *roles):
    """A member of staff as an actor."""
    return StaffActor(User.objects.create_user(f"{name.lower()}@shop.example", name=name, roles=list(roles)))
