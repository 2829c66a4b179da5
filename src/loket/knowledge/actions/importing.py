"""Brings whole files of articles in: all of a file or nothing of it, in few statements however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from loket.history.actions import record
from loket.knowledge.actions.contents import contents_changed, lock_contents
from loket.knowledge.actions.indexing import index_words
from loket.knowledge.actions.topic_lines import TopicShelf
from loket.knowledge.article_lines import ArticleLine, ImportRefused, read_lines
from loket.knowledge.import_plans import Plan, plan_line, source_of
from loket.knowledge.models import Article, ArticleTranslation, Revision
from loket.people.actors import SYSTEM, Actor

ARTICLES_AT_ONCE = 250
BATCH = 1000

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ImportSummary:
    """What an import did, counted."""

    articles: int
    new_articles: int = 0
    new_versions: int = 0
    removed_translations: int = 0
    new_topics: tuple[str, ...] = ()
    changed: bool = False


def import_articles(
    lines: Iterable[str | bytes], *, by: Actor = SYSTEM, note: str = "", progress: Progress | None = None
) -> ImportSummary:
    """Store a file of JSON Lines and publish it, or raise ImportRefused and store nothing of it.

    A draft line is stored beside what readers see and changes nothing for them. ``progress(done, total)``
    counts articles.
    """
    contents = read_lines(lines)
    summary = ImportSummary(articles=len(contents.articles))
    with transaction.atomic():
        lock_contents()
        shelf = TopicShelf(contents)
        summary.new_topics = shelf.created
        for start in range(0, summary.articles, ARTICLES_AT_ONCE):
            run = contents.articles[start : start + ARTICLES_AT_ONCE]
            _import_run(run, shelf, summary, by=by, note=note)
            if progress is not None:
                progress(start + len(run), summary.articles)
        if summary.changed or shelf.has_changed:
            _announce(summary, by=by)
    return summary


def _import_run(run: Sequence[ArticleLine], shelf: TopicShelf, summary: ImportSummary, *, by: Actor, note: str) -> None:
    now, plan = timezone.now(), Plan()
    articles = _articles(run, shelf, plan, summary=summary, now=now)
    held = _held(run, articles)
    for line in run:
        plan_line(plan, line, articles[line.slug], held[articles[line.slug].pk])
    if plan.problems:
        raise ImportRefused(plan.problems)
    _write(plan, now=now, by=by, note=note)
    summary.new_versions += len(plan.revisions)
    summary.removed_translations += len(plan.removed)
    summary.changed |= not plan.is_empty


def _articles(
    run: Sequence[ArticleLine], shelf: TopicShelf, plan: Plan, *, summary: ImportSummary, now: datetime
) -> dict[str, Article]:
    """The articles of these lines, new ones made; where another has a new place or flow, the plan says so."""
    known = {each.slug: each for each in Article.objects.filter(slug__in=[line.slug for line in run])}
    position = Article.objects.count()
    new: list[Article] = []
    for line in run:
        topic_id = shelf.topic_id(line.topic, line.subtopic)
        if line.slug in known:
            _update_article(known[line.slug], line, plan, topic_id=topic_id)
            continue
        new.append(
            Article(
                slug=line.slug,
                topic_id=topic_id,
                flow=line.flow or "",
                position=position + len(new),
                source_language=source_of(line),
                created_at=now,
                updated_at=now,
            )
        )
    Article.objects.bulk_create(new, batch_size=BATCH)
    summary.new_articles += len(new)
    return known | {each.slug: each for each in new}


def _update_article(article: Article, line: ArticleLine, plan: Plan, *, topic_id: int) -> None:
    flow = article.flow if line.flow is None else line.flow
    if (topic_id, flow) != (article.topic_id, article.flow):
        article.topic_id, article.flow = topic_id, flow
        plan.changed[article.slug] = article


def _held(run: Sequence[ArticleLine], articles: dict[str, Article]) -> dict[int, dict[str, ArticleTranslation]]:
    """All translations of these articles by article and language, the missing ones made."""
    held: dict[int, dict[str, ArticleTranslation]] = {each.pk: {} for each in articles.values()}
    stored = ArticleTranslation.objects.filter(article__in=articles.values()).select_related("latest", "published")
    for translation in stored.select_for_update(of=("self",), no_key=True).order_by("id"):
        held[translation.article_id][translation.language] = translation
    new = [
        ArticleTranslation(article=articles[line.slug], language=language)
        for line in run
        for language, given in line.translations.items()
        if given is not None and language not in held[articles[line.slug].pk]
    ]
    for translation in ArticleTranslation.objects.bulk_create(new, batch_size=BATCH):
        held[translation.article_id][translation.language] = translation
    return held


def _write(plan: Plan, *, now: datetime, by: Actor, note: str) -> None:
    for revision in plan.revisions:
        revision.author_id, revision.note, revision.created_at = by.actor_id, note, now
    Revision.objects.bulk_create(plan.revisions, batch_size=BATCH)
    _point_at(plan, now=now)
    ArticleTranslation.objects.filter(pk__in=[each.pk for each in plan.removed]).delete()
    Article.objects.bulk_update(plan.changed.values(), ["topic", "flow", "state", "source_language"], batch_size=BATCH)
    touched = {each.translation.article_id for each in [*plan.revisions, *plan.published]}
    touched |= {each.pk for each in plan.changed.values()} | {each.article_id for each in plan.removed}
    Article.objects.filter(pk__in=touched).update(updated_at=now)
    turned = ArticleTranslation.objects.filter(article__in=plan.turned).values_list("pk", flat=True)
    index_words(sorted({each.translation_id for each in plan.published} | set(turned)))


def _point_at(plan: Plan, *, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE knowledge_articletranslation SET latest_id = revision.id FROM knowledge_revision AS revision"
            " WHERE revision.translation_id = knowledge_articletranslation.id AND revision.id = ANY(%s)",
            [[each.pk for each in plan.revisions]],
        )
        cursor.execute(
            "UPDATE knowledge_articletranslation SET published_id = revision.id, published_at = %s"
            " FROM knowledge_revision AS revision"
            " WHERE revision.translation_id = knowledge_articletranslation.id AND revision.id = ANY(%s)",
            [now, [each.pk for each in plan.published]],
        )


def _announce(summary: ImportSummary, *, by: Actor) -> None:
    contents_changed(texts=summary.changed)
    counts = {
        "articles": summary.articles,
        "new_articles": summary.new_articles,
        "new_versions": summary.new_versions,
        "removed_translations": summary.removed_translations,
    }
    record("articles.imported", "articles", by=by.label, actor_id=by.actor_id, data=counts)
