from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from loket.helpcentre.pages import Visit, help_page, show
from loket.knowledge.queries.titles import topic_titles
from loket.knowledge.search import Hit, search

LETTERS_READ = 200
HITS_ON_PAGE = 10
HITS_WHILE_TYPING = 6
KEEP_SECONDS = 60


@dataclass(frozen=True)
class Group:
    """The hits of one topic, in their order; groups stand in the order of their best hit."""

    title: str
    hits: list[Hit]


@require_safe
@conditional_page
@help_page
def show_results(visit: Visit) -> HttpResponse:
    """Everything found for a question, or the way to a person with the question kept."""
    text = _asked(visit)
    groups = _grouped(search(text, language=visit.tag, limit=HITS_ON_PAGE) if text else [], visit.tag)
    count = sum(len(group.hits) for group in groups)
    return show(visit, "search", {"text": text, "groups": groups, "count": count, "is_unlisted": True})


@require_safe
@conditional_page
@help_page
def suggest(visit: Visit) -> HttpResponse:
    """The first hits while somebody types, as a list to choose from."""
    text = _asked(visit)
    groups = _grouped(search(text, language=visit.tag, limit=HITS_WHILE_TYPING) if text else [], visit.tag)
    context = {
        "text": text,
        "groups": groups,
        "tag": visit.tag,
        "count": sum(len(group.hits) for group in groups),
        "contact_url": visit.url("contact"),
    }
    response = render(visit.request, "helpcentre/_suggestions.html", context)
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response


def _asked(visit: Visit) -> str:
    return " ".join(visit.request.GET.get("q", "").replace("\0", " ").split())[:LETTERS_READ]


def _grouped(hits: list[Hit], tag: str) -> list[Group]:
    titles = topic_titles((hit.topic for hit in hits), reader=tag)
    groups: dict[str, Group] = {}
    for hit in hits:
        groups.setdefault(hit.topic, Group(titles.get(hit.topic, hit.topic), [])).hits.append(hit)
    return list(groups.values())
