"""Every address of an installation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from loket.design.views import brand_css, icon


def alive(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers (for load balancers)."""
    return JsonResponse({"status": "ok"})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and how to go on without losing what was typed."""
    return render(request, "design/csrf_failed.html", {"reason": reason}, status=403)


urlpatterns = [
    path("health", alive),
    path("brand.css", brand_css, name="brand_css"),
    path("icon.svg", icon, name="icon"),
    path("favicon.ico", icon),
    path("api/v1/", include("loket.api.urls")),
    path("desk", include("loket.desk.urls")),  # /desk itself has no slash at its end
    path("sellers", include("loket.sellers.urls")),  # nor has /sellers
    path("", include("loket.widget.urls")),
    path("", include("loket.helpcentre.urls")),
]
