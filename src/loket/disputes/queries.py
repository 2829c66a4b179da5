"""Lists of disputes, page by page: what a list shows of each, in as many statements however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet

from loket.disputes.access import may_see_all, visible_to
from loket.disputes.keyset import Key, by_creation, by_deadline
from loket.disputes.listed import (
    DisputeOfOrder,
    DisputesPage,
    ListedDispute,
    ListedLine,
    ListedOffer,
    answer_by,
)
from loket.disputes.machine.codes import Lane, RuleId
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.facts import Offer, Standing
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, DisputeLine
from loket.orders.models import OrderItem
from loket.people.actors import Actor, SellerActor, StaffActor

PAGE_SIZE = 50
MOST_OF_A_PAGE = 200
# What waits for those who decide; the index of the queue names the same.
QUEUED = (State.ESCALATED, State.IN_REVIEW, State.WAIT_EVIDENCE, State.APPEAL_REVIEW)
_SELLER = "seller"
_UNTOLD = {"rule": RuleId.TOLD.value, "whose": _SELLER}
# What a list shows; facts, drafts and addresses are many times as long.
_SHOWN = (
    *("number", "order_id", "seller_id", "adjudicator_id", "state", "version", "turn", "reason", "amount", "currency"),
    *("market", "language", "is_open", "is_held", "outcome", "deadline_at", "created_at", "submitted_at"),
    *("state_since", "order__number", "order__contact_name", "seller__name", "seller__external_id"),
    "adjudicator__name",
)


class ClaimFilter(StrEnum):
    """Which of a seller's claims a list shows."""

    ALL = ""
    # The seller has to act.
    YOUR_TURN = "your_turn"
    # Somebody else has to act, or nothing yet.
    WAITING = "waiting"
    DONE = "done"


def disputes_of_order(actor: Actor, order_ids: Iterable[int]) -> Mapping[int, tuple[DisputeOfOrder, ...]]:
    """The disputes of these orders that ``actor`` may see, the newest first, drafts among them; two statements."""
    wanted = list(order_ids)
    rows = list(visible_to(actor).filter(order__in=wanted).order_by("-created_at", "-pk"))
    lines = _lines_of(rows)
    found: dict[int, list[DisputeOfOrder]] = {each: [] for each in wanted}
    for row in rows:
        found[row.order_id].append(_of_order(row, tuple(lines.get(row.pk, ()))))
    return {order: tuple(disputes) for order, disputes in found.items()}


def disputes_of(actor: Actor, *, before: str = "", limit: int = PAGE_SIZE) -> DisputesPage:
    """All disputes that ``actor`` may see, the newest first, but for drafts that were given up; ``before`` is a key."""
    rows = _shown_to(actor).exclude(state=State.CLOSED, submitted_at=None)
    return _page(*by_creation(rows, Key.read(before), _most(limit)), actor)


def adjudication_queue(
    actor: Actor,
    *,
    language: str = "",
    state: str = "",
    currency: str = "",
    least: Decimal | None = None,
    most: Decimal | None = None,
    is_own: bool | None = None,
    after: str = "",
    limit: int = PAGE_SIZE,
) -> DisputesPage:
    """What waits for those who decide, the nearest deadline first; nothing for whoever may not see it.

    ``least`` and ``most`` bound the amount, ``is_own`` keeps what the viewer has taken, or what nobody has.
    """
    if not may_see_all(actor):
        return DisputesPage(())
    wanted = Q(state__in=QUEUED)
    wanted &= Q(language=language) if language else Q()
    wanted &= Q(state=state) if state else Q()
    wanted &= Q(currency=currency) if currency else Q()
    wanted &= Q(amount__gte=least) if least is not None else Q()
    wanted &= Q(amount__lte=most) if most is not None else Q()
    if is_own is not None and isinstance(actor, StaffActor):
        wanted &= Q(adjudicator=actor.user.pk if is_own else None)
    return _page(*by_deadline(_shown_to(actor).filter(wanted), Key.read(after), _most(limit)), actor)


def claims_of_seller(
    seller: SellerActor,
    state_filter: ClaimFilter = ClaimFilter.ALL,
    *,
    due_before: datetime | None = None,
    after: str = "",
    limit: int = PAGE_SIZE,
) -> DisputesPage:
    """A seller's claims, the nearest deadline first; what is done has none and comes the newest first."""
    rows, key = _shown_to(seller).annotate(deadlines=F("document__deadlines")), Key.read(after)
    if due_before is not None:
        rows = rows.filter(_is_due(due_before))
    if state_filter == ClaimFilter.DONE:
        return _page(*by_creation(rows.filter(is_open=False), key, _most(limit)), seller)
    return _page(*by_deadline(rows.filter(_of_filter(state_filter)), key, _most(limit)), seller)


def count_claims(seller: SellerActor) -> Mapping[ClaimFilter, int]:
    """How many claims each filter shows."""
    rows = visible_to(seller).order_by()
    return {each: rows.filter(_of_filter(each)).count() for each in ClaimFilter}


