"""Names of articles and topics by their slugs, for lists that know nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable

from loket.knowledge.models import Article, ArticleTranslation, Topic
from loket.knowledge.queries.shown import title_of
from loket.people.language import fallback_chain


def article_titles(slugs: Iterable[str], *, reader: str) -> dict[str, str]:
    """The questions of these articles in the nearest language, in one query; unknown ones are left out."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    rows = ArticleTranslation.objects.filter(article__slug__in=wanted, published__isnull=False)
    titles: dict[str, dict[str, str]] = {}
    for slug, language, question in rows.values_list("article__slug", "language", "published__question"):
        titles.setdefault(slug, {})[language] = question
    return {slug: by_language[fallback_chain(reader, by_language)[0]] for slug, by_language in titles.items()}


def topic_titles(slugs: Iterable[str], *, reader: str) -> dict[str, str]:
    """The names of these topics of the upper level, in two queries; unknown ones are left out."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    topics = Topic.objects.filter(slug__in=wanted, parent=None).prefetch_related("titles")
    return {topic.slug: title_of(topic, reader) for topic in topics}


def top_topic_of(slug: str) -> str:
    """The topic of the upper level under which an article stands; empty where there is no such article."""
    row = Article.objects.filter(slug=slug).values_list("topic__parent__slug", "topic__slug").first()
    return str(row[0] or row[1]) if row else ""
