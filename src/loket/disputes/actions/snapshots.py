"""Keeping what the record says when a dispute begins: listing, tracking and the order's talk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.models import Dispute, Snapshot
from loket.orders.queries import order_facts
from loket.orders.talk.queries import snapshot_of_talk

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def take_snapshots(dispute: Dispute, facts: DisputeFacts, *, at: datetime) -> None:
    """Keep listing, parcels and talk as they stand at this moment; once for each dispute."""
    if dispute.snapshots.exists():
        return
    order = order_facts(dispute.order)
    kept: Mapping[Snapshot.Kind, Any] = {
        Snapshot.Kind.LISTING: {"items": [_plain(each) for each in order.items if each.line in facts.lines]},
        Snapshot.Kind.TRACKING: {"shipments": [_plain(each) for each in order.shipments]},
        Snapshot.Kind.TALK: _plain(snapshot_of_talk(dispute.order_id)),
    }
    Snapshot.objects.bulk_create(
        Snapshot(dispute=dispute, kind=kind, document=document, digest=_digest(document), taken_at=at)
        for kind, document in kept.items()
    )


def _plain(value: DataclassInstance) -> Any:
    return json.loads(json.dumps(asdict(value), cls=DjangoJSONEncoder))


def _digest(document: object) -> str:
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
