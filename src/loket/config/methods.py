"""What is said to a request whose address is right and whose method is not."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from loket.api.problems import problem

API = "/api/"

GetResponse = Callable[[HttpRequest], HttpResponse]


class MethodRefusals:
    """A page in the reader's language, or a problem for programs, in place of an empty 405."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        told = _as_problem(request) if request.path.startswith(API) else render(request, "405.html", status=405)
        told["Allow"] = response["Allow"]
        return told


def _as_problem(request: HttpRequest) -> HttpResponse:
    text = _("This address does not answer %(method)s; see the header Allow.") % {"method": request.method}
    return problem(405, text)
