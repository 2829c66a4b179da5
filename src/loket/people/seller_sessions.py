"""Who a browser belongs to on sellers' pages: a signed cookie that no script can read, for half a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from loket.people.access import NotVisible, get_seller_behind
from loket.people.actors import SellerActor
from loket.people.models import Seller

COOKIE = "loket_seller"
LASTS = timedelta(hours=12)
SALT = "loket.people.seller_sessions"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class SignedInSeller:
    """A seller on their own pages."""

    seller: Seller
    actor: SellerActor


def seller_of(request: HttpRequest) -> SignedInSeller | None:
    """Who this browser belongs to; None for a cookie that is missing, old, foreign, or of a seller who is gone."""
    held = request.COOKIES.get(COOKIE, "")
    if not held or len(held) > LONGEST:
        return None
    try:
        given = signing.loads(held, salt=SALT, max_age=LASTS)
        alone, order = given.get("dispute"), given.get("order")
        actor = SellerActor(UUID(given["seller"]), UUID(alone) if alone else None, int(order) if order else None)
        return SignedInSeller(get_seller_behind(actor), actor)
    except (signing.BadSignature, KeyError, TypeError, ValueError, NotVisible):
        return None


def remember_seller(
    response: HttpResponse,
    seller: Seller,
    *,
    now: datetime,
    dispute_id: UUID | None = None,
    order_id: int | None = None,
) -> None:
    """Let this browser in as that seller for half a day; to one dispute alone, or the talk of one order, if given."""
    limits = {"dispute": dispute_id, "order": order_id}
    alone = {name: str(value) for name, value in limits.items() if value}
    known = {"seller": str(seller.pk), "since": now.isoformat(timespec="seconds"), **alone}
    held = signing.dumps(known, salt=SALT)
    response.set_cookie(COOKIE, held, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SECURE)


def forget_seller(response: HttpResponse) -> None:
    """Take from this browser whoever was here."""
    response.delete_cookie(COOKIE, samesite="Lax")
