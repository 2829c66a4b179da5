from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.utils import translation

from loket.disputes.machine.states import State
from loket.disputes.wording import event_answers, state_label, state_sentence


@dataclass
class Happened:
    details: dict = field(default_factory=dict)
    name: str = "return.contested"
    transition: str = "T22"
    role: str = "seller"
    rule: str = ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"finding": "damaged", "text": "Broken."}, ("The item came back damaged",)),
        ({"appeal_ground": "new_evidence"}, ("I have new evidence",)),
        ({"result": "changed", "amount": "20"}, ("The decision was changed",)),
        ({"carrier": "Correios", "tracking": "LB123456789CN"}, ("Correios LB123456789CN",)),
        ({"text": "Only words."}, ()),
    ],
)
def test_what_was_chosen_is_said_without_a_translator(body, said):
    assert event_answers(Happened(body)) == said
    assert event_answers(Happened({"body": body})) == said


def test_it_is_said_in_the_readers_language():
    with translation.override("id"):
        assert event_answers(Happened({"finding": "damaged"})) != ("The item came back damaged",)


def test_a_new_parcel_that_has_come_is_not_on_its_way():
    state = State.REPLACEMENT_IN_TRANSIT
    assert state_label(state, "seller", ("logistics",)) == "The new parcel is on its way"
    assert state_label(state, "seller", ("buyer",)) == "The buyer checks the new parcel"
    assert state_label(state, "buyer", ("buyer",)) == "Check the new parcel"
    assert "has arrived" in state_sentence(state, "seller", ("buyer",))
