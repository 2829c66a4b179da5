"""Which translation of each article a reader is shown; shared by the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from loket.knowledge.models import Topic
from loket.people.language import best_match, fallback_chain


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as a list shows it; ``is_fallback`` when its title is in another language than the reader's."""

    slug: str
    title: str
    language: str
    is_fallback: bool
    topic: str = ""
    topic_title: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One article in the language shown; ``views`` are those of the last days in all languages."""

    article_id: int
    slug: str
    title: str
    language: str
    topic_id: int
    parent_id: int | None
    views: int

    @property
    def top_id(self) -> int:
        """The topic of the upper level under which the article stands."""
        return self.parent_id or self.topic_id


def shown_articles(
    chain: list[str], *, top_topic: int | None = None, per_topic: int | None = None, among: Iterable[int] | None = None
) -> list[ShownRow]:
    """Published articles in the first language of ``chain`` that each has, the most read of a topic first.

    Of one topic of the upper level, of ``among`` these articles, and at most ``per_topic`` of each topic.
    """
    wanted = None if among is None else list(among)
    with connection.cursor() as cursor:
        cursor.execute(
            _SHOWN,
            {"chain": chain, "top": top_topic, "per_topic": per_topic, "among": wanted},
        )
        return [ShownRow(*row) for row in cursor.fetchall()]


def link_of(row: ShownRow, *, reader: str, topics: dict[int, Topic] | None = None) -> ArticleLink:
    """The row as a list shows it."""
    top = (topics or {}).get(row.top_id)
    return ArticleLink(
        slug=row.slug,
        title=row.title,
        language=row.language,
        is_fallback=best_match(reader, [row.language]) is None,
        topic=top.slug if top else "",
        topic_title=title_of(top, reader) if top else "",
    )


def title_of(topic: Topic, reader: str) -> str:
    """The topic's name in the reader's language or the nearest; its slug when it has none."""
    titles = {title.language: title.title for title in topic.titles.all()}
    chain = fallback_chain(reader, titles)
    return titles[chain[0]] if chain else topic.slug


# Views are counted over 30 days, so that what mattered last year makes room.
_SHOWN = """
WITH shown AS (
    SELECT DISTINCT ON (t.article_id) t.article_id, t.language, t.published_id,
           a.slug, a.position, a.topic_id, topic.parent_id
    FROM knowledge_articletranslation t
    JOIN knowledge_article a ON a.id = t.article_id AND a.state = 'published'
    JOIN knowledge_topic topic ON topic.id = a.topic_id
    WHERE t.published_id IS NOT NULL
      AND (%(top)s::bigint IS NULL OR coalesce(topic.parent_id, topic.id) = %(top)s)
      AND (%(among)s::bigint[] IS NULL OR a.id = ANY(%(among)s))
    ORDER BY t.article_id, array_position(%(chain)s::text[], t.language::text)
), read AS (
    SELECT t.article_id, sum(d.views) AS views
    FROM knowledge_articleday d JOIN knowledge_articletranslation t ON t.id = d.translation_id
    WHERE d.day > current_date - 30 GROUP BY t.article_id
), ranked AS (
    SELECT shown.*, coalesce(read.views, 0) AS views,
           row_number() OVER (PARTITION BY coalesce(parent_id, topic_id)
                              ORDER BY coalesce(read.views, 0) DESC, position, shown.article_id) AS place
    FROM shown LEFT JOIN read ON read.article_id = shown.article_id
)
SELECT ranked.article_id, ranked.slug, r.question, ranked.language, ranked.topic_id, ranked.parent_id, ranked.views
FROM ranked JOIN knowledge_revision r ON r.id = ranked.published_id
WHERE %(per_topic)s::int IS NULL OR place <= %(per_topic)s
ORDER BY ranked.place, ranked.article_id
"""
