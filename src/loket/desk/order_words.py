"""What stands in the ledger and in an order's history, in words for people at the desk."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from loket.orders.models import LedgerEntry
from loket.orders.telling.formats import money

TONES = {
    LedgerEntry.State.AWAITING_APPROVAL: "warning",
    LedgerEntry.State.NEEDS_PERSON: "danger",
    LedgerEntry.State.REFUSED: "danger",
    LedgerEntry.State.DECLINED: "danger",
    LedgerEntry.State.SETTLED: "positive",
}


def entry_title(entry: LedgerEntry) -> str:
    """What an entry does, with its amount where it moves money."""
    name = entry.get_kind_display()
    if entry.amount is None:
        return name
    said = {"what": name, "amount": money(entry.amount, entry.order.currency)}
    return _("%(what)s %(amount)s") % said


def entry_says(entry: LedgerEntry) -> str:
    """What became of an entry, in one sentence."""
    said = {"what": entry_title(entry), "state": entry.get_state_display()}
    return _("%(what)s: %(state)s.") % said


def entry_tone(entry: LedgerEntry) -> str:
    """The badge that fits an entry's state."""
    return TONES.get(LedgerEntry.State(entry.state), "accent")


def who_asked(entry: LedgerEntry) -> str:
    """Who wanted an entry."""
    return entry.asked_by_staff.name if entry.asked_by_staff else who_is(entry.asked_by)


def who_is(label: str, names: Mapping[str, str] | None = None) -> str:
    """Who stands behind a label of the history; ``names`` holds those of staff."""
    kind = label.partition(":")[0]
    known = {
        "customer": _("The customer"),
        "server": _("The shop"),
        "assistant": _("The assistant"),
        "staff": _("Somebody who left"),
    }
    return (names or {}).get(label) or known.get(kind, "Loket")
