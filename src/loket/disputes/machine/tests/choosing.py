"""Who does what in the walker's disputes: mostly what can be done and was done least, now and then nonsense."""

from __future__ import annotations

from loket.disputes.machine import transitions
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Command, Findings
from loket.disputes.machine.deciding import Viewer, available_actions
from loket.disputes.machine.questions import waiting_proposal

PEOPLE = {
    Role.BUYER: ("bea",),
    Role.SELLER: ("sam",),
    Role.AGENT: ("ada",),
    Role.ADJUDICATOR: ("max", "edith", "ana"),
    Role.SENIOR: ("sol", "sue", "sid"),
    Role.LOGISTICS: ("carrier",),
    Role.PSP: ("bank",),
    Role.BOT: ("bot",),
}
FLAGS = (
    "order_is_buyers",
    "line_is_free",
    "return_address_is_valid",
    "tracking_is_valid",
    "tracking_is_new",
    "has_conflict",
    "can_read_the_languages",
)


class Choosing:
    """What people do; whoever walks has `random`, `facts`, `policy`, `now`, `taken`, `goal`, `silent` and `plan`."""

    def somebody_acts(self):
        """Mostly what can be done, and of that what was done least."""
        options = list(self.options())
        if not options:
            return self.time_passes()
        weights = [(100 if row is self.goal else 1) / (1 + self.taken[row.id]) ** 2 for _role, _actor, row in options]
        role, actor, row = self.random.choices(options, weights)[0]
        if self.random.random() > self.eagerness(row):
            return self.time_passes()
        body = {each.name: value for each in row.fields if (value := self.value(each, row, role)) is not None}
        clicked, found = self.random.random() < 0.95, self.findings()
        self.do(Command(role, actor, row.name, body, self.facts.version, confirmed=clicked, found=found))

    def findings(self):
        if self.random.random() < 0.85:
            return Findings()
        flag = self.random.choice(FLAGS)
        return Findings(**{flag: not getattr(Findings(), flag)})

    def eagerness(self, row):
        """What was done often is done seldom, so that time passes and the clock has its turn."""
        if row is self.goal:
            return 1
        least = min(self.taken[each.id] for each in transitions.TABLE)
        return max((10 + least) / (10 + self.taken[row.id]), 0.3 if row.targets else 0.01)

    def options(self):
        roles = self.random.sample(list(PEOPLE), 4)
        for role in dict.fromkeys((*sorted(self.goal.roles), *roles)):
            actors = PEOPLE.get(role, ())
            if role in self.silent or not actors:
                continue
            actor = self.random.choice(actors)
            # A second person is wanted where a proposal waits.
            likely = 0.2 if waiting_proposal(self.facts) else 0.7
            if self.facts.adjudicator in actors and self.random.random() < likely:
                actor = self.facts.adjudicator
            for each in available_actions(self.facts, Viewer(role, actor), self.policy, self.now):
                if each.is_possible:
                    for row in transitions.rows_from(self.facts.state, role):
                        is_meant = row.name == each.name and (row.id == each.transition or row.fits)
                        if is_meant and (row.name != Action.SUBMIT or row.id == self.plan):
                            yield role, actor, row

    def nonsense(self):
        """What must be refused or at least break nothing."""
        row = self.random.choice(transitions.TABLE)
        role = self.random.choice(list(Role))
        actor = self.random.choice(PEOPLE.get(role, ("timer",)))
        body = {each.name: value for each in row.fields if (value := self.value(each, row, role)) is not None}
        version = self.facts.version - self.random.choice((0, 0, 1))
        found = Findings(**{self.random.choice(FLAGS): self.random.random() < 0.5})
        self.do(Command(role, actor, row.name, body, version, confirmed=self.random.random() < 0.7, found=found))
