from __future__ import annotations

from dataclasses import replace

import pytest

from loket.disputes.machine.chain import hash_words, opened, recorded, verify
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Body, Command
from loket.disputes.machine.deciding import take
from loket.disputes.machine.documents import from_document, to_document
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.replay import UnknownRecord, replay
from loket.disputes.machine.tests.worlds import BRAZILIAN, MONDAY, calendars, draft

CLAIM = {"reason": "snad_wrong", "solution": "refund", "amount": "40", "text": "Green.", "has_no_evidence": True}


@pytest.fixture
def log():
    begun = draft()
    command = Command(Role.BUYER, "bea", Action.SUBMIT, CLAIM, begun.version, confirmed=True)
    step = take(begun, command, BRAZILIAN, calendars(), MONDAY)
    first = opened(begun, actor="bea")
    return step.facts, [first, recorded(step, previous=first, salt="s4lt")]


def test_a_log_rebuilds_its_dispute_and_keeps_no_words(log):
    facts, records = log
    assert verify(records) is None
    assert replay(records) == facts
    assert "Green" not in str(records)


def test_words_are_proved_by_their_salt_and_the_chain_outlives_them(log):
    _facts, records = log
    assert records[1].words_hash == hash_words(Body(text="Green."), salt="s4lt")
    assert hash_words(Body(text="Green."), salt="other") != records[1].words_hash
    assert verify(records) is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda record: replace(record, actor="sam"),
        lambda record: replace(record, details={**record.details, "body": {"amount": "90"}}),
        lambda record: replace(record, words_hash=""),
        lambda record: replace(record, at=MONDAY.replace(year=2025)),
    ],
)
def test_a_record_that_was_changed_is_found(log, forge):
    _facts, records = log
    assert verify([records[0], forge(records[1])]) == 1


def test_a_record_that_is_missing_is_found(log):
    _facts, records = log
    assert verify(records[1:]) == 0
    with pytest.raises(UnknownRecord):
        replay(records[1:])
    with pytest.raises(UnknownRecord):
        replay([records[0], replace(records[1], transition="T99")])


def test_facts_survive_being_written_down(walked):
    for before, *_rest in walked.examples.values():
        assert from_document(DisputeFacts, to_document(before)) == before
