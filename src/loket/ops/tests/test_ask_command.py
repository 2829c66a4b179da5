from __future__ import annotations

import argparse
import json

import pytest

from loket.assistant import banks
from loket.assistant.tests.shop import small_bank
from loket.ops.commands import ask
from loket.ops.failures import BadCall


@pytest.fixture(autouse=True)
def _small_shop(monkeypatch):
    monkeypatch.setattr(banks, "complete", lambda progress: small_bank())


def asked(text, *, language="en", as_json=True):
    return ask.run(argparse.Namespace(text=text, language=language, json=as_json))


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
    assert "From: cancel-order (en)" in said
    assert "Decided: reply" in said


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
