from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from loket.widget.booting import boot_data, interface_language

KEEP = 30  # seconds: the state of the counter is part of it


@require_safe
def show(request: HttpRequest) -> JsonResponse:
    """Words, limits and the state of the counter, for clients that bring their own page."""
    with translation.override(interface_language(request.GET.get("language", ""))):
        response = JsonResponse(boot_data(now=timezone.now()))
    patch_cache_control(response, public=True, max_age=KEEP)
    return response