def count_due(seller: SellerActor, *, before: datetime) -> int:
    """How many claims wait for the seller with a deadline that is near."""
    return visible_to(seller).filter(_of_filter(ClaimFilter.YOUR_TURN), _is_due(before)).count()


def languages_in_queue(actor: Actor) -> Sequence[str]:
    """The languages in which something waits for those who decide."""
    if not may_see_all(actor):
        return []
    waiting = Dispute.objects.filter(state__in=QUEUED).exclude(language="").order_by("language")
    return list(waiting.values_list("language", flat=True).distinct())


def count_queue(actor: Actor) -> Mapping[str, int]:
    """How many wait for those who decide, by state, for whoever may see them."""
    if not may_see_all(actor):
        return {}
    waiting = Dispute.objects.filter(state__in=QUEUED).order_by().values_list("state", flat=True)
    return {state: waiting.filter(state=state).count() for state in QUEUED}


def _of_filter(wanted: ClaimFilter) -> Q:
    filters = {
        ClaimFilter.ALL: Q(),
        ClaimFilter.YOUR_TURN: Q(is_open=True, turn__contains=[_SELLER]),
        ClaimFilter.WAITING: Q(is_open=True) & ~Q(turn__contains=[_SELLER]),
        ClaimFilter.DONE: Q(is_open=False),
    }
    return filters[wanted]


def _is_due(before: datetime) -> Q:
    """A time of the seller's own that ends soon: none runs before they were told."""
    return Q(deadline_at__lt=before) & ~Q(document__deadlines__contains=[_UNTOLD])


def _shown_to(actor: Actor) -> QuerySet[Dispute]:
    rows = visible_to(actor).select_related(None).select_related("order", "seller", "adjudicator")
    return rows.only(*_SHOWN).annotate(offers=F("document__offers"))


def _most(limit: int) -> int:
    return max(1, min(limit, MOST_OF_A_PAGE))


def _page(rows: Sequence[Dispute], following: str, actor: Actor) -> DisputesPage:
    lines, is_staff = _lines_of(rows), may_see_all(actor)
    titles = _titles(rows)
    return DisputesPage(tuple(_listed(row, lines, titles, is_staff=is_staff) for row in rows), following)


def _lines_of(rows: Iterable[Dispute]) -> Mapping[UUID, list[int]]:
    found: dict[UUID, list[int]] = {}
    kept = DisputeLine.objects.filter(dispute__in=[row.pk for row in rows]).order_by("line")
    for dispute, line in kept.values_list("dispute", "line"):
        found.setdefault(dispute, []).append(line)
    return found


def _titles(rows: Iterable[Dispute]) -> Mapping[tuple[int, int], ListedLine]:
    items: QuerySet[OrderItem] = OrderItem.objects.filter(order__in={row.order_id for row in rows}).order_by()
    return {
        (order, line): ListedLine(line, title, image)
        for order, line, title, image in items.values_list("order", "line", "title", "image_url")
    }


def _listed(
    row: Dispute,
    lines: Mapping[UUID, list[int]],
    titles: Mapping[tuple[int, int], ListedLine],
    *,
    is_staff: bool,
) -> ListedDispute:
    shown = (titles.get((row.order_id, line)) for line in lines.get(row.pk, ()))
    return ListedDispute(
        id=row.pk,
        number=row.number,
        order_id=row.order_id,
        order_number=row.order.number,
        buyer_name=row.order.contact_name,
        seller_name=str(row.seller),
        lines=tuple(each for each in shown if each),
        state=row.state,
        version=row.version,
        turn=tuple(row.turn),
        reason=row.reason,
        asked=_asked(row),
        amount=row.amount,
        currency=row.currency,
        market=row.market,
        language=row.language,
        is_open=row.is_open,
        is_held=row.is_held,
        outcome=row.outcome,
        adjudicator=row.adjudicator.name if is_staff and row.adjudicator else "",
        deadline_at=row.deadline_at,
        answer_by=answer_by(row.__dict__.get("deadlines") or ()),
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        state_since=row.state_since,
    )


def _asked(row: Dispute) -> ListedOffer | None:
    """What the buyer's lane stands at, read from the facts without all that is beside it."""
    offers = (from_document(Offer, each) for each in reversed(row.__dict__["offers"] or []))
    standing = (Standing.CURRENT, Standing.ACCEPTED)
    offer = next((each for each in offers if each.lane == Lane.BUYER and each.standing in standing), None)
    if offer is None or offer.solution is None:
        return None
    return ListedOffer(offer.id, offer.version, offer.solution.kind, offer.solution.amount)


def _of_order(row: Dispute, lines: tuple[int, ...]) -> DisputeOfOrder:
    return DisputeOfOrder(
        id=row.pk,
        number=row.number,
        state=row.state,
        lines=lines,
        is_open=row.is_open,
        turn=tuple(row.turn),
        deadline_at=row.deadline_at,
        outcome=row.outcome,
    )
