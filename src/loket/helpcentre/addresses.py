"""Addresses of the help centre: the language in front, and the same page in the other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.http import urlencode

from loket.people.language import best_match, canonical, display_name, from_django, to_django

INTERFACE_TAGS = tuple(from_django(code) for code, _name in settings.LANGUAGES)
CHOICE = "language"


class LanguageTag:
    """The language part of an address: any tag of a known language, in whatever case."""

    regex = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2}"

    def to_python(self, value: str) -> str:
        """The tag as BCP 47 writes it; ValueError, and so no match, for what names no language."""
        tag = canonical(value)
        if display_name(tag) == tag:
            raise ValueError(f"{value!r} is no language that is known here")
        return tag

    def to_url(self, value: str) -> str:
        """The tag as it is."""
        return value


class OrderNumber:
    """An order's number as one part of an address; its slashes would end the part and are written otherwise."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The number as the marketplace writes it."""
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        """The number without slashes (as RFC 6901 writes them)."""
        return value.replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same page in another language; it keeps the choice."""

    code: str
    url: str
    is_current: bool

    @cached_property
    def name(self) -> str:
        """The language under its own name."""
        return language_name(self.code)


def language_name(tag: str) -> str:
    """The language under its own name, as the operator's settings write it where they do."""
    return str(dict(settings.LANGUAGES).get(to_django(tag), display_name(tag)))


def interface_tag(tag: str) -> str | None:
    """The interface language that serves readers of ``tag``; None where there is none."""
    return best_match(tag, INTERFACE_TAGS)


def is_tag(part: str) -> bool:
    """Whether the first part of an address is one of the interface's languages."""
    return part.lower() in {tag.lower() for tag in INTERFACE_TAGS}


def in_language(path: str, tag: str) -> str:
    """The same path with another language in front."""
    _first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{tag}/{rest}" if rest else f"/{tag}"


def language_links(request: HttpRequest, current: str) -> list[LanguageLink]:
    """The same page in every language of the interface."""
    query = request.GET.dict()
    return [
        LanguageLink(tag, f"{in_language(request.path, tag)}?{urlencode({**query, CHOICE: tag})}", tag == current)
        for tag in INTERFACE_TAGS
    ]


def absolute(path: str) -> str:
    """The address as the outside knows it."""
    return f"{settings.LOKET_URL}{path}"


def alternates(path: str, tags: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of language and address for ``hreflang``; ``x-default`` is English where there is English."""
    offered = [tag for tag in INTERFACE_TAGS if tag in set(tags)]
    pairs = [(tag, absolute(in_language(path, tag))) for tag in offered]
    if not pairs:
        return []
    default = dict(pairs).get("en", pairs[0][1])
    return [*pairs, ("x-default", default)]
