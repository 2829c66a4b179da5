"""A marketplace that mostly answers, and a crash: an exception that nothing catches, as when a process dies."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from loket.orders.connectors.port import Outcome
from loket.orders.tests.ledger_shop import Shop


class Crash(BaseException):
    """The process is gone."""


@dataclass
class StormyShop(Shop):
    """Does each key once, mostly answers, and sometimes dies with the asker on the line."""

    chance: random.Random = field(default_factory=random.Random)
    is_calm: bool = False
    is_dead: bool = False
    # What it never says a word about, whether it did it or not.
    silent: set[str] = field(default_factory=set)
    crash: object = None

    def carry_out(self, instruction):
        self.crash("before sending")
        # Not even a marketplace that forgets keys would do anything twice.
        assert instruction.key not in self.done
        if not self.is_calm:
            words = ("settle", "accept", "do and lose", "lose", "refuse")
            self.plan = self.chance.choices(words, (50, 15, 15, 18, 2))
        if self.is_dead:
            self.plan = ["lose"]
        if self.chance.random() < 0.03:
            self.silent.add(instruction.key)
        outcome = super().carry_out(instruction)
        self.crash("after it was done")
        return Outcome("unknown", problem="no word") if instruction.key in self.silent else outcome

    def look_up(self, key):
        self.crash("before looking")
        if key in self.silent or self.is_dead or (not self.is_calm and self.chance.random() < 0.3):
            return Outcome("unknown", problem="status 500")
        if self.states.get(key) == "accepted" and self.chance.random() < 0.5:
            self.states[key] = "settled"
        return super().look_up(key)
