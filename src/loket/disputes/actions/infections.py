"""A file in which a virus was found after it had come: out of the claim, and whoever sent it is told."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.disputes import telling, wording
from loket.disputes.actions.acting import locked
from loket.disputes.actions.storing import HINT, topic_of_claims, topic_of_dispute
from loket.disputes.machine.codes import PARTIES, Role
from loket.disputes.models import EvidenceItem
from loket.history.actions import record
from loket.lib import live
from loket.people.actors import SYSTEM


def take_out_infected(upload_id: UUID, *, now: datetime | None = None) -> int:
    """Take an infected file out of the claims in which it stands, and tell its side; returns how many there were."""
    rows = EvidenceItem.objects.filter(upload=upload_id, withdrawn_at=None).order_by("pk")
    taken = [_take_out(each, now=now or timezone.now()) for each in rows.select_related("upload")]
    return sum(taken)


@transaction.atomic
def _take_out(item: EvidenceItem, *, now: datetime) -> bool:
    dispute = locked(item.dispute_id)
    if not EvidenceItem.objects.filter(pk=item.pk, withdrawn_at=None).update(withdrawn_at=now):
        return False
    told = {"item": str(item.pk), "submitter": item.submitter}
    record("evidence.infected", dispute.subject, by=SYSTEM.label, data=told)
    if item.submitter in PARTIES:
        name = item.upload.name if item.upload else ""
        words = partial(wording.infected_sentence, name)
        telling.tell_aside(dispute, Role(item.submitter), key=f"infected:{item.pk}", words=words, now=now)
    for topic in (topic_of_dispute(dispute.pk), topic_of_claims(dispute.seller_id)):
        live.publish(topic, HINT)
    return True
