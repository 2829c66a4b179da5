"""Forgetting a buyer in the disputes: words, files and salt go; what was decided stays, and the log still verifies."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.disputes.models import Dispute, DisputeText, DisputeTextTranslation, EvidenceItem, Snapshot
from loket.files.actions import discard_unused_of, erase
from loket.files.models import Upload
from loket.history.actions import record
from loket.lib import live
from loket.people.actors import Actor, CustomerActor
from loket.people.models import Customer


@transaction.atomic
def erase_disputes(customer: Customer, *, by: Actor) -> int:
    """Take all words and files out of a buyer's disputes, also those about the buyer; returns how many there are.

    Facts, amounts, times and digests stay for the books. A dispute that is open goes on without what was said.
    """
    ids = list(_locked(customer))
    if ids:
        _erase_words(ids, now=timezone.now())
        _erase_files(ids)
        for dispute_id in ids:
            # Another salt for what is still to be said: the old one would tell the erased words from guessed ones.
            Dispute.objects.filter(pk=dispute_id).update(salt=secrets.token_hex(16), draft={})
            record("dispute.erased", f"dispute:{dispute_id}", by=by.label, actor_id=by.actor_id)
            live.publish(f"dispute:{dispute_id}", "dispute.erased")
    discard_unused_of(CustomerActor(customer.pk).label)
    return len(ids)


def _locked(customer: Customer) -> Sequence[UUID]:
    rows = Dispute.objects.select_for_update(no_key=True).filter(customer=customer).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _erase_words(ids: Sequence[UUID], *, now: datetime) -> None:
    said = DisputeText.objects.filter(dispute__in=ids)
    DisputeTextTranslation.objects.filter(text__in=said).delete()
    said.filter(erased_at=None).update(text="", erased_at=now)
    EvidenceItem.objects.filter(dispute__in=ids).update(note="")
    # The listing tells of goods; the talk and the parcels tell of a person. The digests stay.
    Snapshot.objects.filter(dispute__in=ids).exclude(kind=Snapshot.Kind.LISTING).update(document={})


def _erase_files(ids: Sequence[UUID]) -> None:
    items = EvidenceItem.objects.filter(dispute__in=ids, upload__isnull=False)
    uploads = list(Upload.objects.filter(pk__in=items.values("upload")))
    items.update(upload=None)
    erase(uploads)
