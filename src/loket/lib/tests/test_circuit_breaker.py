from __future__ import annotations

from loket.lib.circuit_breaker import CircuitBreaker


def broken(*, at=0.0):
    circuit = CircuitBreaker(failures=3, open_seconds=30)
    for _ in range(3):
        circuit.failed(at)
    return circuit


def test_single_failures_are_forgiven():
    circuit = CircuitBreaker(failures=3, open_seconds=30)
    for _ in range(5):
        assert not circuit.failed(0)
        assert not circuit.failed(0)
        circuit.succeeded()
    assert circuit.allows(0)


def test_failures_in_a_row_open_it_and_say_so_once():
    circuit = CircuitBreaker(failures=3, open_seconds=30)
    assert [circuit.failed(0) for _ in range(4)] == [False, False, True, False]
    assert not circuit.allows(29.9)


def test_after_the_pause_one_trial_goes_through_and_the_others_wait():
    circuit = broken()
    assert [circuit.allows(30), circuit.allows(30), circuit.allows(59)] == [True, False, False]


def test_a_trial_that_succeeds_closes_it():
    circuit = broken()
    assert circuit.allows(30)
    circuit.succeeded()
    assert circuit.allows(30)
    assert circuit.allows(30)


def test_a_trial_that_fails_opens_it_for_another_pause():
    circuit = broken()
    assert circuit.allows(30)
    assert not circuit.failed(31)
    assert not circuit.allows(60.9)
    assert circuit.allows(61)


def test_a_trial_that_never_reports_does_not_close_it_for_ever():
    circuit = broken()
    assert circuit.allows(30)
    assert circuit.allows(60)
