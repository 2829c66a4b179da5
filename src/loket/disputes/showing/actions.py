"""Which button is the next step, which stand beside it, and which are rare."""

from __future__ import annotations

from dataclasses import dataclass

from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.deciding import Available
from loket.disputes.showing.parts import ShownAction
from loket.disputes.viewing import DisputeView
from loket.disputes.wording import action_hint, action_label, denial_sentence
from loket.orders.telling.formats import Zone

# The first of these that is possible is the next step.
_NEXT = (
    Action.ANSWER,
    Action.ACCEPT,
    Action.AGREE,
    Action.GIVE_TRACKING,
    Action.CONFIRM_RETURN,
    Action.SHIP_REPLACEMENT,
    Action.CONFIRM_REPLACEMENT,
    Action.REOPEN,
    Action.CHANGE_REQUEST,
)
_BESIDE = (
    Action.REFUSE,
    Action.COUNTER,
    Action.CHANGE_REQUEST,
    Action.OBJECT,
    Action.CONTEST_RETURN,
    Action.CANNOT_REPLACE,
    Action.WRONG_AGAIN,
    Action.SEND_LABEL,
    Action.REPORT_LABEL_PROBLEM,
    Action.ASK_PLATFORM,
    Action.APPEAL,
    Action.ADD,
)
# No page of a side has a button for these: opening has its own, and being told happens by itself.
_ELSEWHERE = frozenset({Action.SUBMIT, Action.TELL})
# That it is not one's turn is said on top of the page already.
_SAID_ALREADY = frozenset({Denial.NOT_YOUR_TURN})


@dataclass(frozen=True, slots=True)
class Arranged:
    """Buttons by how much they matter now, and what is not possible with its reason."""

    primary: ShownAction | None
    others: tuple[ShownAction, ...]
    more: tuple[ShownAction, ...]
    denied: tuple[ShownAction, ...]


def arrange(view: DisputeView, *, zone: Zone) -> Arranged:
    """The buttons of a party's page."""
    possible = {each.name: _shown(each, zone) for each in view.possible if each.name not in _ELSEWHERE}
    first = next((possible.pop(name) for name in _NEXT if name in possible), None)
    beside = tuple(possible.pop(name) for name in _BESIDE if name in possible)
    denied = (each for each in view.denied if each.name not in _ELSEWHERE and each.code not in _SAID_ALREADY)
    return Arranged(first, beside, tuple(possible.values()), tuple(_shown(each, zone) for each in denied))


def _shown(each: Available, zone: Zone) -> ShownAction:
    why = denial_sentence(each.code, possible_from=each.possible_from, zone=zone) if each.code else ""
    return ShownAction(
        name=each.name.value,
        label=action_label(each.name, each.transition),
        hint=action_hint(each.name, each.transition),
        until=each.until,
        why=why,
    )
