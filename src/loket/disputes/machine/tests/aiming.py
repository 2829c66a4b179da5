"""Where the walker wants to go: to the row that was taken least, from where most of its conditions hold."""

from __future__ import annotations

from loket.disputes.machine import transitions
from loket.disputes.machine.commands import Body, Findings
from loket.disputes.machine.table.row import Situation

KEPT = ("facts", "frozen", "policy", "calendars", "now", "plan")


class Aiming:
    """Goals and places; whoever walks has `random`, `taken`, `focus`, `places`, and what is `KEPT`."""

    def aim(self):
        rows = [row for row in transitions.TABLE if not self.focus or row.id in self.focus]
        self.goal = min(rows, key=lambda row: (1 + self.taken[row.id]) ** 2 * self.random.random())

    def go_back(self):
        """To where the goal is nearest: most of its conditions hold."""
        stood = [
            (self.conditions_met(each), each)
            for (state, _row), places in self.places.items()
            for each in places
            if state in self.goal.sources
        ]
        if not stood:
            return False
        most = max(met for met, _place in stood)
        kept = self.random.choice([each for met, each in stood if met == most])
        vars(self).update(kept)
        self.records, self.refunds = list(kept["records"]), dict(kept["refunds"])
        return True

    def conditions_met(self, place):
        facts, role = place["facts"], min(self.goal.roles)
        case = Situation(facts, role, facts.adjudicator, Body(), Findings(), place["policy"], place["now"])
        is_meant = self.goal.when is None or self.goal.when(case)
        return 5 * is_meant + sum(guard(case) is None for guard in self.goal.guards)

    def keep(self, row):
        places = self.places.setdefault((self.facts.state, row), [])
        del places[: max(0, len(places) - 4)]
        kept = {name: getattr(self, name) for name in KEPT}
        places.append({**kept, "records": list(self.records), "refunds": dict(self.refunds)})
