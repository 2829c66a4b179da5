"""The second person, taking back, another try and an end by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.orders.actions.ledger import Request, approve, ask_for, carry_out, decline, retry, settle_by_hand
from loket.orders.actions.settling import give_to_person
from loket.orders.bookkeeping.refusals import MayNotDecide, SamePerson, WrongState
from loket.orders.models import LedgerEntry, OrderTask, Refund
from loket.orders.tests.ledger_shop import ada, bea, max_, mia, order, staff
from loket.people.actors import ASSISTANT

pytestmark = pytest.mark.django_db


def large(by):
    made = order(lines=("2000.00",))
    return ask_for(made, Request("refund", "damaged", Decimal("1600.00")), key="k-1", by=by)


def in_parts(by):
    """A large refund that goes over two payments."""
    made = order(lines=("2000.00",), payments={"gift": "1000.00", "card": "1006.90"})
    return ask_for(made, Request("refund", "damaged", Decimal("1600.00")), key="k-1", by=by)


def parts_of(first):
    return LedgerEntry.objects.filter(order=first.order)


def stuck():
    entry = ask_for(order(), Request("refund", "damaged", Decimal("20.00")), key="k-1", by=ada())
    give_to_person(entry, problem="Nobody knows.")
    return entry


def test_a_second_person_approves_and_it_goes_on():
    entry = approve(large(max_()), by=mia())
    assert (entry.state, entry.decided_by_staff) == ("ready", mia().user)
    assert ProcrastinateJob.objects.filter(task_name="orders.carry_out", args__entry_id=str(entry.pk)).count() == 1
    assert Event.objects.filter(action="ledger.approved").count() == 1


def test_nobody_approves_what_they_asked_for():
    with pytest.raises(SamePerson):
        approve(large(max_()), by=max_())


@pytest.mark.parametrize("somebody", [ada, lambda: staff("Edith", "editor"), lambda: ASSISTANT])
def test_only_a_lead_is_a_second_person(somebody):
    with pytest.raises(MayNotDecide):
        approve(large(max_()), by=somebody())


def test_what_was_decided_is_not_decided_again():
    entry = large(max_())
    decline(entry, by=mia(), reason="Too much.")
    with pytest.raises(WrongState):
        approve(entry, by=mia())
    with pytest.raises(WrongState):
        decline(entry, by=mia(), reason="Again.")


@pytest.mark.parametrize("place", [0, 1])
def test_one_word_about_one_part_lets_the_whole_request_go(place):
    first = in_parts(max_())
    parts = list(parts_of(first).order_by("amount"))
    assert {each.part_of_id or each.pk for each in parts} == {first.pk}
    approve(parts[place], by=mia())
    assert {(each.state, each.decided_by_staff) for each in parts_of(first)} == {("ready", mia().user)}
    assert ProcrastinateJob.objects.filter(task_name="orders.carry_out").count() == 2
    with pytest.raises(WrongState):
        approve(parts[1 - place], by=mia())


@pytest.mark.parametrize("place", [0, 1])
def test_one_word_about_one_part_stops_the_whole_request(place):
    first = in_parts(max_())
    decline(parts_of(first).order_by("amount")[place], by=mia(), reason="Too much.")
    assert {(each.state, each.problem) for each in parts_of(first)} == {("declined", "Too much.")}
    assert set(Refund.objects.values_list("state", flat=True)) == {"failed"}


def test_a_part_that_was_sent_stays_sent_when_the_rest_is_stopped():
    first = in_parts(max_())
    approve(first, by=mia())
    carry_out(first.pk)
    other = parts_of(first).get(part_of=first)
    decline(other, by=mia(), reason="Wait.")
    states = dict(parts_of(first).values_list("pk", "state"))
    assert (states[first.pk] in {"settled", "accepted"}, states[other.pk]) == (True, "declined")


def test_each_part_settles_on_its_own():
    first = in_parts(max_())
    approve(first, by=mia())
    other = parts_of(first).get(part_of=first)
    give_to_person(other, problem="Nobody knows.")
    settle_by_hand(other, by=max_(), outcome="settled")
    assert dict(parts_of(first).values_list("pk", "state")) == {first.pk: "ready", other.pk: "settled"}


def test_a_request_for_something_else_is_not_decided_along():
    made = order(lines=("1700.00", "1700.00"))
    ask = [Request("refund", "damaged", lines=(line,)) for line in (1, 2)]
    first, second = (ask_for(made, each, key=f"k-{each.lines}", by=max_()) for each in ask)
    approve(first, by=mia())
    second.refresh_from_db()
    assert second.state == "awaiting_approval"


def test_declining_frees_the_money():
    entry = decline(large(max_()), by=mia(), reason="Too much.")
    assert (entry.state, entry.problem) == ("declined", "Too much.")
    assert Refund.objects.get(entry=entry).state == "failed"
    assert ask_for(entry.order, Request("refund", "damaged"), key="k-2", by=max_()).amount == Decimal("2006.90")


def test_whoever_asked_may_take_it_back_and_others_may_not():
    made = order(lines=("2000.00",))
    entry = ask_for(made, Request("refund", "damaged", Decimal("400.00")), key="k-1", by=ada())
    with pytest.raises(MayNotDecide):
        decline(entry, by=staff("Ida", "agent"), reason="No.")
    assert decline(entry, by=ada(), reason="My mistake.").state == "declined"


def test_anybody_at_the_desk_stops_money_that_waits_for_another_destination():
    entry = ask_for(order(), Request("refund", "damaged", Decimal("20.00")), key="k-1", by=max_())
    LedgerEntry.objects.update(state="waiting", due_at=timezone.now() + timedelta(hours=24))
    with pytest.raises(MayNotDecide):
        decline(entry, by=bea(entry.order), reason="No.")
    assert decline(entry, by=ada(), reason="It was not her.").state == "declined"


def test_a_declined_cancellation_takes_its_money_along():
    made = order(lines=("2000.00",), state="paid")
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=max_())
    assert entry.state == "awaiting_approval"
    decline(entry, by=mia(), reason="No.")
    assert set(made.ledger.values_list("state", flat=True)) == {"declined"}
    assert set(Refund.objects.values_list("state", flat=True)) == {"failed"}


def test_what_has_to_wait_waits_after_its_approval_too():
    entry = large(max_())
    LedgerEntry.objects.update(due_at=timezone.now() + timedelta(hours=24))
    assert approve(entry, by=mia()).state == "waiting"


def test_another_try_looks_first_and_ends_the_task():
    entry = retry(stuck(), by=ada())
    assert (entry.state, entry.attempts) == ("sending", 0)
    task = OrderTask.objects.get()
    assert (task.done_by, task.outcome) == (ada().user, "retried")
    outcome = carry_out(entry.pk)
    entry.refresh_from_db()
    assert outcome.state == entry.state or (outcome.state, entry.state) == ("accepted", "accepted")


@pytest.mark.parametrize(("outcome", "state", "refund"), [("settled",) * 3, ("not_done", "refused", "failed")])
def test_a_lead_ends_by_hand_what_nobody_knew(outcome, state, refund):
    entry = settle_by_hand(stuck(), by=max_(), outcome=outcome)
    assert (entry.state, Refund.objects.get(entry=entry).state) == (state, refund)
    assert entry.decided_by_staff == max_().user
    assert not OrderTask.objects.filter(done_at=None).exists()


def test_an_end_by_hand_is_for_leads_and_for_what_is_stuck():
    entry = stuck()
    with pytest.raises(MayNotDecide):
        settle_by_hand(entry, by=ada(), outcome="settled")
    settle_by_hand(entry, by=max_(), outcome="settled")
    for decide in (lambda: settle_by_hand(entry, by=max_(), outcome="not_done"), lambda: retry(entry, by=max_())):
        with pytest.raises(WrongState):
            decide()
