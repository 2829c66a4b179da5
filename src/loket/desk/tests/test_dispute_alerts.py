from __future__ import annotations

import pytest

from journeys.cast import ada, max_, staff
from loket.desk.tests.waiting import signed_in
from loket.disputes.models import Dispute, DisputeAlert
from loket.disputes.tests.dispute_shop import judge, senior, submitted

pytestmark = pytest.mark.django_db

PAGE = "/desk/disputes"


def raised(whom="lead", *, transition="S4", rule="D6", state="escalated"):
    dispute = submitted()
    Dispute.objects.filter(pk=dispute.pk).update(state=state)
    return DisputeAlert.objects.create(dispute=dispute, whom=whom, transition=transition, rule=rule, state=state)


def answer(member, alert, action):
    return signed_in(member).post(f"{PAGE}/alerts/{alert.pk}", {"action": action}, follow=True)


def test_leads_see_what_needs_them_above_the_queue():
    alert = raised()
    text = signed_in(max_()).get(PAGE).content.decode()
    assert "Nobody took the claim on in time." in text and f"{PAGE}/{alert.dispute.number}" in text
    for member in (ada(), judge(), senior()):
        assert "Nobody took the claim on in time." not in signed_in(member).get(PAGE).content.decode()


def test_nothing_stands_there_when_nothing_needs_anybody():
    assert "Needs somebody who leads" not in signed_in(max_()).get(PAGE).content.decode()


def test_one_looks_after_it_and_the_others_see_who():
    alert, lia = raised(), staff("Lia", "lead")
    assert "You look after it." in answer(max_(), alert, "take").content.decode()
    assert "Max looks after it." in signed_in(lia).get(PAGE).content.decode()
    refused = answer(lia, alert, "done").content.decode()
    assert "Give it back first." in refused and "Max looks after it." in refused
    answer(lia, alert, "give_back")
    assert "looks after it" not in signed_in(lia).get(PAGE).content.decode()
    answer(lia, alert, "done")
    assert "Nobody took the claim" not in signed_in(max_()).get(PAGE).content.decode()


def test_what_is_not_ones_own_cannot_be_answered():
    leads, seniors = raised(), raised("senior", transition="T28", rule="", state="appeal_review")
    for member in (ada(), judge(), senior()):
        assert answer(member, leads, "take").status_code == 404
    assert "You look after it." in answer(senior(), seniors, "take").content.decode()
    assert answer(max_(), leads, "nonsense").status_code == 404
    assert signed_in(max_()).get(f"{PAGE}/alerts/{leads.pk}").status_code == 405
