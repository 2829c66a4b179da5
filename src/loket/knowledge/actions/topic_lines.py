from __future__ import annotations

from django.utils.translation import gettext as _

from loket.knowledge.article_lines import Contents, ImportRefused, LineProblem, TopicLine
from loket.knowledge.models import Topic, TopicTitle
from loket.knowledge.standard_topics import position_of, titles_for

# A topic is known by its own slug and that of its parent, which is empty at the top.
Place = tuple[str, str]


class TopicShelf:
    """All topics of the installation, brought up to date with a file's topic lines and made complete for its articles.

    A topic that no line describes is made with the standard titles or a title from its slug.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._topics: dict[Place, Topic] = {}
        self._created: list[str] = []
        self.has_changed = False
        self._load()
        self._check_depth()
        lines = {(line.slug, line.parent): line for line in contents.topics}
        for parents_first in (True, False):
            self._add_missing(lines, tops=parents_first)
        self._update_positions(lines)
        self._write_titles(lines)

    @property
    def created(self) -> tuple[str, ...]:
        """The slugs of topics that were made, subtopics as ``topic/subtopic``."""
        return tuple(self._created)

    def topic_id(self, topic: str, subtopic: str) -> int:
        """The row in which an article of this topic and subtopic belongs."""
        place = (subtopic, topic) if subtopic else (topic, "")
        return self._topics[place].pk

    def _load(self) -> None:
        for topic in Topic.objects.select_related("parent"):
            self._topics[topic.slug, topic.parent.slug if topic.parent else ""] = topic

    def _check_depth(self) -> None:
        """A subtopic has no subtopics; topics of one name at both levels stay apart."""
        tops = {slug for slug, parent in self._topics if not parent}
        tops |= {line.slug for line in self._contents.topics if not line.parent}
        text = _("parent “%(slug)s” is a subtopic itself; topics have two levels")
        problems = [
            LineProblem(line.number, text % {"slug": line.parent})
            for line in self._contents.topics
            if line.parent and line.parent not in tops and self._is_subtopic(line.parent)
        ]
        if problems:
            raise ImportRefused(problems)

    def _is_subtopic(self, slug: str) -> bool:
        if any(own == slug and parent for own, parent in self._topics):
            return True
        return any(line.slug == slug and line.parent for line in self._contents.topics)

    def _wanted(self) -> list[Place]:
        places: dict[Place, None] = {}
        for line in self._contents.topics:
            places[line.slug, line.parent] = None
            if line.parent:
                places[line.parent, ""] = None
        for article in self._contents.articles:
            places[article.topic, ""] = None
            if article.subtopic:
                places[article.subtopic, article.topic] = None
        return list(places)

    def _add_missing(self, lines: dict[Place, TopicLine], *, tops: bool) -> None:
        missing = [place for place in self._wanted() if place not in self._topics and (place[1] == "") == tops]
        new = {place: self._new_topic(place, lines.get(place), after=index) for index, place in enumerate(missing)}
        Topic.objects.bulk_create(new.values())
        TopicTitle.objects.bulk_create(
            TopicTitle(topic=topic, language=language, title=title)
            for (slug, _parent), topic in new.items()
            if (slug, _parent) not in lines
            for language, title in titles_for(slug).items()
        )
        self._topics |= new
        self._created += [f"{parent}/{slug}" if parent else slug for slug, parent in new]
        self.has_changed |= bool(new)

    def _new_topic(self, place: Place, line: TopicLine | None, *, after: int) -> Topic:
        slug, parent = place
        position = line.position if line and line.position is not None else None
        if position is None:
            siblings = sum(1 for _slug, other in self._topics if other == parent)
            position = siblings + after if parent else position_of(slug)
        return Topic(slug=slug, parent=self._topics[parent, ""] if parent else None, position=position)

    def _update_positions(self, lines: dict[Place, TopicLine]) -> None:
        moved = []
        for place, line in lines.items():
            topic = self._topics[place]
            if line.position is not None and line.position != topic.position:
                topic.position = line.position
                moved.append(topic)
        Topic.objects.bulk_update(moved, ["position"])
        self.has_changed |= bool(moved)

    def _write_titles(self, lines: dict[Place, TopicLine]) -> None:
        held = {
            (title.topic_id, title.language): title
            for title in TopicTitle.objects.filter(topic__in=[self._topics[place] for place in lines])
        }
        new, removed = [], []
        for place, line in lines.items():
            topic = self._topics[place]
            for language, words in line.titles.items():
                stored = held.get((topic.pk, language))
                if words is None and stored is not None:
                    removed.append(stored.pk)
                elif words is not None and (stored is None or stored.title != words):
                    new.append(TopicTitle(topic=topic, language=language, title=words))
        TopicTitle.objects.filter(pk__in=removed).delete()
        TopicTitle.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["topic", "language"], update_fields=["title"]
        )
        self.has_changed |= bool(new or removed)
