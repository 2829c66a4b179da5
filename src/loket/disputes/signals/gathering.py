"""All signs about both sides of one dispute."""

from __future__ import annotations

from datetime import datetime

from loket.disputes.access import may_see_all
from loket.disputes.models import Dispute
from loket.disputes.signals.of_buyer import signs_of_buyer
from loket.disputes.signals.of_seller import signs_of_seller
from loket.disputes.signals.signs import Signal
from loket.people.access import NotVisible
from loket.people.actors import Actor


def signals_of(dispute: Dispute, actor: Actor, *, now: datetime) -> tuple[Signal, ...]:
    """The signs about both sides, for whoever works with disputes; raises NotVisible for everybody else."""
    if not may_see_all(actor):
        raise NotVisible
    return (*signs_of_buyer(dispute, now=now), *signs_of_seller(dispute, now=now))
