from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from loket.widget import scripts, styles
from loket.widget.booting import boot_data, interface_language
from loket.widget.wording import STARTERS


@require_safe
@xframe_options_exempt
def show(request: HttpRequest) -> HttpResponse:
    """The chat as a page of its own, made to stand in a frame on any shop's page."""
    language = interface_language(request.GET.get("language", ""))
    with translation.override(language):
        boot = boot_data(now=timezone.now())
        style = styles.style_address(request.GET.get("colour", "")[:32])
        page = {
            "boot": boot,
            "script": scripts.address(scripts.FRAME),
            "starters": STARTERS,
            "style": style,
            "privacy": settings.LOKET_PRIVACY_URL or f"/{boot['language']}/privacy",
        }
        response = render(request, "widget/frame.html", page)
    response["Content-Language"] = str(boot["language"])
    patch_cache_control(response, private=True, max_age=0)
    return response
