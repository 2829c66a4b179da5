from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loket.promises.turns import Happening, Pause, clocks_of

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WHATS = ("fetched", "wrote", "taken", "answered", "given_back", "closed")


def at(minutes):
    return START + timedelta(minutes=minutes)


def clocks(*pairs):
    return clocks_of(Happening(at(minutes), what) for minutes, what in pairs)


def test_the_first_clock_runs_from_the_call_to_the_first_words():
    (first,) = clocks((0, "fetched"), (5, "taken"), (9, "answered"))
    assert (first.kind, first.started_at, first.stopped_at, first.ending) == ("first", at(0), at(9), "answered")


def test_what_the_customer_adds_while_waiting_neither_restarts_nor_replaces_the_first_clock():
    # Zammad 5177: an update's target took the place of the first response's.
    (first,) = clocks((0, "fetched"), (30, "wrote"), (90, "wrote"))
    assert (first.kind, first.started_at, first.stopped_at) == ("first", at(0), None)


def test_the_next_clock_runs_from_the_first_word_that_was_not_answered():
    _first, running = clocks((0, "fetched"), (9, "answered"), (20, "wrote"), (25, "wrote"))
    assert (running.kind, running.started_at) == ("next", at(20))


def test_while_the_customer_has_the_turn_no_clock_runs():
    (first,) = clocks((0, "fetched"), (9, "answered"))
    assert first.stopped_at == at(9)


def test_a_case_with_the_assistant_stands_still_and_runs_on_when_a_person_is_fetched_again():
    (paused,) = clocks((0, "fetched"), (10, "given_back"))
    assert paused.is_paused
    (running,) = clocks((0, "fetched"), (10, "given_back"), (15, "wrote"), (40, "fetched"))
    assert (running.kind, running.pauses, running.is_paused) == ("first", (Pause(at(10), at(40)),), False)


def test_putting_back_starts_no_new_clock_and_a_colleague_who_takes_over_neither():
    (first,) = clocks((0, "fetched"), (5, "taken"), (8, "fetched"), (9, "taken"), (11, "taken"))
    assert first.started_at == at(0)
    (_first,) = clocks((0, "fetched"), (5, "taken"), (6, "answered"), (30, "taken"))


def test_what_was_answered_and_put_back_is_ours_again():
    _first, again = clocks((0, "fetched"), (5, "taken"), (6, "answered"), (30, "fetched"))
    assert (again.kind, again.started_at) == ("next", at(30))


def test_closing_stops_whatever_runs():
    (first,) = clocks((0, "fetched"), (7, "closed"))
    assert (first.stopped_at, first.ending) == (at(7), "closed")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(1, 50), st.sampled_from(WHATS)), max_size=25))
def test_minute_by_minute_it_is_our_turn_exactly_while_a_clock_runs(steps):
    moment, pairs = 0, []
    for pause, what in steps:
        moment += pause
        pairs.append((moment, what))
    found = clocks(*pairs)
    for minute in range(moment + 2):
        assert sum(_runs(clock, at(minute)) for clock in found) == _is_ours(pairs, minute), minute


def _runs(clock, moment):
    if not clock.started_at <= moment or (clock.stopped_at and moment >= clock.stopped_at):
        return False
    return not any(pause.start <= moment and (pause.end is None or moment < pause.end) for pause in clock.pauses)


def _is_ours(pairs, minute):
    """The turn by a slow, obvious reading: told again from the beginning for every minute."""
    owed = with_people = held = False
    for when, what in pairs:
        if when > minute:
            break
        if what == "closed":
            owed = with_people = held = False
        if what == "answered":
            owed, with_people = False, True
        if what == "given_back":
            owed = with_people = held = False
        if what == "fetched":
            owed, with_people, held = True, True, False
        if what == "taken":
            owed, with_people, held = owed or not held, with_people or not held, True
        if what == "wrote" and with_people:
            owed = True
    return owed
