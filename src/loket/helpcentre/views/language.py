from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from loket.helpcentre import pages
from loket.helpcentre.addresses import in_language, interface_tag, is_tag
from loket.helpcentre.pages import Visit, help_page, keep_language, visitor_language

LONGEST_ADDRESS = 2000


@require_safe
def go_home(request: HttpRequest) -> HttpResponse:
    """The first page in the visitor's language."""
    response = redirect("helpcentre:home", tag=visitor_language(request))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a language for pages that have one address in all languages, and go back."""
    tag = interface_tag(request.POST.get("language", "")) or visitor_language(request)
    after = request.POST.get("next", "")[:LONGEST_ADDRESS]
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure()):
        after = reverse("helpcentre:home", kwargs={"tag": tag})
    if is_tag(after.lstrip("/").split("/", 1)[0].split("?")[0]):
        after = in_language(after, tag)
    response = redirect(after)
    keep_language(response, tag)
    return response


@help_page
def not_here(visit: Visit, rest: str) -> HttpResponse:
    """Whatever no other page answers; an address with a slash too many finds its page."""
    path = visit.request.path.rstrip("/")
    if path != visit.request.path:
        try:
            found = resolve(path)
        except Resolver404:
            return pages.not_here(visit)
        if found.view_name != "helpcentre:not_here":
            return HttpResponsePermanentRedirect(path)
    return pages.not_here(visit)


def without_slash(request: HttpRequest, tag: str) -> HttpResponse:
    """The home page's address as it is written."""
    return HttpResponsePermanentRedirect(reverse("helpcentre:home", kwargs={"tag": tag}))
