"""What the order's record and the ledger report, as commands of carriers and of those who pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from loket.disputes.actions.acting import by_system, facts_of, locked, take_command
from loket.disputes.actions.effects import refund_key
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Command
from loket.disputes.machine.facts import DisputeFacts, RefundState
from loket.disputes.machine.questions import is_held
from loket.disputes.machine.states import OPEN, HoldKind, State
from loket.disputes.models import Dispute
from loket.disputes.refusals import ActionRefused
from loket.orders.actions.decided_money import parts_of
from loket.orders.models import LedgerEntry, Payment, Shipment
from loket.orders.states import EntryState, ShipmentState

AT_ONCE = 200
_WATCHED = (State.RETURN_IN_TRANSIT, State.REPLACEMENT_IN_TRANSIT, State.RESOLVED)
_HOLDABLE = (*sorted(OPEN), State.RESOLVED)
_FAILED = (EntryState.REFUSED, EntryState.DECLINED)


def hear_of_orders(now: datetime | None = None) -> int:
    """Look at disputes whose order has changed since; returns how many."""
    moment = now or timezone.now()
    ids = [*_with_news_of_parcels()[:AT_ONCE], *_with_news_of_chargebacks()[:AT_ONCE]]
    for dispute_id in sorted(set(ids)):
        hear_of_order(dispute_id, now=moment)
    return len(set(ids))


@transaction.atomic
def hear_of_order(dispute_id: UUID, *, now: datetime) -> None:
    """Take over what the record of one dispute's order says now."""
    dispute = locked(dispute_id)
    _take_all(dispute, _news_of_chargeback(dispute), now=now)
    _take_all(dispute, _news_of_parcels(dispute), now=now)
    Dispute.objects.filter(pk=dispute.pk).update(order_version=dispute.order.version)


def hear_of_ledger(entry_id: str, *, now: datetime | None = None) -> bool:
    """Take over how far a refund of a dispute has come; returns whether the entry belonged to one."""
    entry = LedgerEntry.objects.filter(pk=entry_id).select_related("part_of").first()
    first = entry and (entry.part_of or entry)
    if first is None or not first.idempotency_key.startswith("dispute:"):
        return False
    number = first.idempotency_key.split(":")[1]
    with transaction.atomic():
        found = Dispute.objects.filter(number=number).values_list("pk", flat=True).first()
        if found is None:
            return False
        dispute = locked(found)
        _take_all(dispute, _news_of_money(dispute, first), now=now or timezone.now())
    return True


def _with_news_of_parcels() -> QuerySet[Dispute, UUID]:
    changed = Dispute.objects.filter(state__in=_WATCHED, order__version__gt=F("order_version"))
    return changed.order_by("pk").values_list("pk", flat=True)


def _with_news_of_chargebacks() -> QuerySet[Dispute, UUID]:
    """Begun from the few payments that a bank wants back; a claim that came later than the bank is among them."""
    charged_back = Payment.objects.exclude(chargeback_id="")
    orders = charged_back.values("order")
    at_the_bank = charged_back.filter(chargeback_state=Payment.Chargeback.OPENED).values("order")
    is_new = Q(order__version__gt=F("order_version")) | Q(is_open=True, is_held=False, order__in=at_the_bank)
    found = Dispute.objects.filter(is_new, order__in=orders, state__in=_HOLDABLE)
    return found.order_by("pk").values_list("pk", flat=True)


def _take_all(dispute: Dispute, commands: Iterator[Command], *, now: datetime) -> None:
    for command in commands:
        try:
            with transaction.atomic():
                take_command(dispute, command, now=now)
        except ActionRefused:
            # Told before, or the dispute has gone on without it.
            return


def _news_of_parcels(dispute: Dispute) -> Iterator[Command]:
    facts = facts_of(dispute)
    tracking = _tracking(facts)
    parcels = Shipment.objects.filter(order=dispute.order, state=ShipmentState.DELIVERED)
    if facts.state == State.RESOLVED:
        known = facts.order.delivered_at
        # The return and the replacement are the claim's own: that they came is nothing new about what was bought.
        bought = parcels.exclude(tracking_number__in=_own_parcels(facts))
        if bought.filter(delivered_at__gt=known or dispute.created_at).exists():
            yield by_system(Role.LOGISTICS, Action.REPORT_NEW_FACT, version=dispute.version)
        return
    if tracking and parcels.filter(tracking_number__iexact=tracking).exists():
        yield by_system(Role.LOGISTICS, Action.REPORT_DELIVERY, version=dispute.version)


def _news_of_chargeback(dispute: Dispute) -> Iterator[Command]:
    """What the bank has come to, if it asked for money back: no two refunds of one payment."""
    rows = list(dispute.order.payments.exclude(chargeback_id="").order_by("chargeback_id"))
    if not rows:
        return
    facts, states = facts_of(dispute), {each.chargeback_state for each in rows}
    held, is_lost = is_held(facts, HoldKind.CHARGEBACK), Payment.Chargeback.LOST in states
    is_at_the_bank = Payment.Chargeback.OPENED in states
    if not held and (is_at_the_bank or (is_lost and facts.state in OPEN)):
        reference = rows[0].chargeback_id
        body = {"hold": HoldKind.CHARGEBACK.value, "reference": reference, "text": f"chargeback {reference}"}
        yield by_system(Role.PSP, Action.SET_HOLD, version=dispute.version, **body)
        held = True
    if held and not is_at_the_bank:
        # What had ended before keeps its end, whoever has the money.
        takes_over = is_lost and facts.state != State.RESOLVED
        yield by_system(Role.PSP, Action.END_CHARGEBACK, version=dispute.version, takes_over=takes_over)


def _tracking(facts: DisputeFacts) -> str:
    if facts.state == State.RETURN_IN_TRANSIT and facts.shipment_back:
        return facts.shipment_back.parcel.tracking
    return facts.replacement.tracking if facts.replacement else ""


def _own_parcels(facts: DisputeFacts) -> list[str]:
    back = facts.shipment_back.parcel if facts.shipment_back else None
    return [each.tracking for each in (back, facts.replacement) if each and each.tracking]


def _news_of_money(dispute: Dispute, first: LedgerEntry) -> Iterator[Command]:
    facts, parts = facts_of(dispute), parts_of(first)
    refund = next((each for each in facts.refunds if refund_key(dispute, each.key) == first.idempotency_key), None)
    if refund is None or refund.state == RefundState.SETTLED:
        return
    if any(each.state in _FAILED for each in parts):
        yield by_system(Role.PSP, Action.REPORT_REFUND_FAILED, version=dispute.version)
        return
    has_left = all(each.state in (EntryState.ACCEPTED, EntryState.SETTLED) for each in parts)
    if has_left and refund.state == RefundState.ASKED:
        trace = first.marketplace_reference or str(first.pk)
        yield by_system(Role.PSP, Action.REPORT_REFUND_SENT, version=dispute.version, trace=trace[:200])
    if all(each.state == EntryState.SETTLED for each in parts):
        yield by_system(Role.PSP, Action.REPORT_REFUND, version=dispute.version, amount=str(refund.amount))
