"""Twenty-five deliberate faults, each found by the walker: what a test of the machine is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from loket.disputes.machine import clocks, counting, deadlines, deciding, dues, invariants, questions, transitions
from loket.disputes.machine.changes import applying, endings, offers
from loket.disputes.machine.codes import Role
from loket.disputes.machine.guards import clocks as clock_guards
from loket.disputes.machine.tests.walker import Broken, Walker
from loket.disputes.machine.timekeeping import Told

STEPS = 30_000


def without(row, guard):
    """A row that has forgotten one of its conditions."""
    guards = tuple(each for each in row.guards if each.__name__ != guard)
    checks = tuple(each for each in row.checks if each.__name__ != guard)
    assert len(guards) + len(checks) < len(row.guards) + len(row.checks)
    return replace(row, guards=guards, checks=checks)


def put(monkeypatch, *rows):
    """Put changed rows in the place of those with their ids."""
    by_id = transitions.BY_ID | {row.id: row for row in rows}
    monkeypatch.setattr(transitions, "BY_ID", by_id)
    monkeypatch.setattr(transitions, "TABLE", tuple(by_id[row.id] for row in transitions.TABLE))


FORGOTTEN = [
    ("T1", "line_is_free", "T1"),
    ("T1", "order_is_buyers", "T1"),
    ("T1", "amount_fits", "T1"),
    ("T1", "inside_window", "T1"),
    ("T3", "offer_is_current", "T3"),
    ("T7b", "counters_are_left", "T7b T8"),
    ("T7b", "counter_is_less", "T7b"),
    ("T10", "may_ask_platform", "T10"),
    ("T12", "is_impartial", "T12"),
    ("T12b", "is_a_second_person", "T38 T12b"),
    ("T13", "rounds_are_left", "T13 T14"),
    ("T15b", "approves_anothers", "T15a T15b"),
    ("T16", "objects_once", "T15 T16"),
    ("T18", "tracking_is_new", "T18"),
    ("T27", "nothing_was_agreed", "T22 T27"),
    ("T28", "appeals_once", "T28 T29"),
    ("T29", "is_another_person", "T28 T29"),
    ("T42", "something_has_come", "T23 T42"),
]


def find(focus=(), *, steps=STEPS):
    walker = Walker(seed=7, share_of_deadlines=0.3, share_of_nonsense=3, focus=focus)
    with pytest.raises(Broken):
        walker.walk(steps)


@pytest.mark.slow
@pytest.mark.parametrize(("row", "guard", "focus"), FORGOTTEN)
def test_a_forgotten_condition_is_found(monkeypatch, row, guard, focus):
    put(monkeypatch, without(transitions.BY_ID[row], guard))
    find(focus.split())


def one_day_late(monkeypatch):
    real = counting.due_at
    monkeypatch.setattr(deadlines, "due_at", lambda *given, **more: real(*given, **more) + timedelta(days=1))


def pauses_forgotten(monkeypatch):
    monkeypatch.setattr(deadlines, "_pauses", lambda *_given: [])


def clock_against_the_untold(monkeypatch):
    monkeypatch.setattr(clocks, "_told_at", lambda facts, _side: facts.notice_at)


def clock_acts_early(monkeypatch):
    def is_due(facts, rule, _now):
        return any(each.rule == rule for each in facts.deadlines)

    monkeypatch.setattr(dues, "is_due", is_due)
    monkeypatch.setattr(clock_guards, "is_due", is_due)


def stale_versions_taken(monkeypatch):
    real = deciding._rows_for
    monkeypatch.setattr(
        deciding, "_rows_for", lambda facts, command: real(facts, replace(command, version=facts.version))
    )


def holds_stop_nobody(monkeypatch):
    monkeypatch.setattr(deciding, "is_held_strictly", lambda _facts: False)


def no_second_click(monkeypatch):
    put(monkeypatch, *(replace(row, confirm=False) for row in transitions.TABLE))


def any_silence_executes(monkeypatch):
    put(monkeypatch, replace(transitions.BY_ID["T6"], when=lambda _case: True))


def silence_is_consent(monkeypatch):
    put(monkeypatch, replace(transitions.BY_ID["T17b"], when=lambda _case: True))


def one_person_decides_it_all(monkeypatch):
    put(monkeypatch, replace(transitions.BY_ID["T15"], fits=lambda _case: True))


def any_refund_matches(monkeypatch):
    put(monkeypatch, replace(transitions.BY_ID["T26"], fits=lambda _case: True))


def payout_let_go_at_withdrawal(monkeypatch):
    for module in (deciding, questions, invariants):
        monkeypatch.setattr(module, "frozen_amount", lambda _facts: 0, raising=False)


def reminders_of_returns_forgotten(monkeypatch):
    monkeypatch.setattr(dues, "REMINDERS_FIRST", frozenset())
    monkeypatch.setattr(deciding, "REMINDERS_FIRST", frozenset())
    put(monkeypatch, without(transitions.BY_ID["T19"], "reminders_were_sent"))


def refunds_above_the_cap(monkeypatch):
    monkeypatch.setattr(offers, "rest_of_cap", lambda facts: facts.order.cap * 2)


def bot_submits(monkeypatch):
    row = transitions.BY_ID["T34"]
    put(monkeypatch, replace(transitions.BY_ID["T10"], roles=frozenset({Role.BOT})), row)


def anybody_is_in_turn(monkeypatch):
    monkeypatch.setattr(deciding, "turn_of", lambda _facts: frozenset(Role))


def everybody_counts_as_told(monkeypatch):
    real = applying._entered

    def entered(facts, target, at):
        facts = real(facts, target, at)
        return replace(facts, told=(Told(Role.BUYER, at, "?"), Told(Role.SELLER, at, "?")))

    monkeypatch.setattr(applying, "_entered", entered)
    monkeypatch.setattr(clocks, "untold", lambda _facts: frozenset({Role.BUYER}))


def released_hold_leaves_its_pause(monkeypatch):
    monkeypatch.setattr(endings, "_ended", lambda pauses, _kind, _at: pauses)


BROKEN_PARTS = [
    (one_day_late, ()),
    (pauses_forgotten, ()),
    (clock_against_the_untold, ()),
    (clock_acts_early, ()),
    (stale_versions_taken, ()),
    (holds_stop_nobody, ()),
    (no_second_click, ()),
    (any_silence_executes, ("T6", "T41", "T6b")),
    (silence_is_consent, ("T17b", "T38")),
    (one_person_decides_it_all, ("T15", "T15a")),
    (any_refund_matches, ("T26", "T26b")),
    (payout_let_go_at_withdrawal, ()),
    (reminders_of_returns_forgotten, ("T19",)),
    (refunds_above_the_cap, ("T29b", "T15", "T40")),
    (bot_submits, ("T10",)),
    (anybody_is_in_turn, ()),
    (released_hold_leaves_its_pause, ("T39", "T31")),
]


@pytest.mark.parametrize(("break_it", "focus"), BROKEN_PARTS, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.slow
def test_a_broken_part_is_found(monkeypatch, break_it, focus):
    break_it(monkeypatch)
    find(focus)


def test_a_clock_off_by_a_day_is_found_at_once(monkeypatch):
    one_day_late(monkeypatch)
    find(steps=1_000)


def test_there_are_at_least_twenty_five_faults():
    assert len(FORGOTTEN) + len(BROKEN_PARTS) >= 25
