"""The editors' list of articles: what is written, missing or behind in each language, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loket.knowledge.access import LanguageState, language_states, may_edit
from loket.knowledge.models import Article, ArticleTranslation
from loket.people.actors import Actor

PAGE = 50
# States of one language, where a language is chosen; else of any.
LANGUAGE_STATES = ("published", "draft", "missing", "behind")


@dataclass(frozen=True, slots=True)
class ListFilters:
    """What an editor looks for; an empty text asks for nothing."""

    text: str = ""
    topic: str = ""
    state: str = ""
    language: str = ""
    # The languages in which an article should stand, for finding what is missing.
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article as the list shows it; ``topic_id`` names the topic or subtopic it stands in."""

    slug: str
    state: str
    title: str
    topic_id: int
    source_language: str
    languages: tuple[LanguageState, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A page of the list, the slug after which the next begins (empty on the last), and how many there are in all."""

    rows: tuple[ListedArticle, ...]
    next: str
    total: int


def list_articles(actor: Actor, filters: ListFilters, *, after: str = "") -> ArticlePage:
    """The articles that fit, by position; nothing for anybody but editors."""
    if not may_edit(actor):
        return ArticlePage((), "", 0)
    fitting = _fitting(filters)
    total = fitting.count()
    last = Article.objects.filter(slug=after).only("position", "pk").first() if after else None
    if last is not None:
        fitting = fitting.filter(Q(position__gt=last.position) | Q(position=last.position, pk__gt=last.pk))
    found = list(fitting.order_by("position", "pk").prefetch_related(_WITH_TEXTS)[: PAGE + 1])
    rows = tuple(_row(each) for each in found[:PAGE])
    return ArticlePage(rows, rows[-1].slug if len(found) > PAGE else "", total)


def _fitting(filters: ListFilters) -> QuerySet[Article]:
    rows = Article.objects.all()
    rows = rows.filter(state="archived") if filters.state == "archived" else rows.exclude(state="archived")
    if filters.topic:
        rows = rows.filter(Q(topic__slug=filters.topic) | Q(topic__parent__slug=filters.topic))
    if filters.text:
        words = filters.text.replace("\0", "")
        written = ArticleTranslation.objects.filter(article=OuterRef("pk"))
        rows = rows.filter(Q(slug__icontains=words) | Exists(written.filter(latest__question__icontains=words)))
    if filters.state in LANGUAGE_STATES:
        return _in_state(rows, filters)
    if filters.language:
        rows = rows.filter(Exists(_written(filters.language)))
    return rows


def _in_state(rows: QuerySet[Article], filters: ListFilters) -> QuerySet[Article]:
    if filters.state != "missing":
        return rows.filter(Exists(_written(filters.language).filter(_CONDITIONS[filters.state])))
    wanted = [filters.language] if filters.language else filters.expected
    lacks = [~Exists(_written(language)) for language in wanted]
    return rows.filter(reduce(or_, lacks)) if lacks else rows.none()


def _written(language: str) -> QuerySet[ArticleTranslation]:
    """The translations of the outer article that have a text: in one language, or in any."""
    only: dict[str, Any] = {"language__iexact": language} if language else {}
    return ArticleTranslation.objects.filter(article=OuterRef("pk"), latest__isnull=False, **only).annotate(
        source_now=_SOURCE_VERSION
    )


def _row(article: Article) -> ListedArticle:
    languages = language_states(article)
    titles = {each.language: each.title for each in languages if each.title}
    title = titles.get(article.source_language) or next(iter(titles.values()), article.slug)
    return ListedArticle(article.slug, article.state, title, article.topic_id, article.source_language, languages)


_SOURCE_VERSION = Subquery(
    ArticleTranslation.objects.filter(
        article=OuterRef("article"), language=OuterRef("article__source_language")
    ).values(text_version=Coalesce("published__same_text_as", "published__version"))[:1]
)
_CONDITIONS = {
    "published": Q(published__isnull=False),
    "draft": Q(published__isnull=True) | ~Q(latest=F("published")),
    "behind": ~Q(language=F("article__source_language"))
    & (
        Q(published__source_version__lt=F("source_now"))
        | Q(published__isnull=True, latest__source_version__lt=F("source_now"))
    ),
}
_WITH_TEXTS = Prefetch(
    "translations", ArticleTranslation.objects.select_related("latest", "published").order_by("language")
)
