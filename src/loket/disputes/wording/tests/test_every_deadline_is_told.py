"""Disputes walk the table at random; whatever runs then has words for everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from loket.disputes import wording
from loket.disputes.machine.codes import Consequence, RuleId
from loket.disputes.machine.tests.walker import Walker
from loket.disputes.machine.timekeeping import Deadline

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Listener(Walker):
    """A walker that keeps which clocks it has seen."""

    def store(self, before, step):
        super().store(before, step)
        self.clocks = getattr(self, "clocks", set())
        self.clocks |= {(each.rule, each.whose, each.consequence) for each in step.facts.deadlines}


@pytest.fixture(scope="module")
def clocks():
    walker = Listener(seed=11, share_of_deadlines=0)
    walker.walk(1_500)
    return walker.clocks


def test_the_walk_sees_nearly_every_clock(clocks):
    seen = {rule for rule, _whose, _consequence in clocks}
    # Before a claim is sent, no step leaves these behind.
    drafts = {RuleId.DRAFT, RuleId.D1, RuleId.D1B, RuleId.D1C, RuleId.D1_OPENS}
    assert len(set(RuleId) - drafts - seen) <= 3
    assert len({each for _rule, _whose, each in clocks}) > len(Consequence) - 5


@pytest.mark.parametrize("viewer", ["buyer", "seller", "adjudicator"])
def test_every_clock_that_runs_says_until_when_and_what_then(clocks, viewer):
    seen = SimpleNamespace(viewer=viewer, currency="EUR", cap=Decimal(9), asked=None, offers=())
    for rule, whose, consequence in clocks:
        ends = Deadline(rule, whose, NOON, NOON, consequence, (), 1, "")
        for text in (wording.deadline_sentence(ends, seen), wording.consequence_sentence(ends, seen)):
            assert "November 23" in text, (rule, whose, consequence)
            assert "%(" not in text
            is_about_the_viewer = text.startswith(("You have ", "If you "))
            assert is_about_the_viewer <= (whose == viewer), text


@pytest.mark.parametrize("rule", RuleId)
def test_every_rule_has_words_for_its_end(rule):
    ends = Deadline(rule, "buyer", NOON, NOON, Consequence.CLOSED, (), 1, "")
    seen = SimpleNamespace(viewer="buyer", currency="EUR", cap=Decimal(9), asked=None, offers=())
    assert "November 23" in wording.deadline_sentence(ends, seen)


@pytest.mark.parametrize("consequence", Consequence)
def test_every_consequence_has_words_whatever_the_rule(consequence):
    ends = Deadline(RuleId.D4, "buyer", NOON, NOON, consequence, (), 1, "")
    seen = SimpleNamespace(viewer="seller", currency="EUR", cap=Decimal(9), asked=None, offers=())
    assert "November 23" in wording.consequence_sentence(ends, seen)
