from __future__ import annotations

from dataclasses import replace

from loket.knowledge.models import Article
from loket.knowledge.queries.contents import available_languages
from loket.knowledge.queries.shown import ArticleLink, link_of, shown_articles
from loket.knowledge.queries.titles import top_topic_of
from loket.people.language import fallback_chain


def article_link(slug: str, language: str) -> ArticleLink | None:
    """A published article as a list shows it with its upper topic; None when there is none."""
    key = Article.objects.filter(slug=slug, state=Article.State.PUBLISHED).values_list("pk", flat=True).first()
    if key is None:
        return None
    rows = shown_articles(fallback_chain(language, available_languages()), among=[key])
    return replace(link_of(rows[0], reader=language), topic=top_topic_of(slug)) if rows else None
