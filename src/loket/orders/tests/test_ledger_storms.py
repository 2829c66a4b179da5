"""Random sequences of actions with crashes and retries: what has to hold holds after each of them."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from loket.orders.tests.ledger_storm import Storm


def rage_through(seeds, *, actions):
    """All sequences; returns how the refunds ended."""
    ends = Counter()
    for seed in seeds:
        storm = Storm(seed).rage(actions).settle_down()
        entries = storm.check()
        ends.update(each.state for each in entries if each.kind == "refund")
        ends.update(asked=storm.asked, turned_away=storm.refused, crashes=storm.crashes, beside=storm.beside)
    return ends


def tell(ends, capsys):
    before_people = sum(ends[state] for state in ("refused", "needs_person", "waiting"))
    valid = ends["settled"] + before_people
    share = ends["settled"] / valid
    with capsys.disabled():
        sys.stdout.write(
            f"\nledger: {valid} valid refunds, {share:.1%} settled exactly once, "
            f"{before_people} before a person, {ends['declined']} declined by one; "
            f"{ends['asked']} requests, {ends['turned_away']} turned away, "
            f"{ends['beside']} taken beside another for other lines, {ends['crashes']} crashes\n"
        )
    return valid, share


@pytest.mark.django_db
def test_sequences_of_actions_move_each_refund_once(capsys):
    ends = rage_through(range(80), actions=14)
    valid, share = tell(ends, capsys)
    assert valid > 50
    assert ends["crashes"] > 30
    assert ends["beside"] > 0
    assert share > 0.9


@pytest.mark.slow
@pytest.mark.django_db
def test_a_thousand_longer_sequences_move_each_refund_once(capsys):
    ends = rage_through(range(10_000, 11_000), actions=40)
    valid, share = tell(ends, capsys)
    assert valid > 1500
    assert share > 0.9
