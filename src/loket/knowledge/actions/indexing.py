"""Keeps the searchable passages in step with what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from loket.knowledge.folding import dictionary_for, fold
from loket.knowledge.models import ArticleTranslation, Passage
from loket.knowledge.passages import passages_of
from loket.lib.embedding import Embedder, Vectors, use
from loket.lib.vector_cache import VectorCache

PASSAGES_AT_ONCE = 512
PASSAGES_BEFORE_CACHING = 500
# How much a word counts by where it stands: a question above its variants, these above the answer.
_WEIGHTS = {"question": "A", "also_asked": "B", "answer": "D"}

Progress = Callable[[int, int], None]


def index_words(translation_ids: Sequence[int]) -> None:
    """Replace the passages of these translations by those of what is published; the vectors follow in a job."""
    remove_passages(translation_ids)
    shown = ArticleTranslation.objects.filter(
        pk__in=translation_ids, published__isnull=False, article__state="published"
    ).select_related("published")
    rows = [row for translation in shown for row in _rows(translation)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])


def remove_passages(translation_ids: Sequence[int]) -> None:
    """Take these translations out of the search."""
    Passage.objects.filter(translation_id__in=translation_ids).delete()


def fill_vectors(*, progress: Progress | None = None, embedder: Embedder | None = None) -> int:
    """Give every passage without a vector its own; ``progress(done, total)``. Returns how many were filled."""
    total, done = Passage.objects.filter(vector=None).count(), 0
    if not total:
        return 0
    vectors_of = _embedding(embedder or use(), is_worth_caching=total > PASSAGES_BEFORE_CACHING)
    waiting = Passage.objects.filter(vector=None).order_by("id").values_list("id", "text")
    while batch := list(waiting[:PASSAGES_AT_ONCE]):
        _store_vectors([key for key, _text in batch], vectors_of([text for _key, text in batch]))
        done += len(batch)
        if progress is not None:
            progress(done, max(total, done))
    with connection.cursor() as cursor:
        # After a large import the planner would otherwise search as if the table were still empty.
        cursor.execute("ANALYZE knowledge_passage, knowledge_articletranslation, knowledge_article")
    return done


def _embedding(engine: Embedder, *, is_worth_caching: bool) -> Callable[[Sequence[str]], Vectors]:
    """How to embed: through the shared cache where there is much to do; reading it costs more than a few texts."""
    if not is_worth_caching:
        return engine.embed
    cache = VectorCache(Path(settings.LOKET_DATA) / "vectors")
    return lambda texts: cache.vectors(texts, engine)


def _rows(translation: ArticleTranslation) -> Iterable[tuple[int, str, str, int, str, str, str, str]]:
    revision, language = translation.published, translation.language
    if revision is None:
        return
    dictionary = dictionary_for(language)
    for passage in passages_of(revision.question, revision.also_asked, revision.answer):
        yield (
            translation.pk, language, passage.kind, passage.position, passage.text,
            dictionary, fold(passage.text), _WEIGHTS[passage.kind],
        )  # fmt: skip


def _store_vectors(keys: Sequence[int], vectors: Vectors) -> None:
    texts = ["[" + ",".join(map("%.6g".__mod__, vector)) + "]" for vector in vectors.tolist()]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE knowledge_passage SET vector = new.vector::vector"
            " FROM unnest(%s::bigint[], %s::text[]) AS new (id, vector) WHERE knowledge_passage.id = new.id",
            [list(keys), texts],
        )


_INSERT = """
INSERT INTO knowledge_passage (translation_id, language, kind, position, text, words)
SELECT translation_id, language, kind, position, text,
       setweight(to_tsvector(dictionary::regconfig, folded), weight::"char")
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
  AS new (translation_id, language, kind, position, text, dictionary, folded, weight)
"""
