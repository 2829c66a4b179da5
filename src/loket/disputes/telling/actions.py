"""Putting the letters about a step into the outbox, in the step's own transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.utils import translation

from loket.disputes.links import link_for
from loket.disputes.machine.codes import Role
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Event
from loket.disputes.models import Dispute, DisputeEvent, DisputeText
from loket.disputes.party_calendars import calendars_for
from loket.disputes.policies.current import policy_at
from loket.disputes.telling.audience import PASSING, REMINDERS, letters_of
from loket.disputes.telling.foreseeing import deadline_for, foreseen
from loket.disputes.telling.letters import Reading, fields_of
from loket.disputes.telling.recipients import recipient_in
from loket.notices.actions.telling import tell, withdraw_about
from loket.notices.facts import Telling
from loket.people.language import to_django

OVERTAKEN = "the claim has gone on"
_LONGEST_ITEM = 80
# With these go the words of whoever decides.
_QUOTED: Mapping[Event, str] = {
    Event.PLATFORM_OFFER: DisputeText.Kind.REASONS,
    Event.PLATFORM_DECISION: DisputeText.Kind.REASONS,
    Event.APPEAL_DECIDED: DisputeText.Kind.REASONS,
    Event.EVIDENCE_REQUESTED: DisputeText.Kind.QUESTION,
}
# These change nothing that an earlier reminder was about.
_ASIDE = frozenset({Event.REMINDER, Event.TOLD, Event.UPDATE, Event.EVIDENCE_RECEIVED})
_IS_SILENT: ContextVar[bool] = ContextVar("disputes_in_silence", default=False)


@contextmanager
def in_silence() -> Iterator[None]:
    """Write no letters inside, about what happened long ago and is entered only now."""
    before = _IS_SILENT.set(True)
    try:
        yield
    finally:
        _IS_SILENT.reset(before)


def tell_of(dispute: Dispute, step: Step, event: DisputeEvent) -> None:
    """Tell both sides what the step means to them; reminders that it overtakes are taken back."""
    if _IS_SILENT.get():
        return
    if step.event not in _ASIDE and event.sequence > 1:
        withdraw_about(dispute.subject, purposes=PASSING, why=OVERTAKEN)
    letters = {side: purpose for side, purpose in letters_of(step).items() if _may_know(dispute, step, side)}
    if not letters:
        return
    item = _item(dispute, step)
    policy = policy_at(
        dispute.policy_market, dispute.policy_category, dispute.policy_version, for_market=dispute.market
    )
    deadlines = foreseen(step.facts, at=step.at, policy=policy, calendars=partial(calendars_for, step.facts))
    for side, purpose in sorted(letters.items()):
        reading = Reading(
            dispute=dispute,
            step=step,
            side=side,
            recipient=recipient_in(dispute, side, step.facts),
            deadline=deadline_for(step, side, deadlines),
            item=item,
            said=_said(dispute, step, side),
        )
        _tell(reading, purpose, event)


def _tell(reading: Reading, purpose: str, event: DisputeEvent) -> None:
    dispute, side, recipient = reading.dispute, reading.side, reading.recipient
    with translation.override(to_django(recipient.language)):
        fields = fields_of(reading)
    due_at = reading.deadline.due_at if reading.deadline else None
    telling = Telling(
        key=f"dispute:{dispute.pk}:{event.sequence}:{side.value}",
        purpose=purpose,
        recipient=recipient,
        subject=dispute.subject,
        fields=fields,
        link=link_for(dispute, side, language=recipient.language),
        # A reminder of what is over reminds of nothing.
        expires_at=due_at if purpose in REMINDERS else None,
    )
    tell(telling, now=reading.step.at)


def _may_know(dispute: Dispute, step: Step, side: Role) -> bool:
    """Whether there is somebody to tell; and of what was added for the platform alone, the other side hears nothing."""
    if side == Role.BUYER and dispute.customer.erased_at is not None:
        return False
    if step.transition != "T33":
        return True
    words = dispute.texts.filter(sequence=step.facts.sequence, visible_to__contains=[side.value])
    given = [each.id for each in step.body.evidence]
    return dispute.evidence.filter(pk__in=given, is_for_platform_only=False).exists() or words.exists()


def _said(dispute: Dispute, step: Step, side: Role) -> DisputeText | None:
    kind = _QUOTED.get(step.event)
    if kind is None or (step.event == Event.EVIDENCE_REQUESTED and side not in step.body.to):
        return None
    newest = dispute.texts.filter(kind=kind, visible_to__contains=[side.value]).exclude(text="")
    return newest.order_by("-sequence", "-pk").first()


def _item(dispute: Dispute, step: Step) -> str:
    found = dispute.order.items.filter(line__in=step.facts.lines).order_by("line")
    titles = ", ".join(found.values_list("title", flat=True)[:3])
    return titles if len(titles) <= _LONGEST_ITEM else f"{titles[: _LONGEST_ITEM - 1]}…"
