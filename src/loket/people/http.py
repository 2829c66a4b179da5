"""Requests whose caller is known, for the types of views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from loket.people.access import NotVisible
from loket.people.actors import StaffActor
from loket.people.models import User
from loket.people.second_factor import second_factor_is_missing

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request by a signed-in member of staff."""

    user: User
    actor: StaffActor
    htmx: HtmxDetails


StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def comes_from_a_page_of_the_shop(request: HttpRequest) -> bool:
    """Whether a page that may have sent it did, as a whole page and not from inside another."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_page &= request.headers.get("Sec-Fetch-Dest", "document") == "document"
    origin, allowed = request.headers.get("Origin"), settings.LOKET_ALLOWED_ORIGINS
    return is_page and (origin is None or "*" in allowed or origin in {*allowed, settings.LOKET_URL})


def staff_only(
    *roles: str, second_factor: bool = True
) -> Callable[[StaffView[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let only staff with one of ``roles`` in (any staff when none is named); others sign in first or see nothing.

    Who must have a second step and has none sets it up first, except on pages with ``second_factor=False``.
    """

    def decorate(view: StaffView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User) or not user.is_active:
                return redirect_to_login(request.get_full_path())
            if roles and not user.has_role(*roles):
                raise NotVisible
            if second_factor and second_factor_is_missing(user):
                return redirect("mfa_index")
            staff_request = cast(StaffRequest, request)
            staff_request.actor = StaffActor(user)
            response = view(staff_request, *args, **kwargs)
            # What customers wrote stays in no cache of a computer that others use too.
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        return wrapped

    return decorate
