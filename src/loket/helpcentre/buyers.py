"""Who looks at their own orders: a signed cookie that no script can read, for half a day.

It comes from the shop's word (an identity) or from the first code that somebody asks for; what either may see is
decided by ``orders.access`` at each visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from loket.helpcentre.devices import PREFIX as CASE_COOKIES
from loket.helpcentre.pages import PageView, Visit
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actions.customers import identify
from loket.people.actors import CustomerActor
from loket.people.models import Customer
from loket.reception.pace import limit_chats

P = ParamSpec("P")
COOKIE = "loket_buyer"
LASTS = timedelta(hours=12)
SALT = "loket.helpcentre.buyers"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody on their own pages."""

    customer: Customer
    actor: CustomerActor

    @property
    def is_vouched_for(self) -> bool:
        """Whether the shop knows them, rather than a code alone."""
        return self.customer.external_id is not None


def buyer_of(request: HttpRequest) -> Buyer | None:
    """Who this browser belongs to; None for a cookie that is missing, old, foreign or of somebody erased."""
    held = request.COOKIES.get(COOKIE, "")
    if not held or len(held) > LONGEST:
        return None
    try:
        given = signing.loads(held, salt=SALT, max_age=LASTS)
        actor = CustomerActor(UUID(given["customer"]))
        return Buyer(get_customer_behind(actor), actor)
    except (signing.BadSignature, KeyError, TypeError, ValueError, NotVisible):
        return None


def remember_buyer(response: HttpResponse, customer: Customer, *, now: datetime) -> None:
    """Let this browser in as that customer for half a day."""
    held = signing.dumps({"customer": str(customer.pk), "since": now.isoformat(timespec="seconds")}, salt=SALT)
    response.set_cookie(COOKIE, held, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SECURE)


def newcomer(visit: Visit) -> Customer:
    """Somebody nobody vouches for, who can be shown what a code or a letter proves; raises TooFast."""
    limit_chats(str(visit.request.META.get("REMOTE_ADDR", "")))
    return identify(None, language=visit.tag, time_zone=visit.zone.key if visit.zone else "")


def forget_everybody(request: HttpRequest, response: HttpResponse, *, but: Customer | None = None) -> None:
    """Take from this browser whoever was here, and every conversation that it could open; ``but`` may stay."""
    held = buyer_of(request)
    if but is not None and (held is None or held.customer == but):
        return
    response.delete_cookie(COOKIE, samesite="Lax")
    for name in request.COOKIES:
        if name.startswith(CASE_COOKIES):
            response.delete_cookie(name, samesite="Lax")


def kept_private(view: PageView[P]) -> PageView[P]:
    """A page about one person: not kept by anything on the way, not listed, its address not told to others."""

    @wraps(view)
    def wrapped(visit: Visit, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(visit, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(PageView[P], wrapped)
