from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from loket.helpcentre.pages import Visit, help_page, show


@require_safe
@help_page
def show_notice(visit: Visit) -> HttpResponse:
    """What is kept of those who write to us, unless the shop has a notice of its own."""
    if settings.LOKET_PRIVACY_URL:
        return HttpResponseRedirect(settings.LOKET_PRIVACY_URL)
    return show(visit, "privacy", {"days": settings.LOKET_TOKEN_IDLE.days})
