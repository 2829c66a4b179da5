"""The demo shop's marketplace: it stands for a system outside, so it knows the ledger by its keys alone."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from loket.orders.connectors.port import Instruction, Outcome
from loket.orders.models import DemoInstruction

SETTLES_AFTER = timedelta(seconds=20)
# One in so many is not done at once.
TAKES_A_WHILE = 4


@transaction.atomic
def take(instruction: Instruction) -> Outcome:
    """Do what is asked, or find that it was done before."""
    takes_a_while = hashlib.blake2b(instruction.key.encode(), digest_size=2).digest()[0] % TAKES_A_WHILE == 0
    state = DemoInstruction.State.ACCEPTED if takes_a_while else DemoInstruction.State.SETTLED
    document = instruction.document()
    kept, is_new = DemoInstruction.objects.get_or_create(
        key=instruction.key, defaults={"document": document, "state": state}
    )
    if not is_new and {**kept.document, "asked_at": ""} != {**document, "asked_at": ""}:
        return Outcome("unknown", kept.reference, "The key was used for something else.", is_for_a_person=True)
    return _outcome(kept, timezone.now())


def look_up(key: str) -> Outcome:
    """What became of the instruction with this key."""
    kept = DemoInstruction.objects.filter(key=key).first()
    return _outcome(kept, timezone.now()) if kept else Outcome("absent")


def _outcome(kept: DemoInstruction, now: datetime) -> Outcome:
    if kept.state == DemoInstruction.State.ACCEPTED and now < kept.created_at + SETTLES_AFTER:
        return Outcome("accepted", kept.reference)
    return Outcome("settled", kept.reference)
