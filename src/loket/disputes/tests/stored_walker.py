"""The machine's walker through the database: every step is taken twice, in memory and in rows, and compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db import transaction

from loket.conversations.numbers import new_number
from loket.disputes.actions import acting, linking
from loket.disputes.actions.acting import facts_of, locked, take_command
from loket.disputes.actions.opening import keep_linked
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import opened, verify
from loket.disputes.machine.deciding import Refused, Step
from loket.disputes.machine.invariants import broken_in_log
from loket.disputes.machine.questions import frozen_amount
from loket.disputes.machine.replay import replay
from loket.disputes.machine.tests.walker import Walker
from loket.disputes.models import Dispute
from loket.disputes.refusals import ActionRefused
from loket.orders.actions.payouts import held_back
from loket.orders.models import LedgerEntry
from loket.orders.tests.ledger_shop import order


class Crash(Exception):
    """The worker dies after it has done everything, and before anything is kept."""


@dataclass
class StoredWalker(Walker):
    """Walks disputes that are rows; now and then a worker dies in the middle of a step."""

    crashes: int = 0
    goes_on: bool = False
    before_refunds: dict = field(default_factory=dict)

    def go_back(self):
        # Rows know no way back.
        return False

    def begin(self):
        super().begin()
        paid = self.facts.order.paid
        self.order_row = order(lines=(str(paid),), shipping="0", payments=None)
        made = self.order_row
        row = Dispute(
            id=uuid4(), number=new_number(), order=made, customer_id=made.customer_id, seller_id=made.seller_id,
            salt="salt", market=made.market, language="pt-BR", currency="BRL",
        )  # fmt: skip
        self.facts = replace(self.facts, id=str(row.pk))
        self.records = [opened(self.facts, actor="bea")]
        self.row_id = keep_linked(None, self.facts, dispute=row, by="bea").pk

    def do(self, command):
        now, about = self.now, (self.policy, self.calendars)
        taken = super().do(command)
        if self.random.random() < 0.15:
            self.crashes += 1
            try:
                with transaction.atomic():
                    self.in_rows(command, now, about)
                    raise Crash
            except Crash:
                pass
        self.compare(taken, self.in_rows(command, now, about))
        return taken

    def in_rows(self, command, now, about):
        policy, calendars = about
        with (
            patch.object(acting, "policy_at", lambda *_about, **_more: policy),
            patch.object(acting, "calendars_for", lambda _facts: calendars),
            patch.object(linking, "policy_at", lambda *_about, **_more: policy),
            patch.object(linking, "calendars_for", lambda _facts: calendars),
            transaction.atomic(),
        ):
            try:
                return take_command(locked(self.row_id), command, now=now)
            except ActionRefused as refused:
                return Refused(refused.code, refused.field)

    def compare(self, taken, stored):
        if isinstance(taken, Refused):
            assert stored == taken
            return
        assert isinstance(stored, Step)
        row = Dispute.objects.get(pk=self.row_id)
        assert facts_of(row) == taken.facts, f"other facts after {taken.transition}"
        assert (row.state, row.version, row.sequence) == (
            taken.facts.state,
            taken.facts.version,
            taken.facts.sequence,
        )
        if self.goes_on:
            row = self.step_over(row)
        self.compare_money(row)
        assert log_of(row) == self.records or row.linked_to_id
        if self.random.random() < 0.3:
            log = log_of(row)
            assert verify(log) is None
            assert replay(log) == facts_of(row)

    def compare_money(self, row):
        entries = LedgerEntry.objects.filter(order=row.order_id, kind="refund")
        refunded = sum((each.amount for each in entries), Decimal(0))
        assert refunded == sum([*self.refunds.values(), *self.before_refunds.values()], Decimal(0))
        assert held_back(row.order_id) == frozen_amount(facts_of(row))

    def step_over(self, row):
        """To the dispute in which a wrong replacement goes on."""
        self.goes_on = False
        following = Dispute.objects.get(linked_to=row)
        self.before_refunds = {**self.before_refunds, **{(row.pk, key): each for key, each in self.refunds.items()}}
        self.row_id, self.facts, self.records = following.pk, facts_of(following), log_of(following)
        self.refunds, self.frozen = {}, frozen_amount(self.facts)
        return following

    def continue_linked(self):
        self.check(broken_in_log(self.facts, self.records))
        self.disputes += 1
        self.goes_on = True

    def one_dispute(self, steps):
        self.before_refunds = {}
        super().one_dispute(steps)

    def value_of_evidence(self, of, row, role):
        given = super().value_of_evidence(of, row, role)
        return given and [{**each, "id": str(UUID(int=self.items))} for each in given]
