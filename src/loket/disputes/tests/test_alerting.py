"""What those who lead must see: raised by a step, shown while it stands, taken by one, told by letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.disputes.actions.alerting import alert
from loket.disputes.actions.answering_alerts import AlertTaken, finish_alert, give_alert_back, take_alert
from loket.disputes.actions.telling_leads import PURPOSE, tell_leads
from loket.disputes.alerts import open_alerts
from loket.disputes.machine.events import Effect
from loket.disputes.models import Dispute, DisputeAlert
from loket.disputes.tests.dispute_shop import do, judge, seller_of, senior, staff, submitted
from loket.disputes.tests.test_keeping_time import later
from loket.history.models import Event
from loket.notices.actions.writing import write
from loket.notices.models import Notice, State
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_can_leave(settings):
    settings.LOKET_SMTP_URL = "smtp://localhost:2525?tls=none"


def max_():
    return staff("Max", "lead")


def lia():
    found = staff("Lia", "lead")
    found.user.languages = ["pt-BR"]
    found.user.save()
    return found


def late():
    """A claim that nobody of ours took in time."""
    dispute = submitted()
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
    later(dispute, days=4)
    do(dispute, seller_of(dispute.order), "ask_platform", {})
    later(dispute, days=8)
    return Dispute.objects.get(pk=dispute.pk)


def raised(state="escalated", *, transition="S4", rule="D6", whom="lead"):
    """An alert about a claim that stands where it was raised."""
    dispute = submitted()
    Dispute.objects.filter(pk=dispute.pk).update(state=state)
    return DisputeAlert.objects.create(dispute=dispute, whom=whom, transition=transition, rule=rule, state=state)


def letters(to=None):
    found = Notice.objects.filter(purpose=PURPOSE).order_by("pk")
    return list(found.filter(recipient_id=str(to.user.pk)) if to else found)


def shown(actor):
    return [each.pk for each in open_alerts(actor).alerts]


def test_a_time_that_was_not_kept_raises_one_alert_however_often_it_is_broken():
    dispute = late()
    later(dispute, days=8)
    (found,) = DisputeAlert.objects.filter(dispute=dispute, transition="S4", rule="D6")
    assert (found.whom, found.state, found.done_at) == ("lead", "escalated", None)
    assert Event.objects.filter(action="dispute.alerted", subject=dispute.subject).count() >= 2
    assert found.pk in shown(max_())


def test_what_has_gone_on_needs_nobody():
    found = raised()
    assert shown(max_()) == [found.pk]
    Dispute.objects.filter(pk=found.dispute_id).update(state="in_review")
    assert shown(max_()) == []


def test_a_hold_needs_somebody_until_it_ends():
    found = raised("wait_seller", transition="T31b", rule="told")
    assert shown(max_()) == []
    Dispute.objects.filter(pk=found.dispute_id).update(is_held=True)
    assert shown(max_()) == [found.pk]


def test_a_proposal_needs_a_second_person_until_one_has_looked():
    found = raised("in_review", transition="T15a", rule="", whom="senior")
    assert shown(senior()) == []
    waiting = {**found.dispute.document, "offers": [{"standing": "waits_for_second"}]}
    Dispute.objects.filter(pk=found.dispute_id).update(document=waiting)
    assert shown(senior()) == [found.pk] == shown(max_())


def test_leads_see_all_seniors_their_own_and_others_nothing():
    own, leads = raised("appeal_review", transition="T28", rule="", whom="senior"), raised()
    assert shown(max_()) == [own.pk, leads.pk]
    assert shown(senior()) == [own.pk]
    assert shown(judge()) == shown(staff("Ada", "agent")) == []
    for act in (take_alert, give_alert_back, finish_alert):
        with pytest.raises(NotVisible):
            act(leads.pk, by=senior())


def test_one_takes_it_and_the_others_see_who():
    found = raised()
    take_alert(found.pk, by=max_())
    take_alert(found.pk, by=max_())
    assert [each.taken_by.name for each in open_alerts(lia()).alerts] == ["Max"]
    for act in (take_alert, finish_alert):
        with pytest.raises(AlertTaken, match="Max"):
            act(found.pk, by=lia())
    give_alert_back(found.pk, by=lia())
    finish_alert(found.pk, by=lia())
    assert shown(max_()) == []
    actions = Event.objects.filter(subject=found.dispute.subject, action__startswith="dispute.alert_")
    assert [each.action.removeprefix("dispute.alert_") for each in actions.order_by("pk")] == [
        "taken", "given_back", "done",
    ]  # fmt: skip


def test_what_was_done_comes_up_again_when_it_happens_again():
    found = raised()
    finish_alert(found.pk, by=max_())
    DisputeAlert.objects.filter(pk=found.pk).update(told_at=timezone.now())
    _again(found)
    found.refresh_from_db()
    assert (found.done_at, found.told_at, found.taken_by.name) == (None, None, "Max")


def test_each_lead_gets_one_letter_in_their_language():
    lia(), max_(), judge()
    first, second = raised(), raised("refund_pending", transition="S9", rule="", whom="finance")
    assert tell_leads() == 2
    assert sorted(each.language for each in letters()) == ["en", "pt-BR"]
    letter = write(letters(max_())[0]).letter
    assert first.dispute.number in letter.text and second.dispute.number in letter.text
    assert "Nobody took the claim on in time." in letter.text and "/desk/disputes" in letter.text
    assert tell_leads() == 0


def test_at_most_one_letter_an_hour_says_what_waits_then():
    lead, now = max_(), timezone.now()
    raised()
    assert tell_leads(now) == 1
    raised()
    assert tell_leads(now + timedelta(minutes=50)) == 0
    assert tell_leads(now + timedelta(minutes=61)) == 1
    assert letters(lead)[-1].fields["waiting"] == 2


def test_a_letter_that_waits_for_the_morning_gives_way_to_a_newer_one():
    lead, now = max_(), timezone.now()
    raised()
    tell_leads(now)
    Notice.objects.update(state=State.WAITING, next_attempt_at=now + timedelta(hours=9))
    raised()
    tell_leads(now + timedelta(hours=2))
    assert [each.state == State.WITHDRAWN for each in letters(lead)] == [True, False]


def test_what_somebody_took_at_once_is_nobodys_letter():
    take_alert(raised().pk, by=max_())
    assert tell_leads() == 0
    assert DisputeAlert.objects.filter(told_at=None).count() == 0


def test_where_no_letter_can_leave_none_is_written(settings):
    settings.LOKET_SMTP_URL = ""
    max_()
    raised()
    assert tell_leads() == 0 == len(letters())


def test_administrators_hear_of_it_where_nobody_leads():
    ana = staff("Ana", "admin")
    raised("appeal_review", transition="T28", rule="", whom="senior")
    assert tell_leads() == 1 == len(letters(ana))


def _again(found):
    """The same step once more."""

    class Body:
        rule = found.rule

    class Facts:
        state = found.state

    class Command:
        actor = "timer"

    class Step:
        transition, body, facts, command = found.transition, Body, Facts, Command
        at = timezone.now()

    alert(found.dispute, Step, Effect.ALERT_LEAD)
