"""Published articles for the API: each in the language asked for, or the closest there is."""

from __future__ import annotations

from itertools import groupby

from loket.api.v1.answers import ArticleOut
from loket.knowledge.queries import ArticleRow, published_articles
from loket.knowledge.search import search
from loket.people.access import NotVisible
from loket.people.language import fallback_chain

MOST_HITS = 50


def list_articles(
    language: str, *, q: str, topic: str | None, limit: int, after: str
) -> tuple[list[ArticleOut], str | None]:
    """One page of articles and the cursor of the next; a search has one page."""
    shown = _shown(language)
    if q.strip():
        hits = [shown[hit.slug] for hit in search(q, language=language, limit=MOST_HITS) if hit.slug in shown]
        found = [each for each in hits if topic is None or topic in {each.topic, each.subtopic}]
        return found[:limit], None
    rows = sorted(shown.values(), key=lambda each: each.id)
    rows = [each for each in rows if each.id > after and (topic is None or topic in {each.topic, each.subtopic})]
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def find_article(slug: str, language: str) -> ArticleOut:
    """One article; raises NotVisible for one that is not published."""
    found = _shown(language).get(slug)
    if found is None:
        raise NotVisible
    return found


def _shown(language: str) -> dict[str, ArticleOut]:
    rows = sorted(published_articles(), key=lambda row: row.article)
    return {slug: _out(list(texts), language) for slug, texts in groupby(rows, key=lambda row: row.article)}


def _out(texts: list[ArticleRow], language: str) -> ArticleOut:
    by_language = {text.language: text for text in texts}
    chosen = by_language[fallback_chain(language, by_language)[0]]
    return ArticleOut.model_construct(
        id=chosen.article,
        topic=chosen.topic,
        subtopic=chosen.subtopic or None,
        language=chosen.language,
        languages=sorted(by_language),
        question=chosen.question,
        answer=chosen.answer,
        url=f"/{chosen.language}/help/{chosen.article}",
    )
