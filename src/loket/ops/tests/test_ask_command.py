from __future__ import annotations

import argparse
import json

import pytest

from loket.assistant import banks
from loket.assistant.policies import held
from loket.assistant.tests.shop import small_bank
from loket.ops.commands import ask
from loket.ops.failures import BadCall, CommandFailed
from loket.orders.tests.documents import stored


@pytest.fixture(autouse=True)
def _small_shop(monkeypatch):
    monkeypatch.setattr(banks, "complete", lambda progress: small_bank())
    monkeypatch.setattr(held, "refresh", lambda: None)


def asked(text, *, language="en", order="", as_json=True):
    return ask.run(argparse.Namespace(text=text, language=language, order=order, json=as_json))


def test_json_says_what_from_where_how_sure_and_how_fast(capsys):
    assert asked("lupa password", language="id") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["decision"], found["language"], found["sources"][0]["article"]) == ("reply", "id", "reset-password")
    assert found["confidence"] > found["trace"]["answer_at"]
    assert found["milliseconds"] > 0


def test_people_read_the_answer_and_the_candidates(capsys):
    asked("cancel order pls", as_json=False)
    said = capsys.readouterr().out
    assert "Open **My orders**" in said
    facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    assert facts["From"].strip() == "cancel-order (en)"
    assert facts["Decided"].strip() == "reply, give"
    assert "% (orders: balanced, people at hand)" in facts["Sure"]
    assert facts["Language"].strip() == "en, from the words (page: en), searched in en"
    assert facts["Stages"].strip().startswith("use ")
    assert {"Candidates", "Meaning", "Calibrated", "Versions", "Time"} <= facts.keys()


def test_facts_stand_below_each_other(capsys):
    asked("how do I cancel my order? and where do I put the promo code?", as_json=False)
    facts = capsys.readouterr().out.rsplit("\n\n", 1)[1].splitlines()
    assert sum(line.startswith("Part:") for line in facts) == 2
    assert all(line[11] == " " and line[12:].strip() for line in facts)


def test_json_has_the_whole_trace(capsys):
    asked("lupa password", language="id")
    trace = json.loads(capsys.readouterr().out)["trace"]
    assert [stage["engines"] for stage in trace["stages"]] == [["use"]]
    assert list(trace["steps"]) == ["understand", "retrieve", "judge"]
    assert trace["embedding"]["use"] >= 0
    assert (trace["language_from"], trace["calibrated"], trace["answers"]) == ("words", "home", ["reset-password"])


@pytest.mark.parametrize(
    ("text", "decision"), [("agent!", "hand_over"), ("what is the capital of France", "ask"), ("hi", "reply")]
)
def test_every_decision_can_be_printed(text, decision, capsys):
    for as_json in (True, False):
        assert asked(text, as_json=as_json) == 0
    assert decision in capsys.readouterr().out


def test_nothing_to_ask_is_a_bad_call():
    with pytest.raises(BadCall):
        asked("  ")


@pytest.mark.django_db
def test_an_order_is_told_of_as_its_buyer_would_hear_it(capsys):
    order = stored()
    asked(order.number, order=order.number)
    told = json.loads(capsys.readouterr().out)
    assert told["sources"][0]["article"] == f"order:{order.number}"


@pytest.mark.django_db
def test_an_order_that_is_not_there_is_told():
    with pytest.raises(CommandFailed, match="no order LK-1"):
        asked("where is it", order="LK-1")
