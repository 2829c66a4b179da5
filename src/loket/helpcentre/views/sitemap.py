from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from loket.helpcentre.addresses import INTERFACE_TAGS, absolute, alternates
from loket.knowledge.queries import SitemapRow, contents_version, sitemap_rows, topic_places
from loket.people.language import best_match

KEEP_SECONDS = 3600
ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /desk
Disallow: /widget/
Disallow: /language
Disallow: /*/search
Disallow: /*/conversations/
Disallow: /*/c/
Disallow: /*?language=

Sitemap: {sitemap}
"""


@dataclass(frozen=True)
class Place:
    """One address of the sitemap with the same page in other languages."""

    address: str
    alternates: list[tuple[str, str]]
    changed: datetime | None = None


def _etag(_request: HttpRequest) -> str:
    return f'"{contents_version()}"'


@require_safe
@condition(etag_func=_etag)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language in which it has its own text."""
    context = {"places": [*_fixed_places(), *_articles()]}
    response = render(request, "helpcentre/sitemap.xml", context, content_type="application/xml")
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    response = HttpResponse(ROBOTS.format(sitemap=absolute("/sitemap.xml")), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response


def _fixed_places() -> Iterator[Place]:
    own = [] if settings.LOKET_PRIVACY_URL else ["/privacy"]
    paths = ["", "/contact", *own, *sorted(f"/topics/{slug}" for slug, parent in topic_places() if not parent)]
    for path in paths:
        for tag in INTERFACE_TAGS:
            yield Place(absolute(f"/{tag}{path}"), alternates(f"/{tag}{path}", INTERFACE_TAGS))


def _articles() -> Iterator[Place]:
    rows: dict[str, list[SitemapRow]] = {}
    for row in sitemap_rows():
        rows.setdefault(row.slug, []).append(row)
    for slug, published in rows.items():
        by_language = {row.language: row for row in published}
        served = {tag: best_match(tag, by_language) for tag in INTERFACE_TAGS}
        shown = {tag: by_language[language] for tag, language in served.items() if language}
        for tag, row in shown.items():
            path = f"/{tag}/help/{slug}"
            yield Place(absolute(path), alternates(path, shown), row.published_at)
