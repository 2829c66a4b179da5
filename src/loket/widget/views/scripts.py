from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from loket.widget import scripts, styles
from loket.widget.booting import interface_language
from loket.widget.wording import launcher_words

KEEP_LOADER = 300  # seconds: an update reaches every shop page within minutes
KEEP_FOR_EVER = 31_536_000  # seconds: the address changes with the content
JAVASCRIPT = "text/javascript; charset=utf-8"


def _loader_text() -> str:
    return scripts.loader({"colour": settings.LOKET_BRAND["colour"], "words": launcher_words()})


def _loader_etag(request: HttpRequest) -> str:
    return f'"{scripts.digest(_loader_text())}"'


@require_safe
@condition(etag_func=_loader_etag)
def loader(request: HttpRequest) -> HttpResponse:
    """The one script that a shop's page includes."""
    response = HttpResponse(_loader_text(), content_type=JAVASCRIPT)
    patch_cache_control(response, public=True, max_age=KEEP_LOADER)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """One of the frame's scripts, under an address that changes with its content."""
    try:
        text = scripts.script(name, interface_language(request.GET.get("language", "")))
    except KeyError as error:
        raise Http404 from error
    response = HttpResponse(text, content_type=JAVASCRIPT)
    patch_cache_control(response, public=True, max_age=KEEP_FOR_EVER, immutable=True)
    return response


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The frame's stylesheet in the colour that the shop's page asks for."""
    text = styles.later_style() if "later" in request.GET else styles.frame_style(request.GET.get("colour", "")[:32])
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    fresh = request.GET.get("v") == scripts.digest(text)
    patch_cache_control(response, public=True, max_age=KEEP_FOR_EVER if fresh else KEEP_LOADER)
    return response
