"""What disputes have decided about money and goods of orders: entered once, within the caps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from loket.orders.actions.entering import Case, decided, keep_entries, refund_entries
from loket.orders.actions.ledger import Decision, Request, ask_for
from loket.orders.actions.news import tell_of_duties, tell_of_order
from loket.orders.bookkeeping.asking import check_request
from loket.orders.bookkeeping.checkouts import checkouts_of
from loket.orders.bookkeeping.ways_back import can_go_back
from loket.orders.models import LedgerEntry, Order, OrderTask
from loket.orders.queries import facts_of, with_everything
from loket.orders.rulebook.policies import current_policy
from loket.people.actors import SystemActor

DISPUTES = SystemActor("disputes")
State = LedgerEntry.State
# By order, the orders that were paid together with it, itself among them.
Together = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class DecidedRefund:
    """Money that goes back for these lines of an order, for the whole order where it names none."""

    order: Order
    amount: Decimal
    lines: tuple[int, ...]
    # The same key once more finds the same entries.
    key: str
    decision: Decision
    reason: str

    @property
    def request(self) -> Request:
        return Request(LedgerEntry.Kind.REFUND, self.reason, amount=self.amount, lines=self.lines)


@transaction.atomic
def refund_as_decided(refund: DecidedRefund) -> tuple[LedgerEntry, ...]:
    """Enter one refund, in as many entries as it takes payments.

    Money that cannot go back the way it was paid counts as asked for and waits for a person, who asks where to. Raises
    OverTheCap and RequestRefused.
    """
    first = ask_for(refund.order, refund.request, key=refund.key, by=DISPUTES, decision=refund.decision)
    parts = parts_of(first)
    for entry in parts:
        if entry.state == State.READY:
            _leave_if_stuck(entry)
    return parts


@transaction.atomic
def refund_all_as_decided(refunds: Sequence[DecidedRefund]) -> None:
    """Enter many refunds, each as `refund_as_decided` does, with as many statements however many there are.

    Raises what the first raises that may not be; nothing is entered then.
    """
    together = _locked_together(refunds)
    keys = [each.key for each in refunds]
    known = set(LedgerEntry.objects.filter(idempotency_key__in=keys).values_list("idempotency_key", flat=True))
    times = Counter(together[each.order.pk] for each in refunds)
    apart = [each for each in refunds if each.key not in known and times[together[each.order.pk]] == 1]
    _enter_all(apart, together)
    entered = {each.key for each in apart}
    # Each of these counts what was entered before it.
    for each in refunds:
        if each.key not in entered:
            refund_as_decided(each)


@transaction.atomic
def send_as_decided(
    order: Order, *, kind: str, lines: tuple[int, ...], key: str, decision: Decision, reason: str
) -> LedgerEntry:
    """Have the goods of these lines replaced or sent again; the same key once more finds the same entry."""
    return ask_for(order, Request(kind, reason, lines=lines), key=key, by=DISPUTES, decision=decision)


def parts_of(first: LedgerEntry) -> tuple[LedgerEntry, ...]:
    """All entries of one request, the first among them."""
    together = LedgerEntry.objects.filter(Q(pk=first.pk) | Q(part_of=first.pk))
    return tuple(together.select_related("payment").order_by("created_at", "pk"))


def _locked_together(refunds: Sequence[DecidedRefund]) -> Together:
    """Lock the orders, and all that were paid with one of them, in one order of theirs."""
    wanted = Order.objects.filter(pk__in={each.order.pk for each in refunds})
    # Read anew: the shop may have said meanwhile what each was paid together with.
    checkouts = dict(wanted.order_by().values_list("pk", "checkout_id"))
    named = set(checkouts.values()) - {""}
    are_paid_so = Q(pk__in=checkouts) | Q(checkout_id__in=named) if named else Q(pk__in=checkouts)
    locked = Order.objects.select_for_update(no_key=True).filter(are_paid_so).order_by("pk")
    members: dict[str, list[int]] = {}
    for order, checkout in locked.values_list("pk", "checkout_id"):
        members.setdefault(checkout, []).append(order)
    return {
        order: tuple(sorted({order, *members.get(checkout, ())})) if checkout else (order,)
        for order, checkout in checkouts.items()
    }


def _enter_all(refunds: Sequence[DecidedRefund], together: Together) -> None:
    cases = _read_cases(refunds, {each.order.pk: together[each.order.pk] for each in refunds})
    for case in cases:
        check_request(case.request, case.facts, contact_name=case.order.contact_name)
    entries = [(case, entry) for case in cases for entry in refund_entries(case)]
    keep_entries(entries)
    for case, entry in entries:
        entry.payment = next(each for each in case.order.payments.all() if each.pk == entry.payment_id)
        _leave_if_stuck(entry)
        tell_of_order(case.order.pk)


def _read_cases(refunds: Sequence[DecidedRefund], together: Together) -> list[Case]:
    orders = {each.pk: each for each in with_everything(Order.objects.filter(pk__in=together))}
    policies = {market: current_policy(market) for market in {each.market for each in orders.values()}}
    checkouts, now = checkouts_of(together), timezone.now()
    return [
        Case(
            request=refund.request,
            key=refund.key,
            by=DISPUTES,
            now=now,
            order=orders[key],
            facts=facts_of(orders[key]),
            checkout=checkouts[key],
            permission=decided(refund.request, refund.decision),
            policy=policies[orders[key].market],
        )
        for refund, key in ((each, each.order.pk) for each in refunds)
    ]


def _leave_if_stuck(entry: LedgerEntry) -> None:
    """What cannot go back the way it was paid is a person's; the job that would carry it out finds that."""
    if entry.payment is None or can_go_back(entry.payment.method):
        return
    entry.state = State.NEEDS_PERSON
    entry.save(update_fields=["state"])
    told = {"payment": entry.payment.reference, "method": entry.payment.method, "amount": str(entry.amount)}
    OrderTask.objects.create(order_id=entry.order_id, entry=entry, kind=OrderTask.Kind.NO_WAY_BACK, data=told)
    tell_of_duties(entry.order_id)
