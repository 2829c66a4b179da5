"""What every page of sellers has: who looks, its language, and a "not here" that says nothing of anybody's orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from loket.design.wording import find_zone
from loket.people.language import to_django
from loket.people.seller_sessions import SignedInSeller, seller_of
from loket.sellers.languages import CHOICE, keep_choice, language_links, language_of

P = ParamSpec("P")


@dataclass(frozen=True)
class Visit:
    """Who looks, as far as it is known; the page's language, the seller's clock, and the moment."""

    request: HttpRequest
    tag: str
    zone: tzinfo
    now: datetime
    signed_in: SignedInSeller | None


@dataclass(frozen=True)
class OwnVisit(Visit):
    """A visit of somebody who is signed in."""

    signed_in: SignedInSeller


PageView = Callable[Concatenate[Visit, P], HttpResponseBase]
OwnPageView = Callable[Concatenate[OwnVisit, P], HttpResponseBase]
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def open_page(view: PageView[P]) -> Door[P]:
    """A page for anybody, in the language that serves them best; it is kept by nothing on the way and not listed."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"} and CHOICE in request.GET:
            return keep_choice(request)
        signed_in = seller_of(request)
        tag = language_of(request, signed_in.seller if signed_in else None)
        zone = find_zone(signed_in.seller.time_zone if signed_in else None)
        visit = Visit(request, tag, zone, timezone.now(), signed_in)
        with translation.override(to_django(tag)):
            try:
                response = view(visit, *args, **kwargs)
            except Http404:
                response = show_not_here(visit)
        return _kept_private(response, tag)

    return wrapped


def own_page(view: OwnPageView[P]) -> Door[P]:
    """A page for a seller who is signed in; nobody else learns what there is."""

    @wraps(view)
    def wrapped(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if visit.signed_in is None:
            return show_not_here(visit)
        own = OwnVisit(visit.request, visit.tag, visit.zone, visit.now, visit.signed_in)
        return view(own, *args, **kwargs)

    return open_page(wrapped)


def show(visit: Visit, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """Render a page with the frame that all share."""
    page = {**_frame(visit), **context}
    return render(visit.request, f"sellers/{template}.html", page, status=status)


def show_not_here(visit: Visit) -> HttpResponse:
    """The same words for what does not exist, what is somebody else's, and a visit that has run out."""
    return show(visit, "not_here", {"sign_in_url": _sign_in_url(visit)}, status=404)


def to_sign_in(visit: Visit) -> HttpResponse:
    """The way in, and from there back to this page."""
    return redirect(_sign_in_url(visit))


def _sign_in_url(visit: Visit) -> str:
    return f"{reverse('sellers:sign_in')}?{urlencode({'next': visit.request.path})}"


def _frame(visit: Visit) -> dict[str, object]:
    home, talks, path = reverse("sellers:home"), reverse("sellers:talks"), visit.request.path
    links = [
        {"url": home, "label": _("Claims"), "icon": "note", "is_current": path == home},
        {"url": talks, "label": _("Messages"), "icon": "chat", "is_current": path == talks},
    ]
    return {
        "tag": visit.tag,
        "zone": visit.zone,
        "home_url": home,
        "signed_in": visit.signed_in,
        "nav_links": links if visit.signed_in else [],
        "language_links": language_links(visit.request, visit.tag),
    }


def _kept_private(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    response.headers.setdefault("Content-Language", tag)
    return response
