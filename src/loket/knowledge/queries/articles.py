from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from loket.knowledge.models import Article, ArticleTranslation, Passage, Topic
from loket.knowledge.queries.contents import available_languages, published_translations
from loket.knowledge.queries.shown import ArticleLink, link_of, shown_articles, title_of
from loket.people.access import NotVisible
from loket.people.language import best_match, fallback_chain

RELATED = 4


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same article in a language in which it is published, for ``hreflang`` and the switch."""

    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """A topic above the article; a subtopic's slug is a part of its topic's page."""

    slug: str
    title: str
    is_subtopic: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as a reader sees it; ``language`` is the one actually shown, ``body`` is Markdown.

    ``is_out_of_date``: the text it translates has been published anew since.
    """

    translation_id: int
    slug: str
    flow: str
    question: str
    body: str
    language: str
    is_fallback: bool
    is_out_of_date: bool
    version: int
    published_at: datetime | None
    breadcrumbs: tuple[Breadcrumb, ...]
    alternates: tuple[Alternate, ...]
    related: tuple[ArticleLink, ...]


def article_page(slug: str, language: str) -> ArticlePage:
    """A published article in the reader's language or the nearest, in seven queries; raises NotVisible."""
    translations = {
        each.language: each
        for each in published_translations()
        .filter(article__slug=slug)
        .select_related("article__topic", "published")
        .order_by("language")
    }
    if not translations:
        raise NotVisible
    shown = translations[fallback_chain(language, translations)[0]]
    article, revision = shown.article, shown.published
    assert revision is not None  # noqa: S101  published_translations() says so
    topics = _topics_above(article)
    return ArticlePage(
        translation_id=shown.pk,
        slug=article.slug,
        flow=article.flow,
        question=revision.question,
        body=revision.answer,
        language=shown.language,
        is_fallback=best_match(language, [shown.language]) is None,
        is_out_of_date=is_out_of_date(shown, translations.get(article.source_language)),
        version=revision.version,
        published_at=shown.published_at,
        breadcrumbs=tuple(
            Breadcrumb(topic.slug, title_of(topic, language), topic.parent_id is not None) for topic in topics
        ),
        alternates=tuple(
            Alternate(each.language, each.published.question) for each in translations.values() if each.published
        ),
        related=_related(shown, article, language=language),
    )


def is_out_of_date(translation: ArticleTranslation, source: ArticleTranslation | None) -> bool:
    """Whether the source language was published anew after the text that this translation shows."""
    if source is None or source.pk == translation.pk or source.published is None:
        return False
    revision = translation.published or translation.latest
    return revision is not None and revision.source_version < source.published.text_version


def _topics_above(article: Article) -> list[Topic]:
    topic = article.topic
    above = Topic.objects.filter(pk__in=[topic.pk, *filter(None, [topic.parent_id])]).prefetch_related("titles")
    return sorted(above, key=lambda each: each.parent_id is not None)


def _related(shown: ArticleTranslation, article: Article, *, language: str) -> tuple[ArticleLink, ...]:
    """What people ask next: the articles nearest in meaning, while vectors are missing those of the same topic."""
    vector = (
        Passage.objects.filter(translation=shown, kind=Passage.Kind.QUESTION, vector__isnull=False)
        .values_list("vector", flat=True)
        .first()
    )
    nearest = [] if vector is None else _nearest(vector, shown)
    chain = fallback_chain(language, available_languages())
    if nearest:
        rows = {row.article_id: row for row in shown_articles(chain, among=nearest)}
        chosen = [rows[key] for key in nearest if key in rows]
    else:
        top = article.topic.parent_id or article.topic_id
        chosen = [row for row in shown_articles(chain, top_topic=top) if row.article_id != article.pk]
    return tuple(link_of(row, reader=language) for row in chosen[:RELATED])


def _nearest(vector: object, shown: ArticleTranslation) -> list[int]:
    """The articles whose questions in the same language lie nearest to a vector."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"vector": str(vector), "language": shown.language, "own": shown.pk, "limit": RELATED})
        return [key for (key,) in cursor.fetchall()]


_NEAREST = """
SELECT t.article_id FROM knowledge_passage p JOIN knowledge_articletranslation t ON t.id = p.translation_id
WHERE p.kind = 'question' AND p.language = %(language)s AND p.vector IS NOT NULL AND p.translation_id <> %(own)s
ORDER BY p.vector <=> %(vector)s::vector LIMIT %(limit)s
"""
