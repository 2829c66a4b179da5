"""Writing articles: everything here makes drafts; readers see them once they are published."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.knowledge.actions.contents import contents_changed, lock_contents
from loket.knowledge.article_errors import ArticleError, StaleDraft
from loket.knowledge.article_lines import BadText, TranslationLine, read_text
from loket.knowledge.folding import fold
from loket.knowledge.import_plans import has_text
from loket.knowledge.models import Article, ArticleTranslation, Revision, Topic
from loket.people.actors import Actor
from loket.people.language import canonical


@transaction.atomic
def create_article(slug: str, *, topic: Topic, language: str, by: Actor) -> ArticleTranslation:
    """Begin an article in the language in which it will be written first; raises ArticleError."""
    slug = slugify(slug)[:100]
    if not slug:
        raise ArticleError(_("An article needs a short name for its address: letters a-z, digits and dashes."))
    last = Article.objects.aggregate(last=Max("position"))["last"]
    try:
        with transaction.atomic():
            article = Article.objects.create(
                slug=slug, topic=topic, source_language=_tag(language), position=0 if last is None else last + 1
            )
    except IntegrityError as error:
        raise ArticleError(_("There is an article “%(slug)s” already.") % {"slug": slug}) from error
    _record("article.created", article, by=by)
    return add_translation(article, language, by=by)


@transaction.atomic
def add_translation(article: Article, language: str, *, by: Actor) -> ArticleTranslation:
    """Make room for an article in one more language, or return the room that is there; raises ArticleError."""
    translation, is_new = ArticleTranslation.objects.get_or_create(article=article, language=_tag(language))
    if is_new:
        _record("article.translation_added", article, by=by, language=translation.language)
    return translation


@transaction.atomic
def save_draft(
    translation: ArticleTranslation,
    *,
    question: str,
    answer: str,
    also_asked: Sequence[str],
    by: Actor,
    base_version: int,
    note: str = "",
) -> Revision:
    """Store a new version that readers do not see yet; the same text as the latest makes none.

    ``base_version`` is the version that the writer started from, 0 for none. Raises StaleDraft where somebody
    has saved since, ArticleError for a text that cannot be stored.
    """
    try:
        text = read_text(question, answer, also_asked)
    except BadText as bad:
        raise ArticleError(str(bad)) from bad
    held = _locked(translation)
    latest = held.latest
    if latest is not None and has_text(latest, text):
        return latest
    if latest is not None and latest.version != base_version:
        raise StaleDraft(text, latest)
    return _add_revision(held, text, by=by, note=note)


@transaction.atomic
def add_also_asked(translation: ArticleTranslation, texts: Sequence[str], *, by: Actor) -> Revision:
    """Store a new version with more ways of asking, which readers do not see yet; those listed already change nothing.

    Translations do not fall behind by it: what there is to translate has stayed the same.
    """
    held = _locked(translation)
    latest = held.latest
    if latest is None:
        raise ArticleError(_("There is no text yet in this language."))
    listed = {fold(each) for each in (latest.question, *latest.also_asked)}
    new = [text for text in dict.fromkeys(texts) if fold(text) not in listed]
    try:
        text = read_text(latest.question, latest.answer, [*latest.also_asked, *new])
    except BadText as bad:
        raise ArticleError(str(bad)) from bad
    if not new:
        return latest
    return _add_revision(held, text, by=by, note=_("Ways of asking added"), same_text_as=latest)


@transaction.atomic
def restore(revision: Revision, *, by: Actor) -> Revision:
    """Make an earlier text the latest again, as a new version; readers see it once it is published."""
    held = _locked(revision.translation)
    text = TranslationLine(revision.question, revision.answer, tuple(revision.also_asked))
    if held.latest is not None and has_text(held.latest, text):
        return held.latest
    note = _("Version %(number)d restored") % {"number": revision.version}
    return _add_revision(held, text, by=by, note=note)


@transaction.atomic
def confirm_up_to_date(translation: ArticleTranslation, *, by: Actor) -> Revision:
    """Note that the latest text still fits its source, as a new version with the same words."""
    held = _locked(translation)
    if held.latest is None:
        raise ArticleError(_("There is no text yet in this language."))
    latest = held.latest
    text = TranslationLine(latest.question, latest.answer, tuple(latest.also_asked))
    return _add_revision(held, text, by=by, note=_("Compared with the source: still right"))


@transaction.atomic
def set_topic(article: Article, topic: Topic, *, by: Actor) -> None:
    """Move an article to another topic or subtopic."""
    if article.topic_id == topic.pk:
        return
    lock_contents()
    article.topic = topic
    article.updated_at = timezone.now()
    article.save(update_fields=["topic", "updated_at"])
    _record("article.moved", article, by=by, topic=topic.slug)
    contents_changed(texts=False)


def _locked(translation: ArticleTranslation) -> ArticleTranslation:
    """The translation as it is now, with its article, kept from others until the transaction ends."""
    rows = ArticleTranslation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("latest", "published", "article").get(pk=translation.pk)


def _add_revision(
    held: ArticleTranslation, text: TranslationLine, *, by: Actor, note: str, same_text_as: Revision | None = None
) -> Revision:
    version = held.latest.version + 1 if held.latest else 1
    if same_text_as is not None:
        source_version = same_text_as.source_version
    else:
        source_version = version if held.language == held.article.source_language else _source_version(held)
    revision = Revision.objects.create(
        translation=held,
        version=version,
        source_version=source_version,
        same_text_as=same_text_as.text_version if same_text_as else None,
        question=text.question,
        answer=text.answer,
        also_asked=list(text.also_asked),
        author_id=by.actor_id,
        note=note[:200],
    )
    held.latest = revision
    held.save(update_fields=["latest"])
    _record("article.saved", held.article, by=by, language=held.language, version=version)
    return revision


def _source_version(held: ArticleTranslation) -> int:
    """The version of the source that a translator has before them: the published one, else the latest."""
    source = (
        ArticleTranslation.objects.filter(article=held.article, language=held.article.source_language)
        .select_related("published", "latest")
        .first()
    )
    revision = (source.published or source.latest) if source else None
    return revision.version if revision else 0


def _tag(language: str) -> str:
    try:
        return canonical(language)
    except ValueError as error:
        raise ArticleError(_("Choose a language such as en, pt-BR or id.")) from error


def _record(action: str, article: Article, *, by: Actor, **data: object) -> None:
    record(action, f"article:{article.pk}", by=by.label, actor_id=by.actor_id, data={"slug": article.slug, **data})
