"""How sellers come in: by the shop's word, or by a one-time link that only their mailbox holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from loket.history.actions import record
from loket.people.actions.sellers import keep_sellers
from loket.people.actors import SellerActor
from loket.people.details import SellerDetails
from loket.people.digests import digest_of, new_secret
from loket.people.identity import Identity
from loket.people.models import Seller, SellerLink

SELLER_LINK_LASTS = timedelta(minutes=15)
# Links that ended are of no use to anybody; they go when the next one is made.
_FORGOTTEN_AFTER = timedelta(days=1)


class SellerLinkOver(ValueError):
    """The link was used already, or is too old."""


@transaction.atomic
def identify_seller(identity: Identity) -> Seller:
    """The seller for whom the shop vouches, kept up to date."""
    told = SellerDetails(
        identity.subject, name=identity.name, language=identity.language, email=identity.email.strip().lower()
    )
    seller = keep_sellers([told])[identity.subject]
    record("seller.signed_in", seller.subject, by=SellerActor(seller.pk).label, data={"way": "shop"})
    return seller


def issue_seller_link(seller: Seller, *, now: datetime) -> str:
    """A new one-time secret for a seller; earlier ones stay good until they end, for letters cross."""
    SellerLink.objects.filter(seller=seller, expires_at__lt=now - _FORGOTTEN_AFTER).delete()
    secret = new_secret()
    SellerLink.objects.create(
        seller=seller, digest=digest_of(secret), created_at=now, expires_at=now + SELLER_LINK_LASTS
    )
    return secret


def seller_link_holder(secret: str, *, now: datetime) -> Seller | None:
    """Whose link this is, while it may still be used."""
    link = SellerLink.objects.filter(_good(secret, now)).select_related("seller").first()
    return link.seller if link else None


@transaction.atomic
def use_seller_link(secret: str, *, now: datetime) -> Seller:
    """Spend a link, and with it all others of the same seller; raises SellerLinkOver."""
    good = SellerLink.objects.select_for_update(of=("self",), no_key=True).filter(_good(secret, now))
    link = good.select_related("seller").first()
    if link is None:
        raise SellerLinkOver
    SellerLink.objects.filter(seller=link.seller, used_at=None).update(used_at=now)
    record("seller.signed_in", link.seller.subject, by=SellerActor(link.seller_id).label, data={"way": "link"})
    return link.seller


def _good(secret: str, now: datetime) -> Q:
    return Q(digest=digest_of(secret), used_at=None, expires_at__gt=now)
