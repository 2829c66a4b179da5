from __future__ import annotations

import pytest

from loket.assistant.evaluation import Line, UnreadableLine, area_under_curve, evaluate, read_lines
from loket.assistant.tests.shop import small_bank

LINES = (
    Line("cancel order pls", ("cancel-order",), "en"),
    Line("lupa password", ("reset-password",), "id"),
    Line("where do I put the promo code", ("damaged-item",), "en"),
    Line("qual a capital da França", (), "pt-BR"),
    Line("thanks", (), "en"),
    Line("I want to talk to a human", (), ""),
)


@pytest.fixture(scope="module")
def report():
    return evaluate(LINES, small_bank())


def test_every_line_ends_in_exactly_one_pot(report):
    figures = report.figures
    pots = (figures.answered, figures.asked, figures.handed_over, figures.noted)
    assert sum(pot["n"] for pot in pots) == figures.n == len(LINES)


def test_figures_count_what_was_right(report):
    figures = report.figures
    assert figures.answered == {"n": 3, "right": 2}
    assert figures.handed_over == {"n": 1, "expected": 1}
    assert figures.noted == {"n": 1}
    assert (figures.top1, figures.coverage) == (round(2 / 3, 4), 1.0)
    assert figures.wrong_answer_rate == round(1 / 6, 4)
    assert figures.handover_recall == 1.0


def test_the_mistake_names_what_was_given_instead(report):
    (mistake,) = report.mistakes
    assert (mistake.expect, mistake.got, mistake.decision) == ("damaged-item", "use-coupon", "reply")


def test_languages_are_measured_apart(report):
    assert {tag: figures.n for tag, figures in report.by_language.items()} == {"en": 3, "id": 1, "pt-BR": 1}
    assert report.by_language["pt-BR"].top1 is None


def test_without_lines_there_are_no_shares():
    figures = evaluate((), small_bank()).figures
    assert (figures.n, figures.top1, figures.wrong_answer_rate, figures.latency_ms["p50"]) == (0, None, None, None)


def test_progress_is_told():
    steps = []
    evaluate(LINES[:2], small_bank(), progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("positives", "negatives", "area"),
    [([0.9, 0.8], [0.1], 1.0), ([0.1], [0.9], 0.0), ([0.5], [0.5], 0.5), ([], [0.5], None), ([0.3, 0.7], [0.5], 0.5)],
)
def test_area_under_the_curve(positives, negatives, area):
    assert area_under_curve(positives, negatives) == area


def test_lines_are_read_with_one_expectation_many_or_none():
    rows = [
        '{"text": "a", "language": "id", "expect": "x"}',
        "",
        '{"text": "b", "expect": ["x", "y"]}',
        '{"text": "c", "expect": "handover"}',
    ]
    assert read_lines(rows) == [Line("a", ("x",), "id"), Line("b", ("x", "y")), Line("c", ())]


@pytest.mark.parametrize(
    "row",
    ["{", "[]", '{"expect": "x"}', '{"text": " ", "expect": "x"}', '{"text": "a"}', '{"text": "a", "expect": []}',
     '{"text": "a", "expect": [1]}', '{"text": "a", "expect": "x", "language": 3}'],
)  # fmt: skip
def test_a_bad_line_is_named_by_its_number(row):
    with pytest.raises(UnreadableLine, match=r"^line 2: "):
        read_lines(['{"text": "a", "expect": "x"}', row])
