"""Drafts, versions and what readers said: for editors alone; everybody else meets what does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from loket.knowledge.models import (
    Article,
    ArticleDay,
    ArticleFeedback,
    ArticleTranslation,
    Revision,
    Topic,
    TopicTitle,
)
from loket.knowledge.queries.articles import is_out_of_date
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role


@dataclass(frozen=True, slots=True)
class Reception:
    """How readers took a translation: views since a day, and answers to "did this help?" for its version."""

    views: int
    helped: int
    did_not_help: int
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageState:
    """One language of an article in an editor's list."""

    language: str
    title: str
    version: int
    is_published: bool
    has_newer_draft: bool
    is_out_of_date: bool


@dataclass(frozen=True, slots=True)
class EditorRow:
    """One article in an editor's list."""

    slug: str
    state: str
    topic: str
    languages: tuple[LanguageState, ...]


def may_edit(actor: Actor) -> bool:
    """Whether ``actor`` may see and write drafts."""
    return isinstance(actor, SystemActor) or is_staff_with(actor, Role.EDITOR)


def articles_visible_to(actor: Actor) -> QuerySet[Article]:
    """All articles with their drafts, for editors; the published ones for everybody else."""
    if may_edit(actor):
        return Article.objects.all()
    shown = Q(state=Article.State.PUBLISHED, translations__published__isnull=False)
    return Article.objects.filter(shown).distinct()


def editor_rows(actor: Actor, *, state: str = "", topic: str = "", text: str = "") -> list[EditorRow]:
    """The articles for an editor's list in two queries; none for anybody else."""
    if not may_edit(actor):
        return []
    rows = Article.objects.select_related("topic").prefetch_related(_WITH_TEXTS).order_by("position", "id")
    if state:
        rows = rows.filter(state=state)
    if topic:
        rows = rows.filter(Q(topic__slug=topic) | Q(topic__parent__slug=topic))
    if text:
        words = text.replace("\0", "")
        rows = rows.filter(Q(slug__icontains=words) | Q(translations__latest__question__icontains=words)).distinct()
    return [EditorRow(each.slug, each.state, each.topic.slug, _languages(each)) for each in rows]


def article_for(actor: Actor, slug: str) -> Article:
    """An article with its translations, drafts included; raises NotVisible."""
    _editors_only(actor)
    found = Article.objects.filter(slug=slug).select_related("topic__parent").prefetch_related(_WITH_TEXTS).first()
    if found is None:
        raise NotVisible
    return found


def language_states(article: Article) -> tuple[LanguageState, ...]:
    """How far each language of an article is; the article comes from ``article_for``."""
    return _languages(article)


def translation_for(actor: Actor, slug: str, language: str) -> ArticleTranslation:
    """One language of an article with its latest and its published version; raises NotVisible."""
    _editors_only(actor)
    rows = ArticleTranslation.objects.select_related("article__topic", "latest", "published")
    found = rows.filter(article__slug=slug, language__iexact=language).first()
    if found is None:
        raise NotVisible
    return found


def revisions_for(actor: Actor, translation: ArticleTranslation) -> QuerySet[Revision]:
    """Every version of a translation, the newest first, with its author."""
    _editors_only(actor)
    return Revision.objects.filter(translation=translation).select_related("author").order_by("-version")


def revision_for(actor: Actor, slug: str, language: str, version: int) -> Revision:
    """One version of one language; raises NotVisible."""
    _editors_only(actor)
    rows = Revision.objects.select_related("translation__article", "author")
    found = rows.filter(
        translation__article__slug=slug, translation__language__iexact=language, version=version
    ).first()
    if found is None:
        raise NotVisible
    return found


def topics_for(actor: Actor) -> QuerySet[Topic]:
    """All topics with their names and how many articles stand in each, for editors."""
    _editors_only(actor)
    titles = Prefetch("titles", TopicTitle.objects.order_by("language"))
    topics = Topic.objects.select_related("parent").prefetch_related(titles).annotate(held=Count("articles"))
    return topics.order_by("parent__position", "position", "id")


def topic_for(actor: Actor, slug: str, *, parent: str = "") -> Topic:
    """One topic; raises NotVisible."""
    found = topics_for(actor).filter(slug=slug, **({"parent__slug": parent} if parent else {"parent": None})).first()
    if found is None:
        raise NotVisible
    return found


def reception_of(actor: Actor, translation: ArticleTranslation, *, since: date) -> Reception:
    """How readers took a translation; comments of the published version, the newest first."""
    _editors_only(actor)
    views = ArticleDay.objects.filter(translation=translation, day__gte=since).aggregate(sum=Sum("views"))["sum"]
    version = translation.published.version if translation.published else 0
    given = ArticleFeedback.objects.filter(translation=translation, version=version)
    counts = given.aggregate(yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False)))
    comments = given.exclude(comment="").order_by("-created_at").values_list("comment", flat=True)[:50]
    return Reception(views or 0, counts["yes"], counts["no"], tuple(comments))


def _languages(article: Article) -> tuple[LanguageState, ...]:
    translations = list(article.translations.all())
    source = next((each for each in translations if each.language == article.source_language), None)
    return tuple(_language_state(each, source) for each in translations)


def _language_state(each: ArticleTranslation, source: ArticleTranslation | None) -> LanguageState:
    return LanguageState(
        language=each.language,
        title=each.latest.question if each.latest else "",
        version=each.latest.version if each.latest else 0,
        is_published=each.published_id is not None,
        has_newer_draft=each.latest_id != each.published_id,
        is_out_of_date=is_out_of_date(each, source),
    )


def _editors_only(actor: Actor) -> None:
    if not may_edit(actor):
        raise NotVisible


_WITH_TEXTS = Prefetch(
    "translations", ArticleTranslation.objects.select_related("latest", "published").order_by("language")
)
