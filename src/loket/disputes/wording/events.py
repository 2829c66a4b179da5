"""The time line: what happened, as each side reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from loket.disputes.machine.codes import PARTIES, Role, RuleId
from loket.disputes.wording import answers
from loket.disputes.wording.event_names import EVENT_LABELS
from loket.disputes.wording.happenings import BY_PARTY, BY_PLATFORM, EXPIRED_TIMES, HOLDS, REMINDERS
from loket.disputes.wording.holds import hold_label
from loket.disputes.wording.saying import Zone, said

_ANSWERS: Mapping[str, Callable[[str], str]] = {
    "finding": answers.finding_label,
    "objection": answers.objection_label,
    "appeal_ground": answers.appeal_ground_label,
    "result": answers.appeal_result_label,
    "withdraw_code": answers.withdraw_label,
}


class Happened(Protocol):
    """What the words of an event need of it; views and rows of the log both have it."""

    @property
    def name(self) -> str:
        """The name under which it is told."""

    @property
    def transition(self) -> str:
        """The row of the table that was taken."""

    @property
    def role(self) -> str:
        """Who took it."""

    @property
    def rule(self) -> str:
        """The clock that it is about, where there is one."""

    @property
    def details(self) -> Mapping[str, Any]:
        """The body, as far as the viewer may see it."""


def event_label(name: str) -> str:
    """An event by its name, for webhooks, filters and numbers."""
    return said(EVENT_LABELS, name)


def event_sentence(event: Happened, viewer: str, *, zone: Zone = None) -> str:
    """One line of the time line: "You refused the request.", "The seller refused the request."."""
    if event.role in PARTIES and event.transition in BY_PARTY:
        return BY_PARTY[event.transition].to(viewer, event.role)
    if event.transition == "S2":
        return _reminder(event, viewer)
    if event.transition == "S4" and event.rule in EXPIRED_TIMES:
        return said(EXPIRED_TIMES, event.rule)
    if event.transition in HOLDS and (kind := _hold_of(event)):
        return said(HOLDS, event.transition) % {"why": hold_label(kind)}
    texts = BY_PLATFORM.get(event.transition)
    return texts.to(viewer) if texts else event_label(event.name)


def event_answers(event: Happened) -> tuple[str, ...]:
    """What was chosen from a list with it, and the parcel: said in every language without anybody who translates."""
    body = _body(event)
    parcel = " ".join(str(body[name]) for name in ("carrier", "tracking") if body.get(name))
    chosen = (label(str(body[name])) for name, label in _ANSWERS.items() if body.get(name))
    return (*chosen, *([parcel] if parcel else []))


def _reminder(event: Happened, viewer: str) -> str:
    """Whom a reminder went to follows from its clock; some are both sides'."""
    whose = _body(event).get("party") or _WHOSE.get(event.rule, "")
    if whose in PARTIES:
        return REMINDERS["party"].to(viewer, whose)
    is_ours = whose == Role.ADJUDICATOR
    return REMINDERS["platform" if is_ours else "sides"].to(viewer, "")


def _hold_of(event: Happened) -> str:
    return str(_body(event).get("hold") or "")


def _body(event: Happened) -> Mapping[str, Any]:
    """The log keeps the body among other details, a view shows it alone."""
    body: Mapping[str, Any] = event.details.get("body", event.details)
    return body


_WHOSE: Mapping[str, str] = {
    RuleId.D2: Role.SELLER,
    RuleId.D3: Role.BUYER,
    RuleId.D6: Role.ADJUDICATOR,
    RuleId.D8: Role.ADJUDICATOR,
    RuleId.D10: Role.BUYER,
    RuleId.D10C: Role.BUYER,
    RuleId.D12: Role.SELLER,
    RuleId.D13: Role.SELLER,
    RuleId.D13B: Role.BUYER,
}
