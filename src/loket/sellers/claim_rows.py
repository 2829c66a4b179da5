"""A seller's list of claims as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from loket.disputes.listed import ListedDispute
from loket.disputes.machine.codes import Role, SolutionKind
from loket.disputes.machine.facts import Solution
from loket.disputes.machine.states import State
from loket.disputes.queries import ClaimFilter
from loket.disputes.wording import outcome_label, reason_label, solution_sentence, state_label
from loket.orders.telling.pictures import own_picture

SOON = timedelta(hours=24)
# What the address of the list calls those whose time ends soon.
DUE_SOON = "due_soon"
# Goods need an answer of their own: whether they are there, and when they leave.
_NEEDS_ITS_PAGE = frozenset({SolutionKind.REPLACEMENT, SolutionKind.RESEND})


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of a list; ``due_tone`` is soon or late where the deadline is the seller's own."""

    number: str
    order_number: str
    buyer_name: str
    title: str
    picture: str
    reason: str
    asked: str
    state: str
    is_own_turn: bool
    is_open: bool
    # The seller was not told of it yet, so that none of their time has begun.
    is_new: bool
    due_at: datetime | None
    due_tone: str
    can_be_accepted: bool


@dataclass(frozen=True, slots=True)
class FilterLink:
    """One tab above the list."""

    code: str
    label: str
    count: int
    is_current: bool


def claim_rows(claims: Iterable[ListedDispute], *, now: datetime) -> tuple[ClaimRow, ...]:
    """The rows of one page."""
    return tuple(_row(each, now) for each in claims)


def filter_links(current: str, counts: Mapping[str, int]) -> list[FilterLink]:
    """The tabs, each with how many claims it shows; what is urgent has one only while there is something."""
    labels = {
        DUE_SOON: _("Due within 24 hours"),
        ClaimFilter.YOUR_TURN: _("Your turn"),
        ClaimFilter.WAITING: _("Waiting"),
        ClaimFilter.DONE: _("Done"),
        ClaimFilter.ALL: _("All"),
    }
    shown = (code for code in labels if code != DUE_SOON or counts.get(code) or code == current)
    return [FilterLink(str(code), labels[code], counts.get(code, 0), code == current) for code in shown]


def can_be_accepted(claim: ListedDispute) -> bool:
    """Whether the seller can say yes to it from the list."""
    in_turn = claim.state == State.WAIT_SELLER and Role.SELLER in claim.turn and not claim.is_held
    return in_turn and claim.asked is not None and claim.asked.solution not in _NEEDS_ITS_PAGE


def asked_sentence(claim: ListedDispute) -> str:
    """What the buyer asks for, with the money."""
    if claim.asked is None:
        return ""
    return solution_sentence(Solution(SolutionKind(claim.asked.solution), claim.asked.amount), claim.currency)


def _row(claim: ListedDispute, now: datetime) -> ClaimRow:
    first = next(iter(claim.lines), None)
    is_own_turn = claim.is_open and Role.SELLER in claim.turn
    title = first.title if first else claim.order_number
    ended = outcome_label(claim.outcome) if claim.outcome and not claim.is_open else ""
    return ClaimRow(
        number=claim.number,
        order_number=claim.order_number,
        buyer_name=claim.buyer_name,
        title=title if len(claim.lines) < 2 else _("%(title)s and more") % {"title": title},
        picture=own_picture(first.image_url) if first and first.image_url else "",
        reason=reason_label(claim.reason),
        asked=asked_sentence(claim),
        state=ended or state_label(claim.state, Role.SELLER, claim.turn),
        is_own_turn=is_own_turn,
        is_open=claim.is_open,
        is_new=is_own_turn and claim.answer_by is None and not claim.is_held,
        due_at=(claim.answer_by if is_own_turn else claim.deadline_at) if claim.is_open else None,
        due_tone=_due_tone(claim.answer_by, now) if is_own_turn else "",
        can_be_accepted=can_be_accepted(claim),
    )


def _due_tone(due_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return ""
    left = due_at - now
    return "late" if left <= timedelta(0) else "soon" if left < SOON else ""
