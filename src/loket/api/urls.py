from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from loket.api.problems import problem
from loket.api.v1 import resumable
from loket.api.v1.application import api


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Say in the API's own way that an address leads nowhere."""
    return problem(404, _("There is nothing here for you."))


urlpatterns = [
    path("uploads/resumable", resumable.collection, name="resumable_uploads"),
    path("uploads/resumable/<uuid:upload_id>", resumable.one, name="resumable_upload"),
    path("", api.urls),
    re_path("", nothing),
]
