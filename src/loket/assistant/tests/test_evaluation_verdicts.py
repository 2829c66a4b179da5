from __future__ import annotations

import itertools

import pytest

from loket.assistant.evaluation import Line, Outcome
from loket.assistant.evaluation_runs.comparing import measures
from loket.assistant.evaluation_runs.verdicts import Verdict, gain, verdict_of

ASKED = [verdict for verdict in Verdict if verdict]


def outcome(*expect, answered="", offered=()):
    return Outcome(Line("x", expect), "best", 0.5, "reply", answered, offered, 1.0)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (outcome("a", answered="a"), Verdict.ANSWERED),
        (outcome("a", "b", answered="b"), Verdict.ANSWERED),
        (outcome("a", answered="b"), Verdict.WRONG),
        (outcome("a", offered=("b", "a")), Verdict.OFFERED),
        (outcome("a", offered=("b",)), Verdict.UNANSWERED),
        (outcome("a"), Verdict.UNANSWERED),
        (outcome(answered="a"), Verdict.NEEDLESS),
        (outcome(offered=("a",)), Verdict.PASSED_ON),
        (outcome(), Verdict.PASSED_ON),
    ],
)
def test_every_line_has_one_verdict(given, verdict):
    assert verdict_of(given) == verdict


@pytest.mark.parametrize(("before", "after"), list(itertools.product(ASKED, repeat=2)))
def test_what_is_won_one_way_is_lost_the_other(before, after):
    assert gain(before, after) == -gain(after, before)


def test_a_wrong_answer_is_the_worst():
    assert all(gain(Verdict.WRONG, other) >= 0 for other in ASKED)


def figures(**changed):
    return {
        "top1": 0.9, "wrong_answer_rate": 0.03, "coverage": 0.8, "handover_recall": 0.9, "auroc_handover": None,
        "asked": {"n": 4, "right_among_offered": 3}, "latency_ms": {"p50": 2.0, "p95": 9.0}, **changed,
    }  # fmt: skip


def test_a_lower_share_of_wrong_answers_is_better():
    now = {each.name: each for each in measures(figures(), figures(wrong_answer_rate=0.05, top1=0.95))}
    assert (now["wrong"].trend, now["wrong"].change) == ("better", -0.02)
    assert (now["top1"].trend, now["covered"].trend, now["auroc"].trend) == ("worse", "same", "")
    assert now["offered"].value == 0.75


def test_nothing_to_compare_with_has_no_trend():
    assert {each.trend for each in measures(figures())} == {""}


def test_never_asked_back_is_no_share():
    asked = {each.name: each.value for each in measures(figures(asked={"n": 0, "right_among_offered": 0}))}
    assert asked["offered"] is None


@pytest.mark.parametrize(("p50", "trend"), [(2.4, "same"), (1.6, "same"), (2.6, "worse"), (1.4, "better")])
def test_times_that_swing_a_little_say_nothing(p50, trend):
    now = {each.name: each for each in measures(figures(latency_ms={"p50": p50, "p95": 9.0}), figures())}
    assert now["p50"].trend == trend
