"""Who may read what was written with a step."""

from __future__ import annotations

import pytest
from django.utils import timezone

from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.disputes.words import words_with

pytestmark = pytest.mark.django_db
REASON = "I once worked with this seller."


def read_by(dispute, by):
    return [each.text for each in view_of(dispute, by, now=timezone.now()).texts]


@pytest.mark.parametrize("action", [Action.PUT_BACK, Action.SEND_BACK])
def test_why_a_file_goes_to_somebody_else_is_a_note(action):
    (said,) = words_with(action, Role.ADJUDICATOR, REASON, "en")
    assert (said.kind, said.visible_to) == ("note", ("staff",))


def test_neither_side_reads_why_an_adjudicator_put_a_file_back():
    dispute = submitted()
    jo = judge()
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    do(dispute, buyer_of(dispute.order), "ask_platform")
    do(dispute, jo, "take")
    stands = do(dispute, jo, "put_back", {"text": REASON})
    assert stands.state == "escalated"
    assert REASON in read_by(stands, jo)
    for side in (buyer_of(dispute.order), seller_of(dispute.order)):
        assert REASON not in read_by(stands, side)
