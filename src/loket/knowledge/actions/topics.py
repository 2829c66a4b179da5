"""The shelves that articles stand on: topics, and subtopics one level below them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.knowledge.actions.contents import contents_changed
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.article_limits import TITLE_LETTERS
from loket.knowledge.models import Article, Topic, TopicTitle
from loket.people.actors import Actor
from loket.people.language import canonical


@transaction.atomic
def add_topic(
    slug: str, *, titles: Mapping[str, str], parent: Topic | None = None, position: int | None = None, by: Actor
) -> Topic:
    """Add a topic, or with a parent a subtopic; raises ArticleError."""
    slug = slugify(slug)[:60]
    if not slug:
        raise ArticleError(_("A topic needs a short name for its address: letters a-z, digits and dashes."))
    if parent is not None and parent.parent_id is not None:
        raise ArticleError(_("A subtopic cannot have subtopics of its own."))
    if position is None:
        position = Topic.objects.filter(parent=parent).count()
    try:
        with transaction.atomic():
            topic = Topic.objects.create(slug=slug, parent=parent, position=position)
    except IntegrityError as error:
        raise ArticleError(_("There is a topic “%(slug)s” already.") % {"slug": slug}) from error
    _set_titles(topic, titles)
    _follow("topic.added", topic, by=by)
    return topic


@transaction.atomic
def rename_topic(topic: Topic, *, titles: Mapping[str, str], by: Actor) -> None:
    """Give a topic these names by language; an empty one removes it, a language not named stays."""
    _set_titles(topic, titles)
    _follow("topic.renamed", topic, by=by)


@transaction.atomic
def place_topic(topic: Topic, *, position: int, by: Actor) -> None:
    """Say where a topic stands among its siblings."""
    topic.position = max(0, position)
    topic.save(update_fields=["position"])
    _follow("topic.placed", topic, by=by)


@transaction.atomic
def remove_topic(topic: Topic, *, by: Actor) -> None:
    """Remove an empty topic with its empty subtopics; raises ArticleError while articles stand in it."""
    below = [topic.pk, *Topic.objects.filter(parent=topic).values_list("pk", flat=True)]
    if Article.objects.filter(topic__in=below).exists():
        raise ArticleError(_("Articles stand in this topic. Move them first."))
    _follow("topic.removed", topic, by=by)
    topic.delete()


def _set_titles(topic: Topic, titles: Mapping[str, str]) -> None:
    for language, words in titles.items():
        try:
            tag = canonical(language)
        except ValueError as error:
            raise ArticleError(_("Choose a language such as en, pt-BR or id.")) from error
        title = " ".join(words.replace("\0", "").split())[:TITLE_LETTERS]
        if title:
            TopicTitle.objects.update_or_create(topic=topic, language=tag, defaults={"title": title})
        else:
            TopicTitle.objects.filter(topic=topic, language=tag).delete()


def _follow(action: str, topic: Topic, *, by: Actor) -> None:
    record(action, f"topic:{topic.pk}", by=by.label, actor_id=by.actor_id, data={"slug": topic.slug})
    contents_changed(texts=False)
