"""Every way of asking that articles list, to tell what is new from what is known."""

from __future__ import annotations

from collections.abc import Iterable

from loket.knowledge.models import ArticleTranslation


def wordings_of(slugs: Iterable[str]) -> dict[str, set[str]]:
    """The questions and other ways of asking of these articles, published or drafted, in one query."""
    rows = ArticleTranslation.objects.filter(article__slug__in=set(slugs)).select_related(
        "article", "latest", "published"
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        for revision in filter(None, (row.latest, row.published)):
            found.setdefault(row.article.slug, set()).update((revision.question, *revision.also_asked))
    return found
