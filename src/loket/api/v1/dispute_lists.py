"""Whose disputes a list shows."""

from __future__ import annotations

import base64
import binascii

from django.utils.translation import gettext as _

from loket.api.problems import BadField
from loket.disputes.keyset import Key
from loket.disputes.listed import DisputesPage
from loket.disputes.queries import ClaimFilter, claims_of_seller, disputes_of
from loket.people.access import get_customer_for, get_seller_for
from loket.people.actors import CustomerActor, SellerActor, ServerActor


def list_for(
    caller: CustomerActor | ServerActor, *, seller: str, buyer: str, state: ClaimFilter, after: str, limit: int
) -> DisputesPage:
    """One page of the caller's disputes; a server names a seller or a buyer by the shop's own identifier.

    Raises NotVisible for somebody whom nobody knows, and BadField for a place that is in no list.
    """
    after = _key_in(after)
    if isinstance(caller, CustomerActor):
        return disputes_of(caller, before=after, limit=limit)
    if seller:
        claims = SellerActor(get_seller_for(caller, seller).pk)
        return claims_of_seller(claims, state, after=after, limit=limit)
    if buyer:
        return disputes_of(CustomerActor(get_customer_for(caller, buyer).pk), before=after, limit=limit)
    return disputes_of(caller, before=after, limit=limit)


def cursor_of(key: str) -> str | None:
    """The key of the next page as it can stand in an address; None at the end."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=") or None


def _key_in(cursor: str) -> str:
    if not cursor:
        return ""
    try:
        key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        key = ""
    if Key.read(key) is None:
        raise BadField("after", _("This is no place in the list; take it from “next”."))
    return key
