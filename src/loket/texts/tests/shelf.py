"""A few ready texts for tests."""

from __future__ import annotations

from loket.people.actors import SYSTEM
from loket.texts import held
from loket.texts.access import text_for
from loket.texts.actions.editing import Wording, create_text, save_words


def macro(slug="where", **texts):
    """A macro with its words by language, underscores for dashes; the first is the source."""
    return text_of("macro", slug, **texts or {"en": "Hello {name}, your order {order} is on its way."})


def text_of(kind, slug, **texts):
    """A ready text of a kind with its words by language."""
    text = create_text(kind, slug, title=slug.title(), by=SYSTEM)
    for language, words in texts.items():
        say(text, language.replace("_", "-"), words)
    return text_for(SYSTEM, kind, slug)


def say(text, language, words, *, base_version=None):
    """Word a text in a language, on top of what stands there."""
    now = {each.language: each.version for each in text_for(SYSTEM, text.kind, text.slug).translations.all()}
    base = now.get(language, 0) if base_version is None else base_version
    revision = save_words(text, language, Wording(words), by=SYSTEM, base_version=base)
    held.refresh()
    return revision
