from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from loket.assistant.answering import answer
from loket.assistant.bank import Bank
from loket.assistant.calibration import Calibration
from loket.assistant.tests.shop import ARTICLES, Conversation, small_bank
from loket.assistant.transcript import Transcript, Turn


def trace_of(*texts, page="en", bank=None):
    bea = Conversation(bank or small_bank(), page)
    return [dict(bea.says(text).trace.data) for text in texts][-1]


def two_stages(confidence_weight):
    """The small bank asked twice: its first stage is as sure as its bias says."""
    bank = small_bank()
    first = replace(bank.stages[0], home=Calibration((confidence_weight, 0.0, 0.0, 0.0), 1))
    return replace(bank, stages=(first, bank.stages[0]))


def test_every_trace_can_be_written_as_json():
    for text in ("how do I cancel my order?", "hi", "agent!", "", "xkcjvhb", "asdkjh qwlekj zxmnc", "999123"):
        trace = trace_of(text)
        assert json.loads(json.dumps(trace)) == trace


def test_steps_add_up_to_the_whole():
    trace = trace_of("how do I cancel my order?")
    assert sum(trace["steps"].values()) == pytest.approx(trace["milliseconds"], abs=0.05)
    assert 0 <= trace["embedding"]["use"] <= trace["steps"]["retrieve"]  # 0 where the text was remembered


@pytest.mark.parametrize(("bias", "asked"), [(4.0, 1), (0.0, 2)])
def test_the_stages_that_were_asked_are_told_with_what_each_made_of_it(bias, asked):
    trace = trace_of("how do I cancel my order?", bank=two_stages(bias))
    assert len(trace["stages"]) == asked
    assert trace["stages"][0]["confidence"] == pytest.approx(0.982 if bias else 0.5, abs=0.001)
    assert trace["calibration"]["bias"] == (bias if asked == 1 else small_bank().calibration.weights[0])
    assert [list(each["embedding"]) for each in trace["stages"]] == [["use"], []][:asked]


@pytest.mark.parametrize(("text", "calibrated"), [("cancel order pls", "home"), ("Wo ist mein Paket?", "abroad")])
def test_the_calibration_that_was_read_is_told(text, calibrated):
    assert trace_of(text)["calibrated"] == calibrated


@pytest.mark.parametrize(
    ("texts", "found_in", "language"),
    [
        (["quero cancelar minha compra"], "words", "pt-BR"),
        (["99887766"], "page", "en"),
        (["quero cancelar minha compra", "99887766"], "conversation", "pt-BR"),
    ],
)
def test_where_the_language_was_found_is_told(texts, found_in, language):
    trace = trace_of(*texts)
    assert (trace["language_from"], trace["language"], trace["page_language"]) == (found_in, language, "en")


def test_what_is_given_and_offered_is_told():
    assert trace_of("cancel order pls")["answers"] == ["cancel-order"]
    offered = trace_of("do you sell concert tickets")
    assert (offered["answers"], len(offered["choices"])) == ([], 3)
    several = trace_of("how do I cancel my order? and where do I put the promo code?")
    assert several["answers"] == ["cancel-order", "use-coupon"]
    assert several["searches"] >= 3


def test_nothing_is_looked_up_for_small_talk():
    trace = trace_of("hi")
    assert (trace["stages"], trace["searches"], trace["embedding"], trace["calibrated"]) == ([], 0, {}, "")


def test_a_watched_search_finds_the_same():
    for article in ARTICLES:
        bank = small_bank()
        assert bank.look(article.question, article.language).candidates == bank.search(
            article.question, article.language
        )


def test_tracing_costs_next_to_nothing(monkeypatch):
    """Thinking with the search and the sentences taken out: what is left, the trace among it, is short."""
    bank = small_bank()
    transcript = Transcript((Turn(1, "customer", "text", "how do I cancel my order?"),))
    found = bank.look("how do I cancel my order?", "en")
    monkeypatch.setattr(Bank, "look", lambda self, text, language, limit=5, *, hasty=False: replace(found, text=text))
    answer(transcript, bank)
    started = time.process_time()
    for _ in range(50):
        answer(transcript, bank)
    assert (time.process_time() - started) / 50 < 0.01
