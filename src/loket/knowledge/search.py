"""Search as you type, over what is published: full text and meaning in one SQL statement."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from loket.knowledge.folding import dictionary_for, fold, prefix_query
from loket.knowledge.passages import first_line
from loket.lib.embedding import Embedder, Vectors, use
from loket.people.language import best_match, canonical, fallback_chain, primary

LETTERS_READ = 200
# Below this, a vector says nothing about what somebody is about to type.
LETTERS_WITH_A_MEANING = 4
HITS = 8


Parameters = dict[str, str | int | list[str] | None]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; ``is_fallback`` when it is shown in another language than the reader's."""

    slug: str
    topic: str
    title: str
    first_line: str
    language: str
    is_fallback: bool


def search(
    text: str, *, language: str, limit: int = HITS, vector: Sequence[float] | Vectors | None = None
) -> list[Hit]:
    """The published articles nearest to ``text``, best first; nothing for a text without letters.

    ``vector`` is the text's meaning by the engine ``use``, computed here when it is not given.
    """
    words = text[:LETTERS_READ].replace("\0", " ").encode("utf-8", "ignore").decode()
    query, tag = prefix_query(words), _tag(language)
    if not query:
        return []
    if len(fold(words)) < LETTERS_WITH_A_MEANING:
        vector = None
    elif vector is None:
        vector = use().embed([words])[0]
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, _parameters(query, tag, limit=limit, vector=vector))
        rows = cursor.fetchall()
    return [
        Hit(slug, topic, title, first_line(answer), shown, is_fallback=best_match(tag, [shown]) is None)
        for slug, topic, title, answer, shown in rows
    ]


def measure_search(texts: Sequence[str], *, language: str, embedder: Embedder | None = None) -> tuple[float, float]:
    """The median and the 95th percentile in ms of searching for each of these texts, the vector included."""
    engine = embedder or use()
    durations: list[float] = []
    for text in texts:
        started = time.perf_counter()
        search(text, language=language, vector=engine.embed([text])[0])
        durations.append((time.perf_counter() - started) * 1000)
    durations.sort()
    return durations[len(durations) // 2], durations[min(len(durations) - 1, int(len(durations) * 0.95))]


def _tag(language: str) -> str:
    try:
        return canonical(language)
    except ValueError:
        return "en"


def _parameters(query: str, tag: str, *, limit: int, vector: Sequence[float] | Vectors | None) -> Parameters:
    own = primary(tag)
    # Languages to show an article in, the reader's own first, as prefixes of tags.
    neighbours = [primary(each) for each in fallback_chain(tag, _NEIGHBOURS_KNOWN)]
    return {
        "dictionary": dictionary_for(tag),
        "query": query,
        "tag": tag,
        "own": own,
        "own_prefix": f"{own}-%",
        "chain": list(dict.fromkeys([own, *neighbours])),
        "vector": None if vector is None else "[" + ",".join(f"{float(each):.6g}" for each in vector) + "]",
        "limit": max(1, min(limit, 50)),
    }


# Enough for a chain of primary languages; the rest follows in the order of their tags.
_NEIGHBOURS_KNOWN = ("en", "es", "pt", "id", "ms", "ru", "nb", "sv", "da", "cs", "sk", "hr", "sr")

# ``own`` are the passages in the reader's language; ``others`` those of articles that do not exist in it.
# The vector goes straight into each ORDER BY: from a CTE or a join, an HNSW index would not be used.
# The two rankings are fused by reciprocal rank; a word that was found counts a little more than a likeness.
_SEARCH = """
WITH wanted AS MATERIALIZED (
    SELECT to_tsquery(%(dictionary)s::regconfig, %(query)s) || to_tsquery('simple', %(query)s) AS words
), eligible AS MATERIALIZED (
    SELECT t.id, t.article_id, t.language = %(own)s OR t.language LIKE %(own_prefix)s AS is_own
    FROM knowledge_articletranslation t
    JOIN knowledge_article a ON a.id = t.article_id AND a.state = 'published'
    WHERE t.published_id IS NOT NULL
      AND (t.language = %(own)s OR t.language LIKE %(own_prefix)s OR NOT EXISTS (
          SELECT 1 FROM knowledge_articletranslation o
          WHERE o.article_id = t.article_id AND o.published_id IS NOT NULL
            AND (o.language = %(own)s OR o.language LIKE %(own_prefix)s)))
), lexical AS (
    SELECT e.article_id, rank() OVER (ORDER BY max(ts_rank(p.words, wanted.words)) DESC) AS place
    FROM knowledge_passage p JOIN eligible e ON e.id = p.translation_id, wanted
    WHERE p.words @@ wanted.words
    GROUP BY e.article_id ORDER BY place LIMIT 50
), near AS (
    (SELECT translation_id, vector <=> %(vector)s::vector AS distance FROM knowledge_passage
     WHERE %(vector)s::text IS NOT NULL AND vector IS NOT NULL
       AND (language = %(own)s OR language LIKE %(own_prefix)s)
     ORDER BY vector <=> %(vector)s::vector LIMIT 120)
    UNION ALL
    (SELECT translation_id, vector <=> %(vector)s::vector FROM knowledge_passage
     WHERE %(vector)s::text IS NOT NULL AND vector IS NOT NULL
       AND translation_id IN (SELECT id FROM eligible WHERE NOT is_own)
     ORDER BY vector <=> %(vector)s::vector LIMIT 120)
), meant AS (
    SELECT e.article_id, rank() OVER (ORDER BY min(near.distance)) AS place
    FROM near JOIN eligible e ON e.id = near.translation_id
    WHERE near.distance < 0.75
    GROUP BY e.article_id
), fused AS (
    SELECT article_id, sum(score) AS score FROM (
        SELECT article_id, 1.1 / (10 + place) AS score FROM lexical
        UNION ALL SELECT article_id, 1.0 / (10 + place) FROM meant) AS each_way
    GROUP BY article_id ORDER BY score DESC, article_id LIMIT %(limit)s
)
SELECT a.slug, coalesce(parent.slug, topic.slug), r.question, left(r.answer, 1000), shown.language
FROM fused
JOIN knowledge_article a ON a.id = fused.article_id
JOIN knowledge_topic topic ON topic.id = a.topic_id
LEFT JOIN knowledge_topic parent ON parent.id = topic.parent_id
CROSS JOIN LATERAL (
    SELECT t.language, t.published_id FROM knowledge_articletranslation t
    WHERE t.article_id = fused.article_id AND t.published_id IS NOT NULL
    ORDER BY t.language <> %(tag)s, array_position(%(chain)s, split_part(t.language, '-', 1)), t.language
    LIMIT 1
) AS shown
JOIN knowledge_revision r ON r.id = shown.published_id
ORDER BY fused.score DESC, a.position, a.id
"""
