"""One life of an order's money under a random sequence of actions, crashes and retries, and what has to hold then."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from unittest import mock
from uuid import uuid4

from django.utils import timezone

from loket.orders.actions import carrying_out, entering
from loket.orders.actions.ledger import (
    NotAllowed,
    OverTheCap,
    Request,
    approve,
    ask_for,
    carry_out,
    carry_out_due,
    decline,
    reconcile,
    retry,
    settle_by_hand,
)
from loket.orders.bookkeeping.refusals import MayNotDecide, RequestRefused, SamePerson, WrongState
from loket.orders.models import LedgerEntry, Order, OrderTask
from loket.orders.tests.ledger_shop import ada, bea, max_, mia, order, shop_refund
from loket.orders.tests.stormy_shop import Crash, StormyShop

REFUSED = (NotAllowed, OverTheCap, RequestRefused, SamePerson, WrongState, MayNotDecide)
REASONS = ("damaged", "not_received", "late", "charged_twice", "goodwill", "changed_mind", "lost")
ENDED = ("settled", "refused", "declined")
# Where a process may die: before and after each of these.
STEPS = ("_begin", "_begin_look", "_note_sending", "_note_outcome")


def touch(ours, theirs):
    """Whether two requests are about the same line; one without lines is about all of them."""
    return not ours or not theirs or bool({*ours} & {*theirs})


@dataclass
class Storm:
    """One sequence, told by its seed."""

    seed: int
    asked: int = 0
    refused: int = 0
    crashes: int = 0
    # Requests that were taken while another of their kind was under way for other lines.
    beside: int = 0

    def __post_init__(self):
        self.chance = random.Random(self.seed)
        self.shop = StormyShop(chance=self.chance, crash=self._perhaps_crash)
        self.now = timezone.now()
        self.keys = [f"{self.seed}-{number}-{uuid4().hex[:6]}" for number in range(5)]
        self.entries = []
        self.orders = self._orders()

    def rage(self, actions):
        """So many actions at random."""
        acts = (
            self.ask,
            self.ask,
            self.ask,
            self.ask_line_by_line,
            self.work,
            self.work,
            self.sweep,
            self.look,
            self.decide,
            self.wait,
        )
        with self._crash_points():
            for _action in range(actions):
                self.shop.is_dead = self.chance.random() < 0.05
                try:
                    self.chance.choice(acts)()
                except Crash:
                    self.crashes += 1
                self._check_parts()
        return self

    def settle_down(self):
        """The marketplace works again, people do their part, and time passes."""
        self.shop.is_calm, self.shop.is_dead = True, False
        with mock.patch.object(carrying_out, "connector", lambda: self.shop):
            for _round in range(20):
                while entry := self._mine().filter(state="awaiting_approval").first():
                    approve(entry, by=mia() if entry.asked_by_staff_id != mia().user.pk else max_())
                self.now += timedelta(hours=8)
                if not self._mine().filter(state__in=carrying_out.GOES_ON).exists():
                    break
                while self._mine().filter(state__in=carrying_out.GOES_ON, due_at__lte=self.now).exists():
                    carry_out_due(self.now)
        return self

    def ask(self):
        kind = self.chance.choice(("refund", "refund", "refund", "refund", "cancel"))
        made = self.chance.choice(self.orders)
        amount = self.chance.choice((None, None, "1.00", "20.00", "55.50", "106.90", "500.00"))
        lines = self.chance.choice(((), (), (1,), (2,), (1, 2)))
        request = Request(
            kind, self.chance.choice(REASONS), Decimal(amount) if amount and kind == "refund" else None,
            lines=lines if kind == "refund" else (),
        )  # fmt: skip
        self._ask(made, request, by=self.chance.choice((ada, max_, mia, lambda: bea(made)))())

    def ask_line_by_line(self):
        made = self.chance.choice(self.orders)
        for line in (1, 2):
            self._ask(made, Request("refund", "goodwill", Decimal("5.00"), lines=(line,)), by=max_())

    def _ask(self, made, request, *, by):
        self.asked += 1
        key = f"{self.chance.choice(self.keys)}-{made.pk}-{request.kind}"
        under_way = self._mine().filter(order=made.pk, kind=request.kind).exclude(state__in=ENDED)
        before = list(under_way.values_list("lines", flat=True))
        is_free = not any(touch(each, request.lines) for each in before)
        is_known = LedgerEntry.objects.filter(idempotency_key=key).exists()
        try:
            self.entries.append(ask_for(Order.objects.get(pk=made.pk), request, key=key, by=by))
        except REFUSED as refusal:
            self.refused += 1
            why = refusal.permission.why if isinstance(refusal, NotAllowed) else ""
            assert why != "pending_already" or not is_free, self.seed
        else:
            assert is_known or is_free, self.seed
            self.beside += not is_known and bool(before)

    def work(self):
        if entry := self._any():
            carry_out(entry.pk, now=self.now)

    def sweep(self):
        carry_out_due(self.now)

    def look(self):
        if entry := self._any():
            reconcile(entry.pk, now=self.now)

    def wait(self):
        self.now += self.chance.choice((timedelta(seconds=30), timedelta(minutes=10), timedelta(hours=7)))

    def decide(self):
        entry = self._any()
        if entry is None:
            return
        by = self.chance.choice((ada, max_, mia))()
        truth = "settled" if str(entry.pk) in self.shop.done else "not_done"
        act = self.chance.choice(
            (
                lambda: approve(entry, by=by),
                lambda: approve(entry, by=by),
                lambda: retry(entry, by=by),
                lambda: settle_by_hand(entry, by=by, outcome=truth),
                lambda: decline(entry, by=by, reason="No.") if self.chance.random() < 0.2 else None,
            )
        )
        with suppress(*REFUSED):
            act()

    def _orders(self):
        checkout = self.chance.choice(("", f"co-{uuid4().hex[:8]}"))
        payments = self.chance.choice(
            (None, {"gift": "30.00", "card": "76.90"}, {"one": "106.90", "two": "106.90"}, {"whole": "213.80"})
        )
        state = self.chance.choice(("paid", "shipped", "delivered"))
        number = 2 if checkout or payments == {"whole": "213.80"} else 1
        checkout = checkout or (f"co-{uuid4().hex[:8]}" if number == 2 else "")
        made = [order(state=state, payments=payments, checkout_id=checkout) for _each in range(number)]
        if self.chance.random() < 0.2:
            shop_refund(made[0], "15.00")
        return made

    def _mine(self):
        return LedgerEntry.objects.filter(order__in=[each.pk for each in self.orders]).order_by("created_at", "pk")

    def _any(self):
        found = list(self._mine())
        return self.chance.choice(found) if found else None

    def _perhaps_crash(self, _step):
        if not self.shop.is_calm and self.chance.random() < 0.08:
            raise Crash

    def _crash_points(self):
        stack = ExitStack()
        stack.enter_context(mock.patch.object(carrying_out, "connector", lambda: self.shop))
        stack.enter_context(mock.patch.object(entering, "record_all", self._around(entering.record_all)))
        for name in STEPS:
            step = self._around(getattr(carrying_out, name))
            stack.enter_context(mock.patch.object(carrying_out, name, step))
        return stack

    def _around(self, act):
        def step(*given, **named):
            self._perhaps_crash(act)
            found = act(*given, **named)
            self._perhaps_crash(act)
            return found

        return step

    def check(self):
        """Never more than was paid; everything settled once, declined, or before a person; both sides agree."""
        entries = list(self._mine().select_related("payment"))
        stuck = {str(each.pk) for each in entries if each.state == "needs_person"}
        for entry in entries:
            was_done = str(entry.pk) in self.shop.done
            # Money of a cancellation that nobody knows the outcome of waits for the person who has that one.
            is_held = entry.state == "waiting" and entry.details.get("after") in stuck
            assert is_held or entry.state in ("settled", "refused", "declined", "needs_person"), (
                self.seed,
                entry.state,
            )
            assert was_done if entry.state == "settled" else True, self.seed
            assert not was_done if entry.state in ("refused", "declined", "waiting") else True, self.seed
        self._check_sums(entries)
        self._check_lines(entries)
        self._check_parts()
        self._check_tasks(entries)
        self._check_turns(entries)
        return entries

    def _check_lines(self, entries):
        """For no line more went back than was paid for it, counting what was asked for it by name."""
        for made in self.orders:
            back = Counter()
            for entry in entries:
                if entry.order_id == made.pk and str(entry.pk) in self.shop.done:
                    back.update({int(line): Decimal(part) for line, part in entry.details.get("shares", {}).items()})
            assert all(back[item.line] <= item.paid for item in made.items.all()), self.seed

    def _check_parts(self):
        """What was asked for together is decided together: never waits one part alone for a second person."""
        states = defaultdict(set)
        for key, first, state in self._mine().values_list("pk", "part_of", "state"):
            states[first or key].add(state == "awaiting_approval")
        assert all(len(found) == 1 for found in states.values()), self.seed

    def _check_turns(self, entries):
        """The money of a cancellation moved after the order was cancelled, never before."""
        turns = {key: turn for turn, key in enumerate(self.shop.done)}
        for entry in entries:
            before = entry.details.get("after")
            if before and str(entry.pk) in turns:
                assert turns.get(before, len(turns)) < turns[str(entry.pk)], self.seed

    def _check_sums(self, entries):
        moved = [each for each in self.shop.done.values() if each.kind == "refund"]
        known = {str(each.pk) for each in entries}
        assert {each.key for each in moved} <= known
        captured, by_shop = Decimal(0), Decimal(0)
        whole = {}
        for made in self.orders:
            paid = {each.reference: each.amount for each in made.payments.all()}
            back = sum((each.amount for each in moved if each.order == made.number), Decimal(0))
            others = [refund.amount for each in made.payments.all() for refund in each.refunds.filter(entry=None)]
            assert back + sum(others) <= sum(min(each, made.total) for each in paid.values()), self.seed
            by_shop += sum(others, Decimal(0))
            for reference, amount in paid.items():
                name = reference if amount > made.total else f"{made.pk}-{reference}"
                whole[name] = amount
        captured = sum(whole.values())
        assert sum((each.amount for each in moved), Decimal(0)) + by_shop <= captured, self.seed

    def _check_tasks(self, entries):
        for entry in entries:
            open_tasks = OrderTask.objects.filter(entry=entry, done_at=None).count()
            after = entry.details.get("after")
            if entry.state == "needs_person" or (entry.state == "refused" and not after):
                was_by_hand = entry.state == "refused" and entry.decided_by_staff_id
                assert open_tasks == 1 or was_by_hand, (self.seed, entry.state)
