"""A buyer's claims in lists: on the page of an order, and all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.design.wording import find_zone
from loket.disputes.listed import DisputeOfOrder, ListedDispute
from loket.disputes.machine.codes import Role, SolutionKind
from loket.disputes.machine.facts import Solution
from loket.disputes.machine.states import State
from loket.disputes.queries import disputes_of_order
from loket.disputes.wording import outcome_label, reason_label, solution_sentence, state_label, turn_label
from loket.helpcentre.pages import Visit
from loket.orders.models import Order
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.wording import moment
from loket.people.actors import CustomerActor

_ENDED = frozenset({State.RESOLVED, State.CLOSED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class DisputeLink:
    """A claim as the page of its order names it; ``is_draft`` while it was not sent."""

    number: str
    url: str
    label: str
    turn: str
    tone: str
    until: str
    is_draft: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A claim in the list of all."""

    number: str
    url: str
    title: str
    picture: str
    reason: str
    asked: str
    label: str
    turn: str
    tone: str
    until: str
    order_number: str
    began: datetime


def disputes_beside(order: Order, actor: CustomerActor, visit: Visit) -> tuple[DisputeLink, ...]:
    """The claims about an order, the newest first."""
    return links_to(disputes_of_order(actor, [order.pk])[order.pk], visit)


def links_to(known: Iterable[DisputeOfOrder], visit: Visit) -> tuple[DisputeLink, ...]:
    """Claims as links; a draft that was given up is none."""
    return tuple(_link(each, visit) for each in known if not (each.state == State.CLOSED and not each.outcome))


def dispute_row(listed: ListedDispute, visit: Visit) -> DisputeRow:
    """A claim as a row."""
    asked = listed.asked
    solution = Solution(SolutionKind(asked.solution), asked.amount) if asked else None
    return DisputeRow(
        number=listed.number,
        url=visit.url("my_dispute", claim=listed.number),
        title=_title(listed),
        picture=next(filter(None, (own_picture(each.image_url) for each in listed.lines)), ""),
        reason=reason_label(listed.reason),
        asked=solution_sentence(solution, listed.currency) if solution else "",
        label=_label(listed.state, listed.turn, listed.outcome),
        turn=turn_label(listed.turn, Role.BUYER),
        tone=_tone(listed.state, listed.turn),
        until=_until(listed.deadline_at, visit),
        order_number=listed.order_number,
        began=listed.submitted_at or listed.created_at,
    )


def _link(each: DisputeOfOrder, visit: Visit) -> DisputeLink:
    return DisputeLink(
        number=each.number,
        url=visit.url("my_dispute", claim=each.number),
        label=_label(each.state, each.turn, each.outcome),
        turn=turn_label(each.turn, Role.BUYER),
        tone=_tone(each.state, each.turn),
        until=_until(each.deadline_at, visit),
        is_draft=each.state == State.DRAFT,
        is_open=each.is_open,
    )


def _label(state: str, turn: tuple[str, ...], outcome: str) -> str:
    return outcome_label(outcome) if outcome and state in _ENDED else state_label(state, Role.BUYER, turn)


def _tone(state: str, turn: tuple[str, ...]) -> str:
    if state in _ENDED:
        return "quiet"
    return "warning" if Role.BUYER in turn else "accent"


def _until(deadline: datetime | None, visit: Visit) -> str:
    if deadline is None:
        return ""
    return _("until %(moment)s") % {"moment": moment(deadline, find_zone(visit.zone))}


def _title(listed: ListedDispute) -> str:
    if not listed.lines:
        return listed.order_number
    more = len(listed.lines) - 1
    title = listed.lines[0].title
    if not more:
        return title
    return ngettext("%(title)s and %(more)d more", "%(title)s and %(more)d more", more) % {"title": title, "more": more}
