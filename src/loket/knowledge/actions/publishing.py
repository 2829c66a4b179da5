"""What readers see: publishing, taking back, putting away."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.knowledge.actions.contents import contents_changed, lock_contents
from loket.knowledge.actions.indexing import index_words
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.models import Article, ArticleTranslation, Revision
from loket.people.actors import Actor

State = Article.State


@transaction.atomic
def publish(translation: ArticleTranslation, *, by: Actor) -> Revision:
    """Show readers the latest version; an archived article comes back with it. Raises ArticleError without a text."""
    lock_contents()
    held, article = _locked(translation)
    latest = held.latest
    if latest is None:
        raise ArticleError(_("There is no text yet in this language."))
    if held.published_id == latest.pk and article.state == State.PUBLISHED:
        return latest
    held.published, held.published_at = latest, timezone.now()
    held.save(update_fields=["published", "published_at"])
    _set_state(article, State.PUBLISHED)
    _follow(article, "article.published", by=by, language=held.language, version=latest.version)
    return latest


@transaction.atomic
def unpublish(translation: ArticleTranslation, *, by: Actor) -> None:
    """Take one language back from readers; its versions stay. The last one makes the article a draft."""
    lock_contents()
    held, article = _locked(translation)
    if held.published_id is None:
        return
    held.published, held.published_at = None, None
    held.save(update_fields=["published", "published_at"])
    others = ArticleTranslation.objects.filter(article=article, published__isnull=False)
    if article.state == State.PUBLISHED and not others.exists():
        _set_state(article, State.DRAFT)
    # The one that was taken back is among them: a translation that is not published loses its passages.
    _follow(article, "article.unpublished", by=by, language=held.language)


@transaction.atomic
def archive(article: Article, *, by: Actor) -> None:
    """Put an article away with all its languages; nothing of it is lost."""
    _turn(article, State.ARCHIVED, "article.archived", by=by)


@transaction.atomic
def bring_back(article: Article, *, by: Actor) -> None:
    """Show an archived article again as it was; a draft where it was never published."""
    shown = ArticleTranslation.objects.filter(article=article, published__isnull=False)
    _turn(article, State.PUBLISHED if shown.exists() else State.DRAFT, "article.brought_back", by=by)


def _turn(article: Article, state: Article.State, action: str, *, by: Actor) -> None:
    lock_contents()
    article.refresh_from_db(fields=["state"])
    if article.state == state:
        return
    _set_state(article, state)
    _follow(article, action, by=by)


def _locked(translation: ArticleTranslation) -> tuple[ArticleTranslation, Article]:
    rows = ArticleTranslation.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("latest", "article").get(pk=translation.pk)
    return held, held.article


def _set_state(article: Article, state: Article.State) -> None:
    article.state = state
    article.updated_at = timezone.now()
    article.save(update_fields=["state", "updated_at"])


def _follow(article: Article, action: str, *, by: Actor, **data: object) -> None:
    """Everything that follows from a change that readers see: search, history, the contents' version."""
    index_words(list(ArticleTranslation.objects.filter(article=article).values_list("pk", flat=True)))
    data["slug"] = article.slug
    record(action, f"article:{article.pk}", by=by.label, actor_id=by.actor_id, data=data)
    contents_changed()
