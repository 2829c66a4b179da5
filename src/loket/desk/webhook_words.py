"""The events of webhooks in words, in the groups in which the desk offers them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.events import Event
from loket.webhooks.names import NAMES

Text = str | Promise
# Each group with its events, and what each of them says.
GROUPS: tuple[tuple[str, Text, Mapping[str, Text]], ...] = (
    (
        "claims",
        _("Claims, from beginning to end"),
        {
            Event.SUBMITTED: _("The buyer sent a claim."),
            Event.ESCALATED: _("The claim went to our team, which decides."),
            Event.WITHDRAWN: _("The buyer withdrew the claim."),
            Event.REOPENED: _("The buyer goes on with a claim that was withdrawn."),
            Event.RESOLVED: _("The claim came to its result."),
            Event.CLOSED: _("The claim is closed for good: the time to appeal is over."),
            Event.EXPIRED: _("A claim that was begun and never sent was given up."),
        },
    ),
    (
        "agreement",
        _("Answers and agreement"),
        {
            Event.OFFER_MADE: _("The seller refused, or offered something else."),
            Event.OFFER_SUPERSEDED: _("The buyer asks for something else than before."),
            Event.OFFER_ACCEPTED: _("One side accepted what the other asked for or offered."),
            Event.SETTLEMENT_CLAIMED: _("One side says that both have settled it between them."),
        },
    ),
    (
        "evidence",
        _("Evidence"),
        {
            Event.EVIDENCE_REQUESTED: _("Our team asked one side a question."),
            Event.EVIDENCE_RECEIVED: _("One side added words or evidence."),
        },
    ),
    (
        "decisions",
        _("Decisions and appeals"),
        {
            Event.PLATFORM_OFFER: _("Our team proposed how it should end."),
            Event.PROPOSAL_AGREED: _("One side agreed to the proposal."),
            Event.PROPOSAL_OBJECTED: _("One side objected to the proposal."),
            Event.PLATFORM_DECISION: _("Our team decided."),
            Event.APPEAL_OPENED: _("One side appealed against the decision."),
            Event.APPEAL_DECIDED: _("Another person decided on the appeal."),
        },
    ),
    (
        "parcels",
        _("Returns and new parcels"),
        {
            Event.RETURN_LABEL: _("The buyer got a label for the return."),
            Event.LABEL_PROBLEM: _("The buyer reported a problem with the label."),
            Event.RETURN_SHIPPED: _("The buyer sent the item back."),
            Event.RETURN_DELIVERED: _("The return arrived at the seller."),
            Event.RETURN_CONTESTED: _("The seller says that something is wrong with the return."),
            Event.RETURN_LATE: _("The return takes longer than it may."),
            Event.REPLACEMENT_SHIPPED: _("The seller sent a new parcel."),
            Event.REPLACEMENT_DELIVERED: _("The new parcel arrived at the buyer."),
            Event.NEW_FACT: _("The carrier told something new after the decision."),
        },
    ),
    (
        "money",
        _("Money"),
        {
            Event.REFUND_SENT: _("The refund was instructed."),
            Event.REFUND_FAILED: _("The refund did not go through."),
            Event.REFUND_SETTLED: _("The refund reached the buyer."),
        },
    ),
    (
        "times",
        _("Times and waiting"),
        {
            Event.REMINDER: _("A side was reminded that its time ends."),
            Event.EXTENDED: _("A side got more time."),
            Event.BREACHED: _("Our team takes longer than promised, with a new date."),
            Event.UPDATE: _("Both sides were told that our team is still at work."),
            Event.HOLD_SET: _("The claim was put on hold, and all its times with it."),
            Event.HOLD_RELEASED: _("The hold ended, and the times go on."),
        },
    ),
    (
        "conversations",
        _("Conversations"),
        {
            "conversation.opened": _("A customer began a conversation."),
            "conversation.handed_over": _("The assistant handed it to people."),
            "conversation.taken": _("A person took it."),
            "conversation.given_back": _("A person gave it back into the line."),
            "conversation.moved": _("It went to another team or person."),
            "conversation.solved": _("It was marked as solved."),
            "conversation.closed": _("It was closed."),
            "conversation.reopened": _("It was opened again."),
            "conversation.rated": _("The customer rated it."),
            "conversation.erased": _("What was said in it was erased."),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class EventChoice:
    """One event to choose: its name as deliveries carry it, and what it tells."""

    name: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events that belong together."""

    code: str
    title: Text
    events: tuple[EventChoice, ...]


def event_groups(chosen: Collection[str]) -> tuple[EventGroup, ...]:
    """All events in their groups; those in ``chosen`` are marked."""
    return tuple(
        EventGroup(
            code,
            title,
            tuple(EventChoice(str(name), text, name in chosen) for name, text in texts.items() if name in NAMES),
        )
        for code, title, texts in GROUPS
    )
