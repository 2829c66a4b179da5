"""What follows from what: {action in history: [dotted paths of functions that take the event's id]}."""

from __future__ import annotations

_CASE = "loket.promises.reactions.refresh_case"
_ALL = "loket.promises.reactions.refresh_all"

REACTIONS: dict[str, list[str]] = {
    "conversation.handed_over": [_CASE],
    "conversation.taken": [_CASE],
    "conversation.given_back": [_CASE],
    "conversation.closed": [_CASE],
    "conversation.reopened": [_CASE],
    "conversation.moved": [_CASE],
    "service_hours.set": [_ALL],
    "public_holidays.kept": [_ALL],
    "public_holidays.switched": [_ALL],
    "pause.planned": [_ALL],
    "pause.changed": [_ALL],
    "pause.dropped": [_ALL],
}
