from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.reception.tests.queue_simulation import Counter, coverage, told_at_arrival, told_on_the_way
from loket.reception.waiting import SPOKEN_MINUTES, QueueState, Wait, estimate

SIX_MINUTES = (360.0,) * 50
places = st.integers(1, 60)
queues = st.builds(
    QueueState,
    agents=st.integers(1, 8),
    handled=st.integers(0, 24),
    handling_seconds=st.lists(st.floats(0, 4 * 3600), max_size=50).map(tuple),
)


@pytest.fixture(scope="module")
def days():
    """500 simulated arrivals for each of eight seeds; the simulation's docstring states its service times."""
    return [Counter(seed).run() for seed in range(8)]


def test_four_of_five_real_waits_are_inside_what_was_shown_on_every_day(days):
    shares = [coverage(told_at_arrival(day)).share for day in days]
    assert all(len(day) == 500 for day in days)
    assert min(shares) >= 0.8, shares


def test_ranges_alone_hold_four_of_five_waits(days):
    behind = coverage(told_at_arrival(each for day in days for each in day if each.place >= 6))
    assert behind.shown >= 500
    assert behind.share >= 0.8


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
def test_under_so_many_minutes_holds_nine_of_ten_waits_at_each_place(days, place):
    ahead = coverage(told_at_arrival(each for day in days for each in day if each.place == place))
    assert ahead.shown >= 50
    assert ahead.share >= 0.9


def test_what_is_shown_while_the_place_moves_holds_too(days):
    assert coverage(told_on_the_way(each for day in days for each in day[::5])).share >= 0.8


def test_first_customers_of_a_new_shop_are_told_the_truth_without_any_history():
    first = [each for seed in range(100, 160) for each in Counter(seed, arrivals=10).run()]
    assert coverage(told_at_arrival(first)).share >= 0.8


@settings(deadline=None)
@given(places, queues)
def test_from_place_six_on_the_high_end_is_at_most_three_times_the_low(place, queue):
    wait = estimate(place, queue)
    if wait is None:
        return
    assert wait.style == ("range" if place >= 6 else "under")
    assert wait.high_seconds / 60 in SPOKEN_MINUTES
    if wait.style == "under":
        assert wait.low_seconds == 0
        return
    assert wait.low_seconds / 60 in SPOKEN_MINUTES
    assert wait.low_seconds < wait.high_seconds <= 3 * wait.low_seconds


@settings(deadline=None)
@given(places, queues)
def test_moving_up_never_lengthens_the_wait_by_more_than_a_rounding_step(place, queue):
    behind, ahead = estimate(place + 1, queue), estimate(place, queue)
    if behind is None:
        return
    assert spoken_step(ahead.high_seconds) <= spoken_step(behind.high_seconds) + 1
    if ahead.style == behind.style == "range":
        assert spoken_step(ahead.low_seconds) <= spoken_step(behind.low_seconds) + 1


def spoken_step(seconds):
    return SPOKEN_MINUTES.index(seconds // 60)


def test_nobody_there_means_no_number():
    assert estimate(1, QueueState(agents=0, handled=0)) is None
    assert estimate(1, QueueState(agents=0, handled=4, handling_seconds=SIX_MINUTES)) is None


def test_half_a_day_is_no_number_that_anybody_can_keep():
    assert estimate(60, QueueState(agents=1, handled=1, handling_seconds=(3600.0,) * 50)) is None


@pytest.mark.parametrize(
    ("place", "queue", "wait"),
    [
        (1, QueueState(agents=1, handled=1, handling_seconds=SIX_MINUTES), Wait(0, 15 * 60, "under")),
        (1, QueueState(agents=3, handled=9, handling_seconds=SIX_MINUTES), Wait(0, 2 * 60, "under")),
        (5, QueueState(agents=3, handled=9, handling_seconds=SIX_MINUTES), Wait(0, 6 * 60, "under")),
        (6, QueueState(agents=3, handled=9, handling_seconds=SIX_MINUTES), Wait(2 * 60, 6 * 60, "range")),
        (12, QueueState(agents=2, handled=4, handling_seconds=SIX_MINUTES), Wait(10 * 60, 30 * 60, "range")),
        (30, QueueState(agents=1, handled=2, handling_seconds=SIX_MINUTES), Wait(45 * 60, 135 * 60, "range")),
    ],
)
def test_examples(place, queue, wait):
    assert estimate(place, queue) == wait


def test_two_dozen_conversations_outweigh_the_belief_held_before_any():
    believed = estimate(10, QueueState(agents=1, handled=1))
    learnt = estimate(10, QueueState(agents=1, handled=1, handling_seconds=(120.0,) * 24))
    known = estimate(10, QueueState(agents=1, handled=1, handling_seconds=(120.0,) * 1000))
    assert believed.high_seconds > 2 * learnt.high_seconds
    assert learnt.high_seconds <= 1.5 * known.high_seconds


def test_place_before_the_first_does_not_exist():
    with pytest.raises(ValueError, match="1 or more"):
        estimate(0, QueueState(agents=1, handled=0))
