"""What follows from what: {action in history: [dotted paths of functions that take the event's id]}."""

from __future__ import annotations

from loket.webhooks.names import NAMES as _TOLD_OUTSIDE

_CASE = "loket.promises.reactions.refresh_case"
_ALL = "loket.promises.reactions.refresh_all"
_MONEY = "loket.disputes.reactions.hear_of_ledger"
_INFECTION = "loket.disputes.reactions.hear_of_infection"
_OUTSIDE = "loket.webhooks.reactions.tell_endpoints"

REACTIONS: dict[str, list[str]] = {
    "conversation.handed_over": [_CASE],
    "conversation.taken": [_CASE],
    "conversation.given_back": [_CASE],
    "conversation.closed": [_CASE],
    "conversation.reopened": [_CASE],
    "conversation.moved": [_CASE],
    "ledger.accepted": [_MONEY],
    "ledger.settled": [_MONEY],
    "ledger.refused": [_MONEY],
    "ledger.declined": [_MONEY],
    "upload.infected": [_INFECTION],
    "service_hours.set": [_ALL],
    "public_holidays.kept": [_ALL],
    "public_holidays.switched": [_ALL],
    "pause.planned": [_ALL],
    "pause.changed": [_ALL],
    "pause.dropped": [_ALL],
}
for _name in _TOLD_OUTSIDE:
    REACTIONS[_name] = [*REACTIONS.get(_name, ()), _OUTSIDE]
