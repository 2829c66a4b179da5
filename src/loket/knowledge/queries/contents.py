"""What anybody may read: published articles as a whole, for the assistant, the API and the sitemap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from loket.knowledge.models import Article, ArticleTranslation, Contents, Topic


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One published article in one language; ``article`` and ``topic`` are slugs, ``answer`` is Markdown."""

    article: str
    topic: str
    subtopic: str
    flow: str
    language: str
    question: str
    answer: str
    also_asked: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class SitemapRow:
    """The address parts of one published page and when it was published."""

    slug: str
    language: str
    published_at: datetime | None


def contents_version() -> str:
    """A short text that changes whenever anything that readers can see changes."""
    return str(Contents.objects.values_list("number", flat=True).first() or 0)


def published_translations() -> QuerySet[ArticleTranslation]:
    """All that readers can see, one row an article and language."""
    return ArticleTranslation.objects.filter(article__state=Article.State.PUBLISHED, published__isnull=False)


def published_articles() -> list[ArticleRow]:
    """Every published text, ordered by article and language, in one query."""
    rows = (
        published_translations()
        .order_by("article__position", "article_id", "language")
        .values_list(
            "article__slug",
            "article__topic__slug",
            "article__topic__parent__slug",
            "article__flow",
            "language",
            "published__question",
            "published__answer",
            "published__also_asked",
            "published__version",
        )
    )
    return [
        ArticleRow(
            slug, parent or topic, topic if parent else "", flow, language, question, answer, tuple(asked), version
        )
        for slug, topic, parent, flow, language, question, answer, asked, version in rows
    ]


def available_languages() -> list[str]:
    """The languages in which anything is published."""
    return sorted(published_translations().values_list("language", flat=True).distinct())


def sitemap_rows() -> list[SitemapRow]:
    """Every published page, in one query."""
    rows = published_translations().order_by("article_id", "language")
    return [SitemapRow(*row) for row in rows.values_list("article__slug", "language", "published_at")]


def article_slugs() -> frozenset[str]:
    """The slugs of all articles, in whatever state."""
    return frozenset(Article.objects.values_list("slug", flat=True))


def topics_of_articles() -> dict[str, str]:
    """The topic of the upper level in which each published article stands, by the slugs of both."""
    rows = Article.objects.filter(state=Article.State.PUBLISHED).values_list(
        "slug", "topic__slug", "topic__parent__slug"
    )
    return {slug: parent or topic for slug, topic, parent in rows}


def topic_places() -> frozenset[tuple[str, str]]:
    """Every topic by its slug and its parent's, which is empty at the top."""
    rows = Topic.objects.values_list("slug", "parent__slug")
    return frozenset((slug, parent or "") for slug, parent in rows)
