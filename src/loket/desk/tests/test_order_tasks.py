from __future__ import annotations

from decimal import Decimal

import pytest

from journeys.cast import ada, ana, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.orders.actions.ledger import Request, ask_for
from loket.orders.actions.settling import give_to_person
from loket.orders.models import LedgerEntry, OrderTask
from loket.orders.tests import ledger_shop

pytestmark = pytest.mark.django_db

PAGE = "/desk/orders/tasks"


def large(by, amount=1000):
    """A refund above what one person may give alone."""
    order = ledger_shop.order(lines=("900.00", "3200.00"))
    asked = Request("refund", "damaged", amount=Decimal(amount))
    entry = ask_for(order, asked, key=f"k-{order.pk}", by=by)
    assert entry.state == "awaiting_approval"
    return entry


def unknown():
    """A refund of which nobody knows whether it was done."""
    entry = ask_for(ledger_shop.order(), Request("refund", "damaged", amount=Decimal(10)), key="k", by=ada())
    give_to_person(entry, problem="No answer within 10 s.")
    return entry


def decide(entry, member, action, **fields):
    return signed_in(member).post(f"/desk/orders/ledger/{entry.pk}", {"action": action, **fields})


def now(entry):
    return LedgerEntry.objects.get(pk=entry.pk)


def shown(member):
    return " ".join(signed_in(member).get(PAGE).content.decode().split())


def test_nothing_to_do_says_what_would_stand_here():
    assert "Nothing to do" in shown(max_())


def test_another_lead_approves():
    entry = large(ada())
    assert "Approve" in shown(max_())
    assert decide(entry, max_(), "approve").status_code == 302
    assert now(entry).state == "ready"
    assert now(entry).decided_by_staff == max_().user


def test_whoever_asked_cannot_approve_and_is_told_why():
    entry = large(max_(), 4000)
    assert "You asked for this: another person must approve it." in shown(max_())
    answer = decide(entry, max_(), "approve")
    assert answer.status_code == 422
    assert "another person must approve it" in answer.content.decode()
    assert decide(entry, ana(), "approve").status_code == 302


def test_an_agent_sees_what_waits_and_cannot_approve():
    entry = large(max_(), 4000)
    assert "A lead must approve it." in shown(ada())
    assert decide(entry, ada(), "approve").status_code == 422
    assert now(entry).state == "awaiting_approval"


def test_declining_asks_why_and_keeps_what_was_written():
    entry = large(ada())
    assert "Say why, in a few words." in decide(entry, max_(), "decline", words=" ").content.decode()
    long = "x" * 501
    assert long in decide(entry, max_(), "decline", words=long).content.decode()
    assert decide(entry, max_(), "decline", words="Not damaged in the picture.").status_code == 302
    assert (now(entry).state, now(entry).problem) == ("declined", "Not damaged in the picture.")


def test_whoever_asked_may_take_it_back():
    entry = large(ada())
    assert "Take it back" in shown(ada())
    assert decide(entry, ada(), "decline", words="My mistake.").status_code == 302
    assert now(entry).state == "declined"


@pytest.mark.parametrize(("action", "state"), [("settled", "settled"), ("not_done", "refused"), ("retry", "sending")])
def test_a_lead_clears_up_what_nobody_knows(action, state):
    entry = unknown()
    assert "No answer within 10 s." in shown(max_())
    assert decide(entry, max_(), action).status_code == 302
    assert now(entry).state == state
    assert "Nothing to do" in shown(max_())


def test_an_agent_tries_again_and_notes_no_end():
    entry = unknown()
    assert decide(entry, ada(), "settled").status_code == 422
    assert decide(entry, ada(), "retry").status_code == 302


def test_what_was_decided_meanwhile_is_left_alone():
    entry = large(ada())
    decide(entry, max_(), "decline", words="No.")
    answer = decide(entry, max_(), "approve")
    assert answer.status_code == 422
    assert "decided meanwhile" in answer.content.decode()


def test_a_disagreement_is_shown_from_both_sides_and_cleared_up():
    order = ledger_shop.order()
    sides = {"ours": {"amount": "10.00", "state": "sent"}, "shop": {"amount": "12.00", "state": "sent"}}
    task = OrderTask.objects.create(order=order, kind="refund_disagrees", data=sides)
    assert "12.00" in shown(ada())
    client = signed_in(ada())
    assert client.post(f"{PAGE}/{task.pk}", {"words": ""}).status_code == 422
    assert client.post(f"{PAGE}/{task.pk}", {"words": "The shop was right."}).status_code == 302
    task.refresh_from_db()
    assert (task.outcome, task.done_by) == ("The shop was right.", ada().user)
    assert client.post(f"{PAGE}/{task.pk}", {"words": "Again."}).status_code == 404


def test_the_rail_counts_what_waits():
    large(ada())
    unknown()
    assert ">2<" in signed_in(ada()).get(f"{PAGE}/count").content.decode()


def test_others_decide_nothing():
    entry = large(ada())
    assert decide(entry, edith(), "approve").status_code == 404
    assert decide(entry, max_(), "burn").status_code == 404
    assert now(entry).state == "awaiting_approval"


def test_statements_do_not_grow_with_what_waits(django_assert_max_num_queries):
    client = signed_in(max_())
    unknown()
    client.get(PAGE)
    with django_assert_max_num_queries(14) as first:
        client.get(PAGE)
    for _time in range(5):
        large(ada())
    with django_assert_max_num_queries(len(first)):
        client.get(PAGE)
