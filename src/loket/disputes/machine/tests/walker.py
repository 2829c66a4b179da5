"""A seeded walker: disputes that people, carriers, banks and the clock push through the table at random.

Every step is checked against the invariants and, now and then, every deadline against the slow reference.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from loket.disputes.machine import transitions
from loket.disputes.machine.chain import opened, recorded
from loket.disputes.machine.codes import DeliveryStatus, Role
from loket.disputes.machine.commands import Action, Command, Denial
from loket.disputes.machine.deciding import Refused, Step, take, timer_due
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.events import Effect
from loket.disputes.machine.facts import Risk
from loket.disputes.machine.invariants import broken, broken_by, broken_in_log, overdue
from loket.disputes.machine.opening import drafted, linked
from loket.disputes.machine.questions import (
    frozen_amount,
    untold,
)
from loket.disputes.machine.states import State
from loket.disputes.machine.tests import worlds
from loket.disputes.machine.tests.aiming import Aiming
from loket.disputes.machine.tests.bodies import Bodies
from loket.disputes.machine.tests.choosing import PEOPLE, Choosing
from loket.disputes.machine.tests.oracle import wrong

MOST_STEPS = 60
# Too common to begin from.
NOISE = frozenset({"S1", "S2", "S3", "S4", "S4b", "S13", "T33", "T31", "S12", "S10"})
HOUR = timedelta(hours=1)


class Broken(AssertionError):
    """An invariant does not hold."""


@dataclass
class Walker(Bodies, Aiming, Choosing):
    """Walks one dispute after the other and counts what it took."""

    seed: int
    taken: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    steps: int = 0
    disputes: int = 0
    # How many deadlines are worked out the slow way.
    share_of_deadlines: float = 0.03
    share_of_nonsense: float = 1
    # Rows to walk towards; none means what was taken least.
    focus: tuple = ()
    # Where disputes have stood, by state and by the row that led there.
    places: dict = field(default_factory=dict)
    # The last way in which each row was taken.
    examples: dict = field(default_factory=dict)

    def __post_init__(self):
        self.random = Random(self.seed)

    def walk(self, steps):
        while self.steps < steps:
            self.one_dispute(steps)

    def one_dispute(self, steps):
        """One life, from the draft or from where an earlier one stood, towards the row that was taken least."""
        self.aim()
        if self.random.random() < 0.2 or not self.go_back():
            self.begin()
        self.somebody_is_silent()
        for _step in range(MOST_STEPS):
            if self.facts.state == State.CLOSED or self.steps >= steps:
                break
            is_astray = not self.focus and self.facts.state not in self.goal.sources
            if is_astray and self.random.random() < 0.12:
                break
            self.random.choices(
                (self.somebody_acts, self.time_passes, self.clock_ticks, self.nonsense, self.everybody_is_told),
                (10, 2, 4, self.share_of_nonsense, 2),
            )[0]()
        if self.random.random() < 0.4:
            self.check(broken_in_log(self.facts, self.records))

    def begin(self):
        r = self.random
        self.disputes += 1
        self.policy = r.choice((worlds.BRAZILIAN, worlds.EUROPEAN))
        if self.random.random() < 0.2:
            self.policy = worlds.PLAIN
        self.now = worlds.MONDAY + r.random() * timedelta(days=60)
        self.plan = min(("T1", "T1", "T1", "T2", "T40"), key=lambda each: self.taken[each] * r.random())
        opening = worlds.opening(
            self.order(), number=self.disputes, risk=r.choices(list(Risk), (5, 1))[0],
            buyer=r.choice(("BR", "DE", "ID")), seller=r.choice(("CN", "DE")),
        )  # fmt: skip
        self.calendars = worlds.calendars(opening.buyer.country, opening.seller.country)
        self.facts = drafted(opening, self.policy, self.calendars, self.now)
        self.records = [opened(self.facts, actor="bea")]
        self.refunds, self.frozen, self.items = {}, Decimal(0), 0

    def somebody_is_silent(self):
        """Whoever is silent lets the clock act, until the state changes."""
        self.silent = {role for role in PEOPLE if self.random.random() < 0.4}
        if self.facts.state in self.goal.sources:
            self.silent = set(PEOPLE) - self.goal.roles

    def order(self):
        r = self.random
        paid = r.choice(("20", "100", "240", "900", "2400"))
        delivery = r.choices(list(DeliveryStatus), (1, 1, 3, 1, 10, 1, 1))[0]
        if self.plan != "T1":
            delivery = DeliveryStatus.DELIVERED if self.plan == "T2" else DeliveryStatus.NOT_SHIPPED
        cap = str(Decimal(paid) / r.choice((1, 1, 1, 2)))
        # Some come too late.
        now = self.now - r.choices((0, 8, 25), (8, 1, 1))[0] * timedelta(days=1)
        return replace(
            worlds.order(delivery, paid=paid, cap=cap, now=now),
            is_paid_by_wallet=r.random() < 0.3,
            category=r.choice(("", "", "food")),
        )

    # --- what happens -------------------------------------------------------------------------------------------

    def time_passes(self):
        r = self.random
        waking = wakes_at(self.facts)
        if waking and waking > self.now and r.random() < 0.6:
            self.now = waking + r.choice((timedelta(), timedelta(minutes=1), HOUR))
            return
        self.now += r.choice((timedelta(minutes=5), HOUR, 8 * HOUR, 30 * HOUR, timedelta(days=7)))

    def everybody_is_told(self):
        for party in ("buyer", "seller"):
            if untold(self.facts) and self.random.random() < 0.8:
                body = {"party": party, "channel": "email"}
                self.do(Command(Role.TIMER, "outbox", Action.TELL, body, self.facts.version))

    def clock_ticks(self):
        for _tick in range(30):
            command = timer_due(self.facts, self.now)
            if command is None:
                self.check(tuple(f"{rule} is overdue" for rule in overdue(self.facts, self.now)))
                return
            before = self.facts
            if not isinstance(self.do(command), Step):
                raise Broken(f"the clock wanted {command.name} {dict(command.body)} and was refused")
            again = take(self.facts, command, self.policy, self.calendars, self.now)
            if isinstance(again, Step) and before.version != self.facts.version:
                raise Broken("the clock acted twice")
            if isinstance(again, Step) and command.name != Action.RELEASE_HOLD:
                raise Broken(f"the clock did {command.name} twice")
        raise Broken("the clock never comes to rest")

    # --- how it is done -----------------------------------------------------------------------------------------

    def do(self, command):
        self.steps += 1
        before = self.facts
        step = take(before, command, self.policy, self.calendars, self.now)
        if isinstance(step, Refused):
            self.refused[step.code] += 1
            self.must_be_refused(before, command, step)
            return step
        if self.random.random() < 0.05:
            # A crash: nothing was stored, so the same is taken anew.
            again = take(before, command, self.policy, self.calendars, self.now)
            self.check(() if again == step else ("a step that was not stored is taken otherwise",))
        if command.version != before.version and not transitions.BY_ID[step.transition].any_version:
            raise Broken("a stale version was taken")
        self.examples[step.transition] = (before, command, self.policy, self.calendars, self.now)
        self.store(before, step)
        return step

    def store(self, before, step):
        self.taken[step.transition] += 1
        if step.transition == self.goal.id:
            self.aim()
        if step.facts.state != before.state or step.transition == "S11":
            self.somebody_is_silent()
        self.facts = step.facts
        self.records.append(recorded(step, previous=self.records[-1], salt="salt"))
        if Effect.INSTRUCT_REFUND in step.effects:
            last = step.facts.refunds[-1]
            self.check(("a refund was instructed twice",) if last.key in self.refunds else ())
            self.refunds[last.key] = last.amount
        if Effect.FREEZE_PAYOUT in step.effects:
            self.frozen = frozen_amount(step.facts)
        if Effect.RELEASE_PAYOUT in step.effects:
            self.frozen = Decimal(0)
        self.check(broken_by(before, step))
        total = sum(self.refunds.values(), Decimal(0))
        self.check(broken(self.facts, refunds_in_ledger=total, frozen_in_ledger=self.frozen))
        self.check(tuple(wrong(before, step, self)))
        if step.transition not in NOISE:
            self.keep(step.transition)
        if Effect.OPEN_LINKED_DISPUTE in step.effects:
            self.continue_linked()

    def continue_linked(self):
        self.check(broken_in_log(self.facts, self.records))
        self.disputes += 1
        new = linked(self.facts, f"dispute-{self.disputes}", self.policy, self.calendars, self.now)
        self.facts, self.records = new, [opened(new, actor="bea")]
        self.refunds, self.frozen = {}, frozen_amount(new)

    def must_be_refused(self, before, command, refused):
        if refused.code == Denial.STALE_VERSION and command.version == before.version:
            raise Broken("a fresh version was called stale")

    def check(self, found):
        if found:
            raise Broken(f"{found} in {self.facts.state} after {[each.transition for each in self.records][-6:]}")
