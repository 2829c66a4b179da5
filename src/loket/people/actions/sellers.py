from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from loket.people.details import SellerDetails, fill, told_together
from loket.people.models import Seller

BATCH = 1000
TOLD = ["name", "country", "language", "email", "time_zone"]


@transaction.atomic
def keep_sellers(told: Iterable[SellerDetails]) -> dict[str, Seller]:
    """Add sellers and keep known ones up to date; all of them by the marketplace's identifier. Later words count."""
    details: dict[str, SellerDetails] = {}
    for each in told:
        details[each.external_id] = told_together(details.get(each.external_id), each)
    known = _known(details)
    new = [_new(details[name]) for name in sorted(details.keys() - known.keys())]
    if new:
        # Somebody else may be adding the same at this moment: theirs counts then, and is read again.
        Seller.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
        known |= _known(each.external_id for each in new)
    changed = [known[name] for name in sorted(details) if fill(known[name], details[name])]
    Seller.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["external_id"], update_fields=TOLD, batch_size=BATCH
    )
    return known


def _known(external_ids: Iterable[str]) -> dict[str, Seller]:
    return {each.external_id: each for each in Seller.objects.filter(external_id__in=list(external_ids))}


def _new(details: SellerDetails) -> Seller:
    seller = Seller(external_id=details.external_id)
    fill(seller, details)
    return seller
