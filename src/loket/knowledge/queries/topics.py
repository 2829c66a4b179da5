from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from loket.knowledge.models import Article, Topic
from loket.knowledge.queries.contents import available_languages
from loket.knowledge.queries.shown import ArticleLink, link_of, shown_articles, title_of
from loket.people.access import NotVisible
from loket.people.language import fallback_chain


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic on the first page: its name, how much it holds, and what is read most."""

    slug: str
    title: str
    count: int
    articles: tuple[ArticleLink, ...]


@dataclass(frozen=True, slots=True)
class TopicSection:
    """A subtopic with its articles; the one with an empty slug holds what belongs to the topic itself."""

    slug: str
    title: str
    articles: tuple[ArticleLink, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic with all its articles, the most read of each section first."""

    slug: str
    title: str
    sections: tuple[TopicSection, ...]
    languages: tuple[str, ...]


def topics_with_most_read(language: str, *, per_topic: int = 3) -> list[TopicCard]:
    """Every topic of the upper level that holds something published, in four queries."""
    chain = fallback_chain(language, available_languages())
    tops = Topic.objects.filter(parent=None).prefetch_related("titles").annotate(count=_PUBLISHED, below=_BELOW)
    # Django drops the ordering of the model where it groups.
    tops = tops.order_by("position", "id")
    read: dict[int, list[ArticleLink]] = {}
    for row in shown_articles(chain, per_topic=per_topic):
        read.setdefault(row.top_id, []).append(link_of(row, reader=language))
    return [
        TopicCard(topic.slug, title_of(topic, language), topic.count + topic.below, tuple(read[topic.pk]))
        for topic in tops
        if topic.pk in read
    ]


def topic_page(slug: str, language: str) -> TopicPage:
    """One topic of the upper level in six queries at most; raises NotVisible where nothing is published."""
    topics = {
        topic.pk: topic
        for topic in Topic.objects.filter(Q(slug=slug, parent=None) | Q(parent__slug=slug)).prefetch_related("titles")
    }
    top = next((topic for topic in topics.values() if topic.parent_id is None), None)
    if top is None:
        raise NotVisible
    languages = available_languages()
    links: dict[int, list[ArticleLink]] = {}
    for row in shown_articles(fallback_chain(language, languages), top_topic=top.pk):
        links.setdefault(row.topic_id, []).append(link_of(row, reader=language))
    if not links:
        raise NotVisible
    subtopics = [topic for topic in topics.values() if topic.parent_id == top.pk and topic.pk in links]
    sections = [TopicSection("", "", tuple(links[top.pk]))] if top.pk in links else []
    sections += [TopicSection(topic.slug, title_of(topic, language), tuple(links[topic.pk])) for topic in subtopics]
    return TopicPage(top.slug, title_of(top, language), tuple(sections), tuple(languages))


_IS_READ = {"state": Article.State.PUBLISHED, "translations__published__isnull": False}
_PUBLISHED = Count(
    "articles", filter=Q(**{f"articles__{name}": value for name, value in _IS_READ.items()}), distinct=True
)
_BELOW = Count(
    "subtopics__articles",
    filter=Q(**{f"subtopics__articles__{name}": value for name, value in _IS_READ.items()}),
    distinct=True,
)
