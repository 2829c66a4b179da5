from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.assistant.answering import answer
from loket.assistant.bank import Candidate
from loket.assistant.calibration import COST_OF_QUESTION, COST_OF_WRONG_ANSWER
from loket.assistant.costs import COSTS, STEPS, Costs, Policy
from loket.assistant.policies.replaying import PastQuestion, outcome_at, tallies
from loket.assistant.tests.shop import small_bank
from loket.assistant.transcript import Transcript, Turn

CONFIDENCES = st.lists(st.floats(0, 1), max_size=5).map(lambda found: sorted(found, reverse=True))


@st.composite
def past_questions(draw):
    found = draw(CONFIDENCES)
    return PastQuestion(
        topic=draw(st.sampled_from(("orders", "refunds"))),
        candidates=tuple(Candidate(f"a{place}", each, {}) for place, each in enumerate(found)),
        reading=draw(st.sampled_from(("alone", "part", "with_before", "corrected", "topic"))),
        is_angry=draw(st.booleans()),
        strikes=draw(st.integers(0, 2)),
        given=draw(st.sampled_from(((), ("a0",), ("a1",)))),
        at_hand=draw(st.booleans()),
        went_badly=draw(st.booleans()),
    )


def test_the_middle_of_the_slider_is_what_the_costs_of_the_house_say():
    assert COSTS["balanced"].answer_at() == 1 - COST_OF_QUESTION / COST_OF_WRONG_ANSWER
    assert Policy().answer_at("any") == COSTS["balanced"].answer_at()


@pytest.mark.parametrize("at_hand", [True, False])
def test_every_step_to_the_right_answers_sooner(at_hand):
    thresholds = [COSTS[step].answer_at(at_hand=at_hand) for step in STEPS]
    assert thresholds == sorted(thresholds, reverse=True)
    assert len(set(thresholds)) == len(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_outside_hours_an_unsure_question_is_answered_a_little_sooner(step):
    sooner = COSTS[step].answer_at() - COSTS[step].answer_at(at_hand=False)
    assert 0 < sooner < 0.1


def test_the_steps_are_where_they_are_documented():
    assert [round(COSTS[step].answer_at(), 3) for step in STEPS if step != "balanced"] == [0.75, 0.6, 0.3, 0.2]


@given(st.floats(0, 1), st.sampled_from(STEPS), st.booleans())
def test_an_answer_is_given_where_it_is_expected_to_cost_no_more(confidence, step, at_hand):
    costs = COSTS[step]
    cheaper = costs.of_answering(confidence) - costs.of_asking(at_hand=at_hand)
    if abs(cheaper) > 1e-9:
        assert (confidence >= costs.answer_at(at_hand=at_hand)) == (cheaper < 0)


@pytest.mark.parametrize("costs", [(1, 1), (2, 1, 1), (2, 1, 0), (2, 1, 0.5, 0.4)])
def test_costs_out_of_order_are_refused(costs):
    with pytest.raises(ValueError, match="costs more"):
        Costs(*costs)


@given(past_questions())
def test_more_careful_never_answers_more(question):
    answered = [outcome_at(question, step) == "answered" for step in STEPS]
    assert answered == sorted(answered)


@given(st.lists(past_questions(), max_size=8))
def test_every_question_is_counted_once_at_every_step(questions):
    for topic, steps in tallies(questions).items():
        asked_there = [each for each in questions if each.topic == topic]
        assert {tally.total for tally in steps.values()} == {len(asked_there)}
        assert all(tally.wrong <= tally.answered for tally in steps.values())


def decided(bank, text="when does my refund come?"):
    return answer(Transcript((Turn(1, "customer", "text", text),)), bank).trace.data


def test_a_topic_has_its_own_threshold_and_the_others_keep_theirs():
    bank = small_bank()
    topic = decided(bank)["topic"]
    careful = decided(bank.under(Policy({topic: "very_careful"})))
    assert (careful["step"], careful["answer_at"]) == ("very_careful", pytest.approx(0.75))
    assert decided(bank.under(Policy({"elsewhere": "very_careful"})))["step"] == "balanced"


def test_the_trace_says_that_nobody_was_at_hand():
    found = decided(small_bank().under(Policy(at_hand=False)))
    assert found["people_at_hand"] is False
    assert found["answer_at"] < decided(small_bank())["answer_at"]
