"""Writes all topics and articles as JSON Lines, such as an import reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import Prefetch

from loket.knowledge.models import Article, ArticleTranslation, Topic, TopicTitle

ARTICLES_AT_ONCE = 500


def export_lines() -> Iterator[str]:
    """Every topic, then every article, one JSON text a line without its line end.

    Of each language the text that readers see; one that was never published is marked as a draft.
    """
    titles = Prefetch("titles", TopicTitle.objects.order_by("language"))
    topics = Topic.objects.select_related("parent").prefetch_related(titles)
    for topic in sorted(topics, key=lambda each: (each.parent_id is not None, each.position, each.pk)):
        if topic.titles.all():
            yield _json(_topic(topic))
    for article in _articles():
        yield _json(_article(article))


def count_articles() -> int:
    """How many articles an export will hold."""
    return Article.objects.count()


def _articles() -> Iterator[Article]:
    translations = Prefetch(
        "translations",
        ArticleTranslation.objects.select_related("published", "latest").order_by("language"),
    )
    articles = Article.objects.select_related("topic__parent").prefetch_related(translations)
    return articles.order_by("position", "id").iterator(chunk_size=ARTICLES_AT_ONCE)


def _topic(topic: Topic) -> dict[str, object]:
    line: dict[str, object] = {
        "topic": topic.slug,
        "titles": {title.language: title.title for title in topic.titles.all()},
        "position": topic.position,
    }
    if topic.parent is not None:
        line["parent"] = topic.parent.slug
    return line


def _article(article: Article) -> dict[str, object]:
    topic, parent = article.topic, article.topic.parent
    line: dict[str, object] = {"id": article.slug, "topic": parent.slug if parent else topic.slug}
    if parent:
        line["subtopic"] = topic.slug
    if article.flow:
        line["flow"] = article.flow
    if article.state != Article.State.PUBLISHED:
        line["state"] = article.state
    line["source_language"] = article.source_language
    line["translations"] = {
        each.language: _translation(each, inside_draft=article.state == Article.State.DRAFT)
        for each in article.translations.all()
    }
    return line


def _translation(translation: ArticleTranslation, *, inside_draft: bool) -> dict[str, object] | None:
    revision = translation.published or translation.latest
    if revision is None:
        return None
    fields: dict[str, object] = {
        "question": revision.question,
        "answer": revision.answer,
        "also_asked": revision.also_asked,
    }
    if translation.published is None and not inside_draft:
        fields["state"] = "draft"
    return fields


def _json(line: dict[str, object]) -> str:
    # Some readers take U+2028 and its like for line ends, and json leaves them as they are.
    text = json.dumps(line, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
