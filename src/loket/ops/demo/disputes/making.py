"""Adding the disputes that the demo shop lacks, a few at a time, so that nobody waits for them."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.utils import timezone

from loket.disputes.access import visible_to
from loket.ops.demo.disputes.cases import DemoCase, demo_cases
from loket.ops.demo.disputes.orders import number_of
from loket.ops.demo.disputes.playing import play
from loket.ops.demo.fill import began
from loket.people.access import staff_visible_to
from loket.people.actors import SYSTEM, StaffActor

_log = logging.getLogger(__name__)

# Answers to customers come in between.
SECONDS_AT_ONCE = 2.0
ADJUDICATORS = ("jo", "nils")
SENIOR = "sena"
WHO = (*ADJUDICATORS, SENIOR, "ada", "max")


def add_some(after: int = 0, *, seconds: float | None = None) -> int | None:
    """Add missing disputes behind the place ``after`` for a while; the place to go on from, None at the end.

    Each is made whole or not at all. Without those who decide, in a shop filled by an older Loket, there are none.
    """
    staff, first = _staff(), began()
    if first is None or set(staff) != set(WHO):
        return None
    until = time.monotonic() + (SECONDS_AT_ONCE if seconds is None else seconds)
    for case in _missing(first, after):
        _add(case, first, staff)
        if time.monotonic() > until:
            return case.place
    return None


def _missing(first: datetime, after: int) -> list[DemoCase]:
    numbers = {number_of(case, first): case for case in demo_cases() if case.place > after}
    known = visible_to(SYSTEM).filter(order__number__in=numbers).values_list("order__number", flat=True)
    there = set(known)
    return [case for number, case in numbers.items() if number not in there]


def _add(case: DemoCase, first: datetime, staff: dict[str, StaffActor]) -> None:
    try:
        play(case, began=first, now=timezone.now(), staff=staff)
    except Exception:  # noqa: BLE001  a dispute that goes wrong leaves the others theirs
        _log.exception("The demo's dispute %s could not be made", case.name)


def _staff() -> dict[str, StaffActor]:
    emails = {f"{name}@samudra.example": name for name in WHO}
    return {emails[user.email]: StaffActor(user) for user in staff_visible_to(SYSTEM).filter(email__in=emails)}
