"""What may speak of abuse in a dispute, in plain sentences with their reasons; it never decides anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute
from loket.disputes.signals import signals_of
from loket.disputes.wording import role_label
from loket.disputes.wording.signals import signal_sentence
from loket.people.actors import StaffActor


@dataclass(frozen=True, slots=True)
class SignalWords:
    """One sign: about which side, and why it is shown."""

    whose: str
    sentence: str


def signal_words(dispute: Dispute, actor: StaffActor, *, now: datetime) -> tuple[SignalWords, ...]:
    """The signs about both sides of a dispute, for those who decide."""
    found = signals_of(dispute, actor, now=now)
    return tuple(SignalWords(role_label(each.whose, Role.AGENT), signal_sentence(each)) for each in found)
