"""Beginning a dispute: a draft that the buyer fills in step by step, or a claim that goes on from another."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from loket.conversations.models import Conversation
from loket.conversations.numbers import new_number
from loket.disputes.actions.keeping_facts import keep_facts
from loket.disputes.event_log import row_of
from loket.disputes.finding_out import order_facts_for
from loket.disputes.machine.chain import opened
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.facts import DisputeFacts, Party
from loket.disputes.machine.opening import Opening, drafted
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, DisputeLine
from loket.disputes.party_calendars import calendars_between
from loket.disputes.policies.current import current_policy
from loket.disputes.refusals import ActionRefused
from loket.disputes.signals import risk_of_buyer
from loket.history.actions import record
from loket.orders.access import get_order_for
from loket.orders.models import Order
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, CustomerActor, ServerActor

# What the form may keep while it is filled in; anything else is dropped.
DRAFT_FIELDS = frozenset(
    {"lines", "reason", "received", "text", "solution", "amount", "has_no_evidence", "attaches_talk", "quantity"}
)
_LONGEST_DRAFT_TEXT = 5000


@transaction.atomic
def start_draft(
    order: Order,
    *,
    lines: Iterable[int],
    by: Actor,
    conversation: Conversation | None = None,
    answers: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> Dispute:
    """A draft about these lines of an order; one that the buyer began before about the same lines is found again.

    Raises NotVisible, and ActionRefused for a line that is in an open dispute or that the order does not have.
    """
    moment = now or timezone.now()
    get_order_for(by, order.number)
    role = _role(by)
    wanted = tuple(sorted(set(lines)))
    Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    begun = _begun(order, wanted)
    if begun is not None:
        return begun
    if DisputeLine.objects.filter(order=order, line__in=wanted, is_open=True).exists():
        raise ActionRefused(Denial.LINE_IN_DISPUTE, "lines")
    dispute = _new(order, conversation)
    facts = _drafted(dispute, order, wanted, role=role, now=moment)
    _keep(dispute, facts, by=by)
    return save_draft(dispute, answers or {}, by=by)


@transaction.atomic
def save_draft(dispute: Dispute, answers: Mapping[str, object], *, by: Actor) -> Dispute:
    """Keep what the buyer has filled in so far, field by field; a field that is not named stays as it was."""
    found = Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    _role(by)
    if found.state != State.DRAFT:
        raise ActionRefused(Denial.WRONG_STATE)
    kept = {name: _kept(value) for name, value in answers.items() if name in DRAFT_FIELDS}
    if kept:
        found.draft = {**found.draft, **kept}
        found.save(update_fields=["draft"])
    return found


def keep_linked(before: Dispute, facts: DisputeFacts, *, dispute: Dispute, by: str) -> Dispute:
    """Store the dispute in which a wrong replacement goes on."""
    dispute.linked_to = before
    _store_first(dispute, facts, by=by)
    return dispute


def new_after(before: Dispute) -> Dispute:
    """A dispute about the same order, not stored yet."""
    return _new(before.order, before.conversation)


def _new(order: Order, conversation: Conversation | None) -> Dispute:
    return Dispute(
        id=uuid4(),
        number=new_number(),
        order=order,
        customer_id=order.customer_id,
        seller_id=order.seller_id,
        conversation=conversation,
        salt=secrets.token_hex(16),
        market=order.market,
        language=order.language,
        currency=order.currency,
        order_version=order.version,
    )


def _drafted(dispute: Dispute, order: Order, lines: tuple[int, ...], *, role: Role, now: datetime) -> DisputeFacts:
    try:
        known = order_facts_for(order, lines)
    except ValueError as error:
        raise ActionRefused(Denial.FIELD_INVALID, "lines") from error
    policy = current_policy(order.market, known.category)
    dispute.category = known.category
    dispute.policy_market, dispute.policy_category = policy.market, policy.category
    dispute.policy_version = policy.version
    buyer = Party(order.country or order.market, order.time_zone or "UTC", order.language)
    seller = Party(order.seller.country, order.seller.time_zone or "UTC", order.seller.language)
    opening = Opening(
        id=str(dispute.pk),
        market=order.market,
        category=known.category,
        currency=order.currency,
        order=known,
        lines=lines,
        buyer=buyer,
        seller=seller,
        started_by=role,
        buyer_risk=risk_of_buyer(order.customer_id, now=now),
    )
    return drafted(opening, policy, calendars_between(buyer, seller), now)


def _keep(dispute: Dispute, facts: DisputeFacts, *, by: Actor) -> None:
    _store_first(dispute, facts, by=by.label)
    record("dispute.opened", dispute.subject, by=by.label, actor_id=by.actor_id, data={"order": dispute.order_id})


def _store_first(dispute: Dispute, facts: DisputeFacts, *, by: str) -> None:
    lines, order = facts.lines, dispute.order
    dispute.created_at = facts.created_at
    dispute.save(force_insert=True)
    DisputeLine.objects.bulk_create(DisputeLine(dispute=dispute, order=order, line=line) for line in lines)
    row_of(opened(facts, actor=by), dispute).save(force_insert=True)
    try:
        with transaction.atomic():
            keep_facts(dispute, facts)
    except IntegrityError as error:
        # Somebody else opened one about the same line at the same moment.
        raise ActionRefused(Denial.LINE_IN_DISPUTE, "lines") from error


def _begun(order: Order, lines: tuple[int, ...]) -> Dispute | None:
    for draft in Dispute.objects.filter(order=order, state=State.DRAFT).order_by("-created_at"):
        if tuple(draft.disputed_lines.order_by("line").values_list("line", flat=True)) == lines:
            return draft
    return None


def _role(by: Actor) -> Role:
    if isinstance(by, CustomerActor | ServerActor):
        return Role.BUYER
    if may_answer(by):
        return Role.AGENT
    raise NotVisible


def _kept(value: object) -> object:
    return value[:_LONGEST_DRAFT_TEXT] if isinstance(value, str) else value
