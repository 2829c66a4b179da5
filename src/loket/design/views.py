from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from loket.design.brand import brand_version, load_brand, write_brand_css
from loket.design.colour import readable_accent
from loket.design.gallery import GalleryForm, sample_people

SHELLS = {"desk", "frame", "page", "plain"}
YEAR = 365 * 24 * 3600
LOKETS_OWN_COLOUR = "#0b6e5f"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="{colour}"/>'
    '<text x="16" y="22.5" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="18" '
    'fill="#fff">{letter}</text></svg>'
)


@require_safe
def brand_css(request: HttpRequest) -> HttpResponse:
    """The operator's colour as a stylesheet; kept for a year under its version."""
    colour = load_brand().colour
    response = HttpResponse(write_brand_css(colour), content_type="text/css; charset=utf-8")
    fresh = request.GET.get("v") == brand_version(colour)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if fresh else "public, max-age=60"
    return response


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The shop's mark for browser tabs: its first letter on its colour."""
    brand = load_brand()
    ground = readable_accent(brand.colour or LOKETS_OWN_COLOUR, dark=False)
    drawing = ICON.format(colour=escape(ground), letter=escape(brand.name[:1].upper()))
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part with real texts, for those who build pages; only while debugging."""
    if not (settings.DEBUG or getattr(settings, "LOKET_DEBUG", False)):
        raise Http404
    shell = request.GET.get("shell", "")
    template = f"gallery_{shell}" if shell in SHELLS else "gallery"
    form = GalleryForm({"email": "bea@", "kind": "refund"})
    return render(
        request,
        f"design/{template}.html",
        {"form": form, "people": sample_people(), "now": timezone.now(), "person_url": "#person", "search_url": "#q"},
    )
