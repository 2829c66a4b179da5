"""What every page of the help centre has: its language, the counter, the way to a person, and a good "not here"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from loket.helpcentre.addresses import (
    CHOICE,
    INTERFACE_TAGS,
    absolute,
    alternates,
    in_language,
    interface_tag,
    language_links,
)
from loket.helpcentre.wording import CounterWords, say_counter
from loket.helpcentre.zones import zone_of
from loket.people.language import from_django, to_django
from loket.reception.queries import counter_state

P = ParamSpec("P")
# Query parameter with the language of an article that the interface does not speak.
TEXT_LANGUAGE = "in"


@dataclass(frozen=True)
class Visit:
    """Who looks, as far as it is known: the page's language, the visitor's zone, and the moment."""

    request: HttpRequest
    tag: str
    zone: ZoneInfo | None
    now: datetime

    def url(self, name: str, **parts: object) -> str:
        """The address of one of our pages in this language."""
        return reverse(f"helpcentre:{name}", kwargs={"tag": self.tag, **parts})


PageView = Callable[Concatenate[Visit, P], HttpResponseBase]
Door = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


def help_page(view: PageView[P]) -> Door[P]:
    """Serve a page under the right spelling of its language, keep a choice of language, and answer 404 well."""

    @wraps(view)
    def wrapped(request: HttpRequest, tag: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if tag not in INTERFACE_TAGS:
            return _to_interface_language(request, tag)
        if request.path.split("/", 2)[1] != tag:
            return HttpResponsePermanentRedirect(_with_query(in_language(request.path, tag), request.GET.dict()))
        if request.method in {"GET", "HEAD"} and CHOICE in request.GET:
            return _keep_choice(request, tag)
        visit = Visit(request, tag, zone_of(request), timezone.now())
        try:
            return view(visit, *args, **kwargs)
        except Http404:
            return not_here(visit)

    return cast(Door[P], wrapped)


def show(
    visit: Visit,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    languages: Sequence[str] = INTERFACE_TAGS,
    canonical: str = "",
) -> HttpResponse:
    """Render a page with the frame that all share; ``languages`` are those in which the page has its own text."""
    page = {**_frame(visit), **context}
    if status == 200 and not page.get("is_unlisted"):
        page["canonical_url"] = absolute(canonical or visit.request.path)
        page["alternate_links"] = alternates(visit.request.path, languages)
    response = render(visit.request, f"helpcentre/{template}.html", page, status=status)
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def not_here(visit: Visit) -> HttpResponse:
    """Say that there is no such page, with a search and the way to a person."""
    return show(visit, "not_here", {"is_unlisted": True}, status=404)


def visitor_language(request: HttpRequest) -> str:
    """The language chosen before, else the nearest to the browser's, else English."""
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    tag = from_django(code)
    return tag if tag in INTERFACE_TAGS else INTERFACE_TAGS[0]


def keep_language(response: HttpResponse, tag: str) -> None:
    """Remember a chosen language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        to_django(tag),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


def counter_words(visit: Visit) -> CounterWords:
    """The state of the counter for somebody who reads this page."""
    return say_counter(counter_state(visit.tag, visit.now), visit.zone, visit.now)


def _frame(visit: Visit) -> dict[str, object]:
    contact, orders, path = visit.url("contact"), visit.url("orders"), visit.request.path
    privacy = settings.LOKET_PRIVACY_URL or visit.url("privacy")
    return {
        "tag": visit.tag,
        "zone": visit.zone,
        "home_url": visit.url("home"),
        "search_url": visit.url("search"),
        "suggestions_url": visit.url("suggestions"),
        "contact_url": contact,
        "person_url": contact,
        "nav_links": [{"url": orders, "label": _("My orders"), "icon": "package", "is_current": path == orders}],
        "orders_url": orders,
        "language_links": language_links(visit.request, visit.tag),
        "footer_links": [
            {"url": contact, "label": _("Contact and hours")},
            {"url": privacy, "label": _("Privacy notice")},
        ],
        "privacy_url": privacy,
        "counter": counter_words(visit),
    }


def _to_interface_language(request: HttpRequest, tag: str) -> HttpResponse:
    serving = interface_tag(tag)
    if serving:
        return redirect(_with_query(in_language(request.path, serving), request.GET.dict()))
    # Nobody translated the pages, but perhaps the article itself.
    path = in_language(request.path, visitor_language(request))
    return redirect(_with_query(path, {**request.GET.dict(), TEXT_LANGUAGE: tag}))


def _keep_choice(request: HttpRequest, tag: str) -> HttpResponse:
    query = {name: value for name, value in request.GET.dict().items() if name != CHOICE}
    response = redirect(_with_query(request.path, query))
    keep_language(response, tag)
    return response


def _with_query(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
