"""Links from a short name to its article: to the editor for who may edit, to the help centre for everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from loket.knowledge.access import articles_visible_to, may_edit
from loket.knowledge.queries.titles import article_titles
from loket.people.actors import Actor
from loket.people.language import fallback_chain, from_django


@dataclass(frozen=True, slots=True)
class Link:
    """An article as lists show it; ``url`` is empty where it does not exist or is out of sight."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    """The links to some articles, each in the language that is asked for or the nearest it is written in."""

    titles: Mapping[str, str]
    languages: Mapping[str, tuple[str, ...]]
    is_editor: bool

    def one(self, slug: str, language: str = "") -> Link | None:
        """The link to one article; None for an empty name."""
        if not slug:
            return None
        return Link(slug, self.titles.get(slug, slug), self._url(slug, language))

    def all(self, slugs: Iterable[str], language: str = "") -> tuple[Link, ...]:
        """The links to several articles."""
        return tuple(link for slug in slugs if (link := self.one(slug, language)))

    def _url(self, slug: str, language: str) -> str:
        written = self.languages.get(slug, ())
        chain = fallback_chain(language or _reader(), written) if written else ()
        if not chain:
            return ""
        return reverse("desk_article", args=[slug, chain[0]]) if self.is_editor else f"/{chain[0]}/help/{slug}"


def links_to(actor: Actor, slugs: Iterable[str]) -> ArticleLinks:
    """What is needed to link these articles, in two queries."""
    wanted = {slug for slug in slugs if slug}
    languages: dict[str, tuple[str, ...]] = {}
    rows = articles_visible_to(actor).filter(slug__in=wanted).order_by("slug", "translations__language")
    for slug, language in rows.values_list("slug", "translations__language"):
        languages[slug] = (*languages.get(slug, ()), *([language] if language else []))
    return ArticleLinks(article_titles(wanted, reader=_reader()), languages, may_edit(actor))


def _reader() -> str:
    return from_django(get_language() or "en")
